import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MAILBOX_FILE } from '../shared/contract/demo-mailbox.ts';
import { buildAll, ROOT } from './build.ts';
import { type DemoMailbox, openDemoMailbox } from './mail/demo-mailbox.ts';
import type { DemoFacts } from './seed.ts';
import { finishDemo, placeShop, readDemo } from './selfhost/demo.ts';
import { readPassedOn } from './selfhost/passed-on.ts';
import { checkPortFree, parsePort } from './selfhost/port.ts';
import { loadSecrets, type ServerSecrets } from './selfhost/secrets.ts';
import { exitWith, UserError } from './user-error.ts';
import { whereToLook } from './where-to-look.ts';

const DATA = join(ROOT, '.ringlet');
const DEMO_FILE = join(DATA, 'dev.json');
const SOURCES = ['widget', 'edge', 'shared', 'demo-site'];
const QUIET_MS = 150;

/** The server under `wrangler dev`, rebuilt after every change of the sources. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = parsePort(values.port ?? (process.env.PORT || '8787'), values.port ? '--port' : 'PORT');
  const origin = `http://127.0.0.1:${port}`;
  await checkPortFree('127.0.0.1', port);
  mkdirSync(DATA, { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(DATA);
  const mailbox = process.env.RINGLET_SMTP_URL ? null : await openDemoMailbox(origin);
  writeDevVars({ ...secrets, ...readPassedOn({ ...process.env, ...mailbox?.env }, '127.0.0.1') }, origin);
  const { dist } = await buildAll();
  const known = readDemo(DEMO_FILE, origin);
  if (known) placeDemo(dist, known, mailbox);

  const wrangler = startWrangler(port);
  await waitForAnswer(origin, wrangler);
  const demo =
    known ??
    (await finishDemo(DEMO_FILE, {
      address: origin,
      origin,
      operatorToken: secrets.RINGLET_OPERATOR_TOKEN,
    }));
  placeDemo(dist, demo, mailbox);
  console.log(whereToLook(origin, { demo, dataDir: DATA, hasMailbox: mailbox !== null }));

  rebuildOnChange(async () => {
    await buildAll();
    placeDemo(dist, demo, mailbox);
  });
}

function placeDemo(dist: string, demo: DemoFacts, mailbox: DemoMailbox | null): void {
  const site = join(dist, 'site');
  placeShop(dist, site, demo);
  if (mailbox) writeFileSync(join(site, MAILBOX_FILE), JSON.stringify({ url: mailbox.url }));
}

function writeDevVars(values: ServerSecrets & Record<string, string>, origin: string): void {
  const vars = { ...values, PUBLIC_ORIGIN: origin };
  const lines = Object.entries(vars).map(([name, value]) => `${name}="${value}"`);
  writeFileSync(join(ROOT, '.dev.vars'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

function startWrangler(port: number): ChildProcess {
  const bin = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const args = [
    'dev',
    '--port',
    String(port),
    '--persist-to',
    join(DATA, 'dev'),
    '--show-interactive-dev-session=false',
  ];
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' },
    detached: true, // Ctrl-C reaches us, and we end the whole group
  });
  const stop = () => {
    child.kill('SIGINT');
    setTimeout(() => killGroup(child), 4000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  process.once('exit', () => killGroup(child));
  child.once('exit', (code) => process.exit(code ?? 0));
  return child;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // the group has ended already
  }
}

async function waitForAnswer(origin: string, wrangler: ChildProcess): Promise<void> {
  const died = once(wrangler, 'exit').then(() => 'died' as const);
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer) return void (await answer.body?.cancel());
    if ((await Promise.race([died, delay(100, 'waited' as const)])) === 'died') break;
  }
  throw new UserError('wrangler dev did not start; see what it printed above.');
}

/** Rebuilds once the sources have been quiet for a moment; a build that fails is reported and changes nothing else. */
function rebuildOnChange(rebuild: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const build = () => {
    building = building.then(rebuild).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
  };
  for (const folder of SOURCES) {
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(build, QUIET_MS);
    });
  }
}

main().catch(exitWith);
