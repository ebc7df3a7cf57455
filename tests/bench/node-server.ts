import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { makeBenchFolder } from './bench-workerd.ts';

/** `node-lease-server.ts` as a process of its own, with an empty database on the repository's disk. */
export async function startNodeServer(): Promise<{ port: number; pid: number; close(): Promise<void> }> {
  const folder = makeBenchFolder();
  const port = await findFreePort('127.0.0.1');
  const child = fork(join(import.meta.dirname, 'node-lease-server.ts'), [
    join(folder, 'leases.sqlite'),
    String(port),
  ]);
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the Node server ended with ${code}`))),
  ]);
  return {
    port,
    pid: child.pid ?? 0,
    async close() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
