import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/build.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { startWorkerd, type Workerd } from '../../scripts/selfhost/workerd.ts';
import { workerBundle } from '../../vite.config.ts';

/** The self-hosted binary with the worker of `worker/`, its objects on the disk that holds the repository. */
export interface BenchServer {
  port: number;
  /** Of workerd; another one after `changeFiles`. */
  readonly pid: number;
  /** Where the objects' databases are, `<uniqueKey>/<id>.sqlite`. */
  objects: string;
  /** Stops workerd, lets `change` work on the files, and starts it on them again. */
  changeFiles(change: () => void): Promise<void>;
  close(): Promise<void>;
}

/** A folder for one run on the repository's disk: the system's temp folder may be memory. */
export function makeBenchFolder(): string {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  return mkdtempSync(join(ROOT, 'dist/bench-'));
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = makeBenchFolder();
  const objects = join(folder, 'do');
  mkdirSync(objects);
  await bundleWorker(folder);
  const port = await findFreePort('127.0.0.1');
  const config = join(folder, 'config.capnp');
  writeFileSync(config, renderConfig(objects, port));
  const start = () =>
    startWorkerd({
      config,
      pidFile: join(folder, 'workerd.pid'),
      env: {},
      address: `http://127.0.0.1:${port}`,
      onLine: (line) => console.error(line),
    });
  let workerd: Workerd = await start();
  return {
    port,
    get pid() {
      return workerd.pid;
    },
    objects,
    async changeFiles(change) {
      await workerd.stop();
      change();
      workerd = await start();
    },
    async close() {
      await workerd.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Leaves `bench-worker.js` in `folder`, bundled as the real worker is. */
export async function bundleWorker(folder: string): Promise<void> {
  const bundle = workerBundle({ root: ROOT, out: folder });
  await build({
    ...bundle,
    build: {
      ...bundle.build,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        ...bundle.build?.rolldownOptions,
        input: { 'bench-worker': join(import.meta.dirname, 'worker/bench-worker.ts') },
      },
    },
  });
}

/** The definition of the bench's worker; its objects need a disk service named `do`. */
export const BENCH_WORKER = `const bench :Workerd.Worker = (
  modules = [(name = "bench-worker.js", esModule = embed "bench-worker.js")],
  compatibilityDate = "2026-10-20",
  bindings = [
    (name = "TOGETHER", durableObjectNamespace = "NumberPoolObject"),
    (name = "ALONE", durableObjectNamespace = "LonePoolObject"),
  ],
  durableObjectNamespaces = [
    (className = "NumberPoolObject", uniqueKey = "together", enableSql = true),
    (className = "LonePoolObject", uniqueKey = "alone", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "do"),
);
`;

function renderConfig(objects: string, port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "bench", worker = .bench),
    (name = "do", disk = (path = "${objects}", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "bench")],
);
${BENCH_WORKER}`;
}
