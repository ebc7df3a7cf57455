import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import { watchProcess } from './watchdog.ts';

export interface WorkerdOptions {
  /** Path of config.capnp. */
  config: string;
  pidFile: string;
  /** The values of the text bindings; workerd sees no other variable. */
  env: Record<string, string>;
  /** Where it answers, for instance `http://127.0.0.1:8787`. */
  address: string;
  /** What it prints, line by line. */
  onLine: (line: string) => void;
}

/** One running workerd process. */
export interface Workerd {
  pid: number;
  /** Resolves with the exit code or signal once the process is gone. */
  ended: Promise<string>;
  /** TERM, and KILL after `graceMs`; resolves when the process is gone. */
  stop(graceMs?: number): Promise<void>;
  /** KILL; resolves when the process is gone. */
  kill9(): Promise<void>;
}

/**
 * Starts workerd and resolves when it answers.
 *
 * @throws UserError with what workerd printed if it ends before that
 */
export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  const child = spawn(findWorkerd(), ['serve', options.config], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: options.env,
    detached: true, // Ctrl-C reaches the launcher, which then stops workerd in order
  });
  const said = collectLines(child, options.onLine);
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))]);
  const { pid } = child;
  if (pid === undefined) throw new Error('workerd has no pid');
  writeFileSync(options.pidFile, `${pid}\n`);
  const watchdog = watchProcess(pid);
  void ended.then(() => {
    watchdog.dismiss();
    rmSync(options.pidFile, { force: true });
  });

  const workerd: Workerd = {
    pid,
    ended,
    async stop(graceMs = 3000) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    async kill9() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  try {
    await waitForAnswer(options.address, ended, said);
  } catch (error) {
    await workerd.kill9();
    throw error;
  }
  return workerd;
}

/** Any HTTP answer counts: the route is the Worker's own affair. */
async function waitForAnswer(address: string, ended: Promise<string>, said: string[]): Promise<void> {
  let exit: string | null = null;
  void ended.then((how) => {
    exit = how;
  });
  const giveUpAt = performance.now() + 20_000;
  while (performance.now() < giveUpAt) {
    if (exit !== null) throw new UserError(`workerd did not start (${exit}):\n${said.join('\n')}`);
    const answer = await fetch(`${address}/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(2000),
      headers: { connection: 'close' },
    }).catch(() => null); // not listening yet
    if (answer) return void (await answer.body?.cancel());
    await delay(20);
  }
  throw new UserError(`workerd does not answer at ${address}:\n${said.join('\n')}`);
}

/** The last lines are kept for the message of a failed start. */
function collectLines(child: ChildProcess, onLine: (line: string) => void): string[] {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last.push(line);
        if (last.length > 30) last.shift();
        onLine(line);
      }
    });
  }
  return last;
}

// The binary itself and not its JavaScript wrapper, so that there is one pid to signal.
export function findWorkerd(): string {
  const { default: binary } = createRequire(import.meta.url)('workerd') as { default: string };
  return binary;
}
