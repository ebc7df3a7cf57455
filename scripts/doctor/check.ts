/** What the doctor found of one thing. `warning` is for what works and should be looked at. */
export interface Check {
  name: string;
  state: 'ok' | 'warning' | 'failed';
  text: string;
}

export interface DoctorPlace {
  dataDir: string;
  host: string;
  port: number;
  env: Record<string, string | undefined>;
}

export const ok = (name: string, text: string): Check => ({ name, state: 'ok', text });
export const warning = (name: string, text: string): Check => ({ name, state: 'warning', text });
export const failed = (name: string, text: string): Check => ({ name, state: 'failed', text });

/** What a check throws is what it found. */
export async function orFailed(name: string, look: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    return failed(name, error instanceof Error ? error.message.trim() : String(error));
  }
}
