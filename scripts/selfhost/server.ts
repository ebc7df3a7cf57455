import { cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DemoFacts } from '../seed.ts';
import { UserError } from '../user-error.ts';
import { writeRunFolder } from './config.ts';
import { finishDemo, placeShop, readDemo } from './demo.ts';
import { awaitLeftoverEnd, lockDataFolder, workerdPidFile } from './lock.ts';
import { readPassedOn } from './passed-on.ts';
import { checkPortFree } from './port.ts';
import { startRestored } from './restored.ts';
import { writeRunningPlace } from './running-place.ts';
import { loadSecrets } from './secrets.ts';
import { type Supervisor, superviseWorkerd } from './supervisor.ts';
import { wakeWhereNeeded } from './wake-objects.ts';
import { startWorkerd } from './workerd.ts';

export interface ServerOptions {
  dataDir: string;
  /** A finished build, see `buildAll`. */
  distDir: string;
  port: number;
  host?: string;
  /** Nothing of what workerd prints goes to the terminal. */
  quiet?: boolean;
  /** Makes the demo business and its shop, unless the data folder has them. */
  seed?: boolean;
  /** More files of the site, by their path in it. */
  siteFiles?: Record<string, string>;
  /** Variables of the server: secrets, PUBLIC_ORIGIN and so on. */
  env?: Record<string, string | undefined>;
  /** Variables of the workerd process that are none of the server's, such as LD_PRELOAD. */
  processEnv?: Record<string, string>;
  /** Every line that workerd prints. */
  onLine?: (line: string) => void;
  /** workerd died too often and is not started any more. */
  onGiveUp?: (reason: string) => void;
}

export interface RunningServer {
  /** Where the outside world reaches it. */
  readonly origin: string;
  /** Of workerd; another one after a restart, null while there is none. */
  readonly pid: number | null;
  /** Null unless the data folder was seeded. */
  readonly demo: DemoFacts | null;
  /** Ends it in order and frees the data folder. */
  stop(): Promise<void>;
  /** SIGKILL to workerd, which is then not started again by itself: a crash, for `restart` to come back from. */
  kill9(): Promise<void>;
  /** Starts workerd on the same data, with the site folder as it is now; one that runs is stopped first. */
  restart(): Promise<void>;
}

/**
 * Starts the self-hosted server and resolves when it answers.
 *
 * @throws UserError in plain words: a taken port, a data folder in use, a weak secret, a bad PUBLIC_ORIGIN
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { distDir, port, host = '127.0.0.1', env = process.env } = options;
  // Not for other users of the machine: it holds visitors' phone numbers.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const address = `http://${reachableHost(host)}:${port}`;
  const origin = readOrigin(env.PUBLIC_ORIGIN, address);
  const trustedProxies = readProxyCount(env.RINGLET_TRUSTED_PROXIES);
  const passedOn = readPassedOn(env, host);
  const lock = lockDataFolder(dataDir);
  let supervisor: Supervisor | null = null;
  try {
    await awaitLeftoverEnd(dataDir);
    const restored = startRestored(dataDir, Date.now());
    const secrets = loadSecrets(dataDir, env);
    const demoFile = join(dataDir, 'demo.json');
    const site = join(dataDir, 'site');
    let demo = readDemo(demoFile, origin);
    const place = () => placeSite(distDir, site, { demo, files: options.siteFiles ?? {} });
    place();

    const start = async (): Promise<Supervisor> => {
      await checkPortFree(host, port);
      const hasLocalTargets = passedOn.RINGLET_LOCAL_TARGETS !== undefined;
      const listen = { host, port, trustedProxies, hasLocalTargets };
      const config = writeRunFolder({ dataDir, distDir }, listen);
      const print = (line: string) => {
        options.onLine?.(line);
        if (!options.quiet) console.error(line);
      };
      return superviseWorkerd(
        () =>
          startWorkerd({
            config,
            address,
            pidFile: workerdPidFile(dataDir),
            env: {
              ...options.processEnv,
              ...secrets,
              PUBLIC_ORIGIN: origin,
              ...(restored && { RINGLET_RESTORED_AT: String(restored.startedAt) }),
              ...passedOn,
            },
            onLine: print,
          }),
        { onRestart: print, onGiveUp: options.onGiveUp ?? print },
      );
    };
    const restart = async (): Promise<void> => {
      await supervisor?.stop();
      supervisor = await start();
    };

    await restart();
    if (options.seed && demo === null) {
      demo = await finishDemo(demoFile, { address, origin, operatorToken: secrets.RINGLET_OPERATOR_TOKEN });
      place();
      await restart(); // the list of static files is part of the configuration
    }
    writeRunningPlace(dataDir, { address, origin });
    const waking = wakeWhereNeeded({
      dataDir,
      address,
      secrets,
      onLine: (line) => {
        options.onLine?.(line);
        if (!options.quiet) console.error(line);
      },
    });
    return {
      origin,
      get pid() {
        return supervisor?.pid() ?? null;
      },
      demo,
      restart,
      async stop() {
        await waking.stop();
        await supervisor?.stop();
        lock.release();
      },
      async kill9() {
        await supervisor?.kill9();
      },
    };
  } catch (error) {
    await (supervisor as Supervisor | null)?.stop();
    lock.release();
    throw error;
  }
}

function placeSite(
  distDir: string,
  site: string,
  { demo, files }: { demo: DemoFacts | null; files: Record<string, string> },
): void {
  rmSync(site, { recursive: true, force: true });
  cpSync(join(distDir, 'site'), site, { recursive: true });
  if (demo) placeShop(distDir, site, demo);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
}

/** Where to reach a server that listens on `host`: "every address" is none that can be asked. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function readOrigin(text: string | undefined, preset: string): string {
  if (!text) return preset;
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (!/^https?:/.test(origin) || text.replace(/\/$/, '') !== origin) {
    throw new UserError(`PUBLIC_ORIGIN must look like https://calls.example, not "${text}".`);
  }
  return origin;
}

function readProxyCount(text: string | undefined): number {
  if (!text) return 0;
  if (!/^\d$/.test(text))
    throw new UserError(`RINGLET_TRUSTED_PROXIES must be a number from 0 to 9, not "${text}".`);
  return Number(text);
}
