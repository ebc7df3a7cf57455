import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, ROOT } from './build.ts';
import { exitWith, UserError } from './user-error.ts';

// `npm run fuzz`: 5,000 odd requests to every operation of the API, where `npm test` sends 300, and all addresses that
// lead inside under wrangler dev too.
// `npm run fuzz -- --count 50000 admin`: as many as one likes, in the files whose names have these parts.
try {
  const { values, positionals } = parseArgs({
    options: { count: { type: 'string', default: '5000' } },
    allowPositionals: true,
  });
  if (!/^[1-9]\d{0,5}$/.test(values.count))
    throw new UserError(`--count must be a number from 1 to 999999, not "${values.count}".`);
  await buildAll({ quiet: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const files =
    positionals.length > 0
      ? positionals.map((part) => `edge/fuzz-${part}`)
      : ['edge/fuzz', 'e2e/wrangler-dev', 'e2e/forbidden-addresses'];
  const projects = ['--project', 'edge', '--project', 'e2e'];
  const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', ...projects, ...files];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, RINGLET_FUZZ: values.count },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  exitWith(error);
}
