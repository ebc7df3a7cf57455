import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { openDemoMailbox } from '../../scripts/mail/demo-mailbox.ts';
import type { DemoFacts } from '../../scripts/seed.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { type RunningServer, startServer } from '../../scripts/selfhost/server.ts';
import { MAILBOX_FILE } from '../../shared/contract/demo-mailbox.ts';

/** A self-hosted server of its own for one test file, on a free port and a data folder in the temp folder. */
export interface TestServer {
  origin: string;
  dataDir: string;
  /** The seeded business. Throws if the server was started without it. */
  demo: DemoFacts;
  server: RunningServer;
  /** Everything that workerd printed so far, for tests of what must not be printed. */
  log(): string;
  /** SIGKILL to workerd, then a start on the same data; resolves when it answers again. */
  crashAndRestart(): Promise<void>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** The demo business; true unless told. */
  seed?: boolean;
  env?: Record<string, string>;
  /** Variables of the workerd process alone. */
  processEnv?: Record<string, string>;
  /** Its mail goes to a mailbox of the demo, which the mail page shows. */
  mailbox?: boolean;
  /** A finished build; that of this repository unless told. */
  distDir?: string;
}

/** Starts the built server. The build is made first unless it is up to date. */
export async function startTestServer({
  seed = true,
  env = {},
  processEnv = {},
  mailbox: hasMailbox = false,
  distDir,
}: TestServerOptions = {}): Promise<TestServer> {
  const dist = distDir ?? (await buildAll({ quiet: true })).dist;
  const dataDir = mkdtempSync(join(tmpdir(), 'ringlet-server-'));
  const lines: string[] = [];
  const port = await findFreePort('127.0.0.1');
  const mailbox = hasMailbox ? await openDemoMailbox(`http://127.0.0.1:${port}`) : null;
  const server = await startServer({
    dataDir,
    distDir: dist,
    port,
    quiet: true,
    seed,
    env: { ...env, ...mailbox?.env, ...localTargets([env, mailbox?.env ?? {}]) },
    siteFiles: mailbox ? { [MAILBOX_FILE]: JSON.stringify({ url: mailbox.url }) } : {},
    processEnv,
    onLine: (line) => lines.push(line),
  });
  return {
    origin: server.origin,
    dataDir,
    get demo() {
      if (!server.demo) throw new Error('this server was started without the demo business');
      return server.demo;
    },
    server,
    log: () => lines.join('\n'),
    async crashAndRestart() {
      await server.kill9();
      await server.restart();
    },
    async close() {
      await server.stop();
      await mailbox?.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Those of the test and that of the mailbox, which stand in one variable. */
function localTargets(all: Record<string, string>[]): Record<string, string> {
  const targets = all.flatMap(({ RINGLET_LOCAL_TARGETS: target }) => target ?? []);
  return targets.length > 0 ? { RINGLET_LOCAL_TARGETS: targets.join() } : {};
}
