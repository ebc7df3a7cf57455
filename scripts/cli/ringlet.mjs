#!/usr/bin/env node
// The command `ringlet`. Plain JavaScript, so that an old Node can still say what is missing, or hand over to the one
// that came with the packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
} else {
  const newer = join(own, '../../node_modules/.bin/node');
  if (!existsSync(newer) || process.env.RINGLET_HANDED_OVER) {
    console.error(`Ringlet needs Node 22.18 or newer, and this is ${process.version}.`);
    process.exit(1);
  }
  const env = { ...process.env, RINGLET_HANDED_OVER: '1' };
  const { status, signal } = spawnSync(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}
