import { UserError } from '../user-error.ts';

const PASSED_ON = [
  'RINGLET_GEO_HEADERS',
  'RINGLET_LOCAL_TARGETS',
  'RINGLET_TWILIO_API',
  'RINGLET_TWILIO_PRICES',
  'RINGLET_SMTP_URL',
  'RINGLET_MAIL_FROM',
  'RINGLET_SALES_EMAIL',
  'RINGLET_LOG',
  'RINGLET_METRICS_TOKEN',
] as const;

/**
 * Variables that the Worker reads as they are, of a server that listens on `host`.
 *
 * @throws UserError if whoever reaches the server from elsewhere would reach what else runs on its machine
 */
export function readPassedOn(env: Record<string, string | undefined>, host: string): Record<string, string> {
  if (env.RINGLET_LOCAL_TARGETS && !isLoopback(host)) {
    throw new UserError(`RINGLET_LOCAL_TARGETS is for a server that listens on 127.0.0.1, not on ${host}.`);
  }
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = env[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host);
}
