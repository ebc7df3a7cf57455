import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { startServer } from '../../scripts/selfhost/server.ts';
import { startWorkerd } from '../../scripts/selfhost/workerd.ts';
import { BENCH_WORKER, bundleWorker, makeBenchFolder } from './bench-workerd.ts';
import { makeStaticSites } from './swap-site.ts';

/** One workerd process with the built server and, on ports of their own, what it is compared with. */
export interface SwapServer {
  /** As a visitor reaches it: the front that decides who the client is, then the Worker. */
  front: number;
  /** The Worker without the front. */
  worker: number;
  /** Hono's hello, at `/hello`. */
  hello: number;
  /** The same behind the same front. */
  helloFront: number;
  /** Keys of the sites with one campaign and with a hundred. */
  sites: { one: string; hundred: string };
  close(): Promise<void>;
}

export async function startSwapServer(): Promise<SwapServer> {
  const { dist } = await buildAll({ quiet: true });
  const dataDir = realpathSync(makeBenchFolder());
  const env = {
    RINGLET_SECRETS: randomBytes(32).toString('base64url'),
    RINGLET_OPERATOR_TOKEN: randomBytes(32).toString('base64url'),
  };
  const [front, worker, hello, helloFront] = await findPorts();
  const server = await startServer({ dataDir, distDir: dist, port: front, quiet: true, env });
  const sites = await makeStaticSites(server.origin, env.RINGLET_OPERATOR_TOKEN).finally(() => server.stop());

  const run = join(dataDir, 'run');
  await bundleWorker(run);
  const config = join(run, 'bench.capnp');
  const real = readFileSync(join(run, 'config.capnp'), 'utf8');
  writeFileSync(config, addPeers(real, { worker, hello, helloFront }));
  const workerd = await startWorkerd({
    config,
    pidFile: join(run, 'workerd.pid'),
    env: { ...env, PUBLIC_ORIGIN: server.origin },
    address: server.origin,
    onLine: (line) => console.error(line),
  });
  return {
    front,
    worker,
    hello,
    helloFront,
    sites,
    async close() {
      await workerd.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The server's own configuration with three more sockets. */
function addPeers(config: string, ports: { worker: number; hello: number; helloFront: number }): string {
  const socket = (name: string, port: number, service: string) =>
    `\n    (name = "${name}", address = "127.0.0.1:${port}", service = "${service}"),`;
  const sockets =
    socket('worker', ports.worker, 'main') +
    socket('hello', ports.hello, 'bench') +
    socket('helloFront', ports.helloFront, 'helloFront');
  const front = /const front :Workerd\.Worker = [\s\S]*?\n\);\n/.exec(config)?.[0];
  if (!front) throw new Error('the configuration has no front');
  const helloFront = front
    .replace('const front', 'const helloFront')
    .replace('service = "main"', 'service = "bench"');
  return (
    config
      .replace(
        'services = [',
        'services = [\n    (name = "bench", worker = .bench),\n    (name = "helloFront", worker = .helloFront),',
      )
      .replace('sockets = [', `sockets = [${sockets}`) +
    BENCH_WORKER +
    helloFront
  );
}

async function findPorts(): Promise<[number, number, number, number]> {
  const find = () => findFreePort('127.0.0.1');
  return [await find(), await find(), await find(), await find()];
}
