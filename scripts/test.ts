import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll, ROOT } from './build.ts';
import { chromiumEnv, findChromium } from './find-chromium.ts';
import { UserError } from './user-error.ts';

interface Tally {
  passed: number;
  failed: number;
}

/** What we read of Vitest's JSON report. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}

// Every check runs, also after one that failed: the reader wants the whole list. The last line is the sum.
const tally: Tally = { passed: 0, failed: 0 };
add('build', await checkBuild());
add('format and lint', checkTool('@biomejs/biome/bin/biome', ['check', '.']));
add('types', checkTool('typescript/bin/tsc', ['-b']));
addTests(await runVitest(process.argv.slice(2)));
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function checkBuild(): Promise<boolean> {
  try {
    await buildAll();
    return true;
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    return false;
  }
}

/** `script` is the JavaScript entry of an installed tool. */
function checkTool(script: string, args: string[]): boolean {
  return run(script, args, {}) === 0;
}

function run(script: string, args: string[], env: Record<string, string>): number | null {
  const entry = join(ROOT, 'node_modules', script);
  const { status } = spawnSync(process.execPath, [entry, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status;
}

/** `filters` are Vitest's own: parts of file names, or flags such as `--project edge`. */
async function runVitest(filters: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'ringlet-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', '--config', 'tests/vitest.config.ts', ...reporters, ...filters];
    const status = run('vitest/vitest.mjs', args, await browserEnv());
    return countTests(report, status === 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function browserEnv(): Promise<Record<string, string>> {
  try {
    return chromiumEnv(await findChromium());
  } catch (error) {
    console.error('No Chromium was found, so the tests that need a browser will fail:', error);
    return {};
  }
}

/** A file that could not even be loaded has no tests in the report, and counts as one that failed. */
function countTests(report: string, isSuccess: boolean): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as VitestReport;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  // An error outside every test (an unhandled rejection) fails the run without failing a test.
  return { passed: numPassedTests, failed: failed === 0 && !isSuccess ? 1 : failed };
}

function add(name: string, isSuccess: boolean): void {
  tally[isSuccess ? 'passed' : 'failed'] += 1;
  console.log(`${isSuccess ? '✓' : '✗'} ${name}`);
}

function addTests({ passed, failed }: Tally): void {
  tally.passed += passed;
  tally.failed += failed;
  console.log(`${failed === 0 ? '✓' : '✗'} tests`);
}
