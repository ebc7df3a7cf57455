import { metrics } from './metrics/metrics.ts';

/**
 * Logs are one JSON object a line. What is logged is named by the caller: never a body, a phone or a secret.
 */
type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export const LOG_LEVELS = ['error', 'warning', 'info'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is written; objects log as well and have no configuration of their own, so it is of the isolate. */
class LogGate {
  #most = LOG_LEVELS.indexOf('warning');

  open(level: LogLevel): void {
    this.#most = LOG_LEVELS.indexOf(level);
  }

  isOpenFor(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) <= this.#most;
  }
}

export const logGate = new LogGate();

/** What happened as it should. */
export function logInfo(event: string, fields: LogFields = {}): void {
  if (logGate.isOpenFor('info')) console.log(lineOf('info', event, fields));
}

export function logWarning(event: string, fields: LogFields = {}): void {
  if (logGate.isOpenFor('warning')) console.warn(lineOf('warning', event, fields));
}

/** A reporter of errors for `event`; only the error's name and the place it came from are written. */
export function logError(event: string, fields: LogFields = {}): (error: unknown) => void {
  return (error) => {
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
    const place = stack?.split('\n').find((line) => line.trim().startsWith('at '));
    console.error(lineOf('error', event, { error: name, place: place?.trim() ?? null, ...fields }));
  };
}

function lineOf(level: LogLevel, event: string, fields: LogFields): string {
  metrics.count('ringlet_log_lines_total', { level });
  return JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
}
