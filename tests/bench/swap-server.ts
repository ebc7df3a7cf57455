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
  /** As a visitor reaches it: the front decides who the client is, then the Worker answers. */
  front: number;
  /** The Worker without the front, as on Cloudflare. */
  worker: number;
  /** Hono's hello, at `/hello`, and what stands between the two. */
  hello: number;
  /** The same behind the front. */
  helloFront: number;
  pid: number;
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
    pid: workerd.pid,
    sites,
    async close() {
      await workerd.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

interface PeerPorts {
  worker: number;
  hello: number;
  helloFront: number;
}

/** The server's own configuration with three more sockets, and what answers there. */
function addPeers(config: string, ports: PeerPorts): string {
  const main = /const main :Workerd\.Worker = [\s\S]*?\n\);\n/.exec(config)?.[0];
  if (!main) throw new Error('the configuration has no Worker');
  const peers = [
    { socket: 'worker', port: ports.worker, service: 'bare' },
    { socket: 'hello', port: ports.hello, service: 'bench' },
    { socket: 'helloFront', port: ports.helloFront, service: 'helloFront' },
  ];
  const services = peers.map(({ service }) => `\n    (name = "${service}", worker = .${service}),`).join('');
  const sockets = peers
    .map(
      ({ socket, port, service }) =>
        `\n    (name = "${socket}", address = "127.0.0.1:${port}", service = "${service}"),`,
    )
    .join('');
  const withPeers = config
    .replace('services = [', `services = [${services}`)
    .replace('sockets = [', `sockets = [${sockets}`);
  return withPeers + withoutFront(main) + BENCH_WORKER + HELLO_FRONT;
}

/** The Worker as it is on Cloudflare, with the objects of the other one. */
function withoutFront(main: string): string {
  return main
    .replace('const main', 'const bare')
    .replace(/.*embed "front\.js".*\n/, '')
    .replace(
      /durableObjectNamespace = ("\w+")/g,
      'durableObjectNamespace = (className = $1, serviceName = "main")',
    )
    .replace(/ {2}durableObjectNamespaces = \[[\s\S]*?\n {2}\],\n/, '')
    .replace(/.*durableObjectStorage.*\n/, '');
}

const HELLO_FRONT = `const helloFront :Workerd.Worker = (
  modules = [
    (name = "front.js", esModule = embed "front.js"),
    (name = "worker.js", esModule = embed "bench-worker.js"),
  ],
  compatibilityDate = "2026-10-20",
  bindings = [(name = "TRUSTED_PROXIES", text = "0")],
);
`;

async function findPorts(): Promise<[number, number, number, number]> {
  const find = () => findFreePort('127.0.0.1');
  return [await find(), await find(), await find(), await find()];
}
