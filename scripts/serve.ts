import { join, resolve } from 'node:path';
import { MAILBOX_FILE } from '../shared/contract/demo-mailbox.ts';
import { buildAll, ROOT } from './build.ts';
import { openDemoMailbox } from './mail/demo-mailbox.ts';
import { isLoopback } from './selfhost/passed-on.ts';
import { parsePort } from './selfhost/port.ts';
import { startServer } from './selfhost/server.ts';
import { exitWith, UserError } from './user-error.ts';
import { whereToLook } from './where-to-look.ts';

export interface ServeFlags {
  port?: string | undefined;
  host?: string | undefined;
  data?: string | undefined;
  'no-demo'?: boolean | undefined;
}

export const SERVE_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'no-demo': { type: 'boolean' },
} as const;

export const SERVE_USAGE = `[--port N] [--host ADDRESS] [--data FOLDER] [--no-demo]

  --port     8787, or the variable PORT
  --host     127.0.0.1
  --data     .ringlet
  --no-demo  starts empty, without the demo business and its shop`;

/**
 * Builds and starts the server, and stops it in order when the process is told to end.
 *
 * @throws UserError in plain words
 */
export async function serve(flags: ServeFlags): Promise<void> {
  const host = flags.host ?? '127.0.0.1';
  const data = flags.data ?? join(ROOT, '.ringlet');
  const hasDemo = flags['no-demo'] !== true;
  const port = flags.port ? parsePort(flags.port, '--port') : parsePort(process.env.PORT || '8787', 'PORT');
  const { dist } = await buildAll({ quiet: true });
  // Whoever names a mail server wants real mail; one that others can reach has no business with this machine's.
  const hasMailbox = hasDemo && !process.env.RINGLET_SMTP_URL && isLoopback(host);
  const origin = process.env.PUBLIC_ORIGIN || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const mailbox = hasMailbox ? await openDemoMailbox(origin.replace(/\/$/, '')) : null;
  const server = await startServer({
    env: { ...process.env, ...mailbox?.env },
    siteFiles: mailbox ? { [MAILBOX_FILE]: JSON.stringify({ url: mailbox.url }) } : {},
    dataDir: resolve(data),
    distDir: dist,
    port,
    host: host,
    seed: hasDemo,
    onGiveUp: (reason) => exitWith(new UserError(reason)),
  });
  console.log(whereToLook(server.origin, { demo: server.demo, dataDir: data, hasMailbox }));

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping…');
    server.stop().then(() => process.exit(0), exitWith);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}
