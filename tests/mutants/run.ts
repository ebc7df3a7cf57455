import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildAll, ROOT } from '../../scripts/build.ts';
import { MUTANTS, type Mutant } from './mutants.ts';

/**
 * The test of the tests: builds each fault of `mutants.ts` into a copy of the repository and runs the tests that
 * are to catch it. `npm run mutants -- rest fence` tries those with one of the words in their name.
 */
const words = process.argv.slice(2);
const chosen = MUTANTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const copy = mkdtempSync(join(tmpdir(), 'ringlet-mutants-'));

try {
  const { dist } = await buildAll({ quiet: true }); // the Worker under test imports what the build makes
  copyRepository(dist);
  const healthy = new Set(chosen.flatMap(({ caughtBy }) => caughtBy));
  const red = [...healthy].filter((file) => !isGreen(file));
  if (red.length > 0) throw new Error(`red without any mutant: ${red.join(', ')}`);
  const survivors = chosen.filter((mutant) => !isKilled(mutant));
  console.log(`${chosen.length - survivors.length} killed, ${survivors.length} survived`);
  process.exitCode = survivors.length === 0 && chosen.length > 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Files that git knows or would take, as they are now. */
function copyRepository(dist: string): void {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  for (const path of listed.stdout.toString().split('\0')) {
    if (path === '' || path === 'node_modules') continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(ROOT, path), join(copy, path), { force: true });
  }
  cpSync(dist, join(copy, 'dist'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
}

function isKilled({ name, edits, caughtBy }: Mutant): boolean {
  const before = new Map<string, string>();
  try {
    for (const { file, find, replace } of edits) {
      const text = readFileSync(join(copy, file), 'utf8');
      if (text.split(find).length !== 2) throw new Error(`${name}: ${file} must hold once: ${find}`);
      before.set(file, before.get(file) ?? text);
      writeFileSync(
        join(copy, file),
        text.replace(find, () => replace),
      );
    }
    const missed = caughtBy.filter(isGreen);
    const verdict = missed.length === 0 ? 'killed  ' : 'SURVIVED';
    console.log(`${verdict} ${name}${missed.length === 0 ? '' : `, unseen by ${missed.join(', ')}`}`);
    return missed.length === 0;
  } finally {
    for (const [file, text] of before) writeFileSync(join(copy, file), text);
  }
}

function isGreen(file: string): boolean {
  const project = file.startsWith('tests/edge/') ? 'edge' : 'pure';
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [
    vitest,
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    project,
    '--bail',
    '1',
    file,
  ];
  const env = { ...process.env, NO_COLOR: '1', PWD: copy };
  const { status, signal, stdout } = spawnSync(process.execPath, args, { cwd: copy, env, timeout: 180_000 });
  if (signal) throw new Error(`${file} did not end: ${signal}`);
  if (status !== 0 && !/Tests .*failed/.test(stdout.toString())) {
    throw new Error(`${file} did not run:\n${stdout.toString().slice(-2_000)}`);
  }
  return status === 0;
}
