/**
 * Logs are one JSON object a line. What is logged is named by the caller: never a body, a phone or a secret.
 */
type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export function logWarning(event: string, fields: LogFields = {}): void {
  console.warn(JSON.stringify({ level: 'warning', event, ...fields }));
}

/** A reporter of errors for `event`; only the error's name and the place it came from are written. */
export function logError(event: string, fields: LogFields = {}): (error: unknown) => void {
  return (error) => {
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
    const place = stack?.split('\n').find((line) => line.trim().startsWith('at '));
    console.error(
      JSON.stringify({ level: 'error', event, error: name, place: place?.trim() ?? null, ...fields }),
    );
  };
}
