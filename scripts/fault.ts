import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, ROOT } from './build.ts';
import { exitWith, UserError } from './user-error.ts';

// `npm run fault -- --kills 100 kill calls`: how often the server is killed under load, and parts of file names.
// `npm run fault -- --days 1000`: so many random days of a provider that fails, in place of the kills.
// `npm run fault -- --storm`: 100,000 orders of a fraudster in an hour, and one telephone ordered from 5,000 sites.
try {
  const { values, positionals } = parseArgs({
    options: { kills: { type: 'string' }, days: { type: 'string' }, storm: { type: 'boolean' } },
    allowPositionals: true,
  });
  const kills = values.kills ?? process.env.RINGLET_KILLS ?? '5';
  if (!/^[1-9]\d{0,3}$/.test(kills))
    throw new UserError(`--kills must be a number from 1 to 9999, not "${kills}".`);
  const { days, storm } = values;
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days))
    throw new UserError(`--days must be a number from 1 to 99999, not "${days}".`);
  await buildAll({ quiet: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const which = storm
    ? ['edge', 'tests/edge/fraud-storms.test.ts']
    : days
      ? ['edge', 'tests/edge/unknown-outcome.test.ts']
      : ['fault', ...positionals];
  const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', '--project', ...which];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      RINGLET_KILLS: kills,
      ...(days && { RINGLET_DAYS: days }),
      ...(storm && { RINGLET_STORM: '100000' }),
    },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  exitWith(error);
}
