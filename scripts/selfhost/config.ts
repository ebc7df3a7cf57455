import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSiteFiles } from './manifest.ts';

export interface ServerFolders {
  /** The data folder: objects, the rendered site, secrets. */
  dataDir: string;
  /** A finished build. */
  distDir: string;
}

export interface ListenOptions {
  host: string;
  port: number;
  /** Proxies of our own in front of the server; with none, forwarding headers are not believed. */
  trustedProxies: number;
  /** Customers' settings may lead to servers of this machine, see `readLocalTargets`. */
  hasLocalTargets?: boolean;
}

// A uniqueKey names the folder of the objects' files and takes part in their ids: none may ever change.
export const OBJECTS = [
  { binding: 'ACCOUNT', className: 'AccountObject', uniqueKey: 'ringlet-account' },
  { binding: 'POOL', className: 'NumberPoolObject', uniqueKey: 'ringlet-pool' },
  { binding: 'CALLBACK', className: 'CallbackObject', uniqueKey: 'ringlet-callback' },
  { binding: 'GUARD', className: 'GuardObject', uniqueKey: 'ringlet-guard' },
  { binding: 'SIM', className: 'SimObject', uniqueKey: 'ringlet-sim' },
  { binding: 'DELIVERY', className: 'DeliveryObject', uniqueKey: 'ringlet-delivery' },
  { binding: 'AUTH', className: 'AuthObject', uniqueKey: 'ringlet-auth' },
];

/** Text bindings; the values come from the environment of the workerd process. */
export const TEXT_BINDINGS = [
  'RINGLET_SECRETS',
  'PUBLIC_ORIGIN',
  'RINGLET_OPERATOR_TOKEN',
  'RINGLET_GEO_HEADERS',
  'RINGLET_LOCAL_TARGETS',
  'RINGLET_TWILIO_API',
  'RINGLET_SMTP_URL',
  'RINGLET_MAIL_FROM',
  'RINGLET_SALES_EMAIL',
  'RINGLET_LOG',
  'RINGLET_METRICS_TOKEN',
  'RINGLET_RESTORED_AT',
] as const;

/**
 * Writes everything that workerd reads into `<data>/run/` and answers the path of the configuration. Files are
 * embedded relative to it (an absolute path in `embed` fails), folders are given as absolute paths.
 */
export function writeRunFolder({ dataDir, distDir }: ServerFolders, listen: ListenOptions): string {
  const data = realpathSync(dataDir);
  const run = join(data, 'run');
  mkdirSync(run, { recursive: true });
  mkdirSync(join(data, 'do'), { recursive: true });
  copyFileSync(join(distDir, 'worker/worker.js'), join(run, 'worker.js'));
  const sourceMap = join(distDir, 'worker/worker.js.map');
  if (existsSync(sourceMap)) copyFileSync(sourceMap, join(run, 'worker.js.map'));
  for (const shim of ['front.js', 'assets.js', 'cache.js']) {
    copyFileSync(join(import.meta.dirname, shim), join(run, shim));
  }
  writeFileSync(
    join(run, 'manifest.json'),
    JSON.stringify(listSiteFiles(join(data, 'site'), join(data, 'encoded'))),
  );
  const file = join(run, 'config.capnp');
  writeFileSync(file, renderConfig(data, listen));
  return file;
}

/** The text of config.capnp for a data folder given by its real path. */
export function renderConfig(
  data: string,
  { host, port, trustedProxies, hasLocalTargets = false }: ListenOptions,
): string {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const http = trustedProxies > 0 ? 'http = (forwardedProtoHeader = "X-Forwarded-Proto"), ' : '';
  const lock =
    process.platform === 'linux'
      ? `\n    (name = "lock", address = ${quote(lockSocketName(data))}, service = "assets"),`
      : '';
  // A way of its own, so that everything else keeps to the public internet. The Worker looks at the ports.
  const local = hasLocalTargets ? '\n    (name = "local", network = (allow = ["local"])),' : '';
  const localBinding = hasLocalTargets ? '\n    (name = "LOCAL", service = "local"),' : '';
  const texts = TEXT_BINDINGS.map((name) => `\n    (name = "${name}", fromEnvironment = "${name}"),`).join(
    '',
  );
  const namespaces = OBJECTS.map(
    ({ binding, className }) => `\n    (name = "${binding}", durableObjectNamespace = "${className}"),`,
  ).join('');
  const objects = OBJECTS.map(
    ({ className, uniqueKey }) =>
      `\n    (className = "${className}", uniqueKey = "${uniqueKey}", enableSql = true),`,
  ).join('');

  return `# Written at every start; changes made here are lost.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "assets", worker = .assets),
    (name = "cache", worker = .cache),
    (name = "site", disk = (path = ${quote(join(data, 'site'))})),
    (name = "encoded", disk = (path = ${quote(join(data, 'encoded'))})),
    (name = "do", disk = (path = ${quote(join(data, 'do'))}, writable = true)),
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),${local}
  ],
  sockets = [
    (name = "http", address = ${quote(address)}, ${http}service = "main"),${lock}
  ],
);

const main :Workerd.Worker = (
  modules = [
    (name = "front.js", esModule = embed "front.js"),
    (name = "worker.js", esModule = embed "worker.js"),
  ],
  compatibilityDate = "2026-10-20",
  bindings = [${texts}
    (name = "TRUSTED_PROXIES", text = "${trustedProxies}"),
    (name = "RINGLET_COMPRESS", text = "1"),
    (name = "RINGLET_ONE_PROCESS", text = "1"),
    (name = "ASSETS", service = "assets"),${localBinding}${namespaces}
  ],
  globalOutbound = "internet",
  cacheApiOutbound = "cache",
  durableObjectNamespaces = [${objects}
  ],
  durableObjectStorage = (localDisk = "do"),
);

const assets :Workerd.Worker = (
  modules = [
    (name = "assets.js", esModule = embed "assets.js"),
    (name = "manifest.json", json = embed "manifest.json"),
  ],
  compatibilityDate = "2026-10-20",
  bindings = [(name = "SITE", service = "site"), (name = "ENCODED", service = "encoded")],
);

const cache :Workerd.Worker = (
  modules = [(name = "cache.js", esModule = embed "cache.js")],
  compatibilityDate = "2026-10-20",
);
`;
}

/**
 * The socket whose only use is that it can be bound once: the kernel refuses a second workerd on the same data and
 * frees the name with the process. Abstract names exist on Linux only.
 */
function lockSocketName(data: string): string {
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 32);
  return `unix-abstract:ringlet-${hash}`;
}

// A Cap'n Proto text literal. Only the two characters that end or escape it need care in a path.
function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
