import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import type { DemoFacts } from '../../scripts/seed.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { type RunningServer, startServer } from '../../scripts/selfhost/server.ts';

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
  /** A finished build; that of this repository unless told. */
  distDir?: string;
}

/** Starts the built server. The build is made first unless it is up to date. */
export async function startTestServer({
  seed = true,
  env = {},
  processEnv = {},
  distDir,
}: TestServerOptions = {}): Promise<TestServer> {
  const dist = distDir ?? (await buildAll({ quiet: true })).dist;
  const dataDir = mkdtempSync(join(tmpdir(), 'ringlet-server-'));
  const lines: string[] = [];
  const server = await startServer({
    dataDir,
    distDir: dist,
    port: await findFreePort('127.0.0.1'),
    quiet: true,
    seed,
    env,
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
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
