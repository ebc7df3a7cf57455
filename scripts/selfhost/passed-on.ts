import { UserError } from '../user-error.ts';
import { isLoopback } from './config.ts';

const PASSED_ON = [
  'RINGLET_GEO_HEADERS',
  'RINGLET_SMTP_URL',
  'RINGLET_MAIL_FROM',
  'RINGLET_LOCAL_TARGETS',
] as const;

/**
 * Variables that the Worker reads as they are, of a server that listens on `host`.
 *
 * @throws UserError if servers of this machine would be within reach of a server that others can reach
 */
export function readPassedOn(env: Record<string, string | undefined>, host: string): Record<string, string> {
  if (env.RINGLET_LOCAL_TARGETS && !isLoopback(host)) {
    throw new UserError(
      `RINGLET_LOCAL_TARGETS is for a server that listens on 127.0.0.1, because it opens this machine. Not ${host}.`,
    );
  }
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = env[name];
      return value ? [[name, value]] : [];
    }),
  );
}
