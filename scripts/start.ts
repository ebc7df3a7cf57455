import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MAILBOX_FILE } from '../shared/contract/demo-mailbox.ts';
import { buildAll, ROOT } from './build.ts';
import { openDemoMailbox } from './mail/demo-mailbox.ts';
import { isLoopback } from './selfhost/passed-on.ts';
import { parsePort } from './selfhost/port.ts';
import { startServer } from './selfhost/server.ts';
import { exitWith, UserError } from './user-error.ts';
import { whereToLook } from './where-to-look.ts';

const USAGE = `Starts the Ringlet server on this machine.

  npm start -- [--port N] [--host ADDRESS] [--data FOLDER] [--no-demo]

  --port     8787, or the variable PORT
  --host     127.0.0.1
  --data     .ringlet
  --no-demo  starts empty, without the demo business and its shop`;

async function main(): Promise<void> {
  const flags = readFlags();
  if (flags.help) return console.log(USAGE);
  const port = flags.port ? parsePort(flags.port, '--port') : parsePort(process.env.PORT || '8787', 'PORT');
  const { dist } = await buildAll({ quiet: true });
  // Whoever names a mail server wants real mail; one that others can reach has no business with this machine's.
  const hasMailbox = !flags['no-demo'] && !process.env.RINGLET_SMTP_URL && isLoopback(flags.host);
  const origin =
    process.env.PUBLIC_ORIGIN ||
    `http://${flags.host.includes(':') ? `[${flags.host}]` : flags.host}:${port}`;
  const mailbox = hasMailbox ? await openDemoMailbox(origin.replace(/\/$/, '')) : null;
  const server = await startServer({
    env: { ...process.env, ...mailbox?.env },
    siteFiles: mailbox ? { [MAILBOX_FILE]: JSON.stringify({ url: mailbox.url }) } : {},
    dataDir: resolve(flags.data),
    distDir: dist,
    port,
    host: flags.host,
    seed: !flags['no-demo'],
    onGiveUp: (reason) => exitWith(new UserError(reason)),
  });
  console.log(whereToLook(server.origin, { demo: server.demo, dataDir: flags.data, hasMailbox }));

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

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: join(ROOT, '.ringlet') },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

main().catch(exitWith);
