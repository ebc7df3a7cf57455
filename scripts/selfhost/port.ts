import { createServer } from 'node:net';
import { UserError } from '../user-error.ts';

/**
 * Reads a port as people write it.
 *
 * @throws UserError if it is none
 */
export function parsePort(text: string, from: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new UserError(`${from} must be a port between 1 and 65535, not "${text}".`);
  }
  return port;
}

/**
 * Resolves if nobody listens there.
 *
 * @throws UserError in plain words if the address cannot be used
 */
export function checkPortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** A port that was free a moment ago. */
export function findFreePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host, port: 0 }, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError(
        `Port ${port} is in use on ${host}. Stop what listens there, or choose another with --port.`,
      );
    case 'EACCES':
      return new UserError(
        `Port ${port} needs rights that this user does not have. Choose one above 1023 with --port.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(`${host} is not an address of this machine. Choose another with --host.`);
    default:
      return error;
  }
}
