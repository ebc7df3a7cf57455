import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, ROOT } from './build.ts';
import { exitWith, UserError } from './user-error.ts';

// `npm run fault -- --kills 100 kill`: how often the server is killed under load, and parts of file names.
try {
  const { values, positionals } = parseArgs({
    options: { kills: { type: 'string' } },
    allowPositionals: true,
  });
  const kills = values.kills ?? process.env.RINGLET_KILLS ?? '5';
  if (!/^[1-9]\d{0,3}$/.test(kills))
    throw new UserError(`--kills must be a number from 1 to 9999, not "${kills}".`);
  await buildAll({ quiet: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', '--project', 'fault', ...positionals];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, RINGLET_KILLS: kills },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  exitWith(error);
}
