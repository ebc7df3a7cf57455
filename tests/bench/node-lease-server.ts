/**
 * The same lease behind Node, Hono and `node:sqlite`: the pool's own store and decision, one transaction per lease,
 * on the disk before it is answered. Started by leases.bench.ts as a process of its own: `<database> <port>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { clockMigrations, ObjectClock } from '../../edge/objects/object-clock.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import { openNodeSql } from '../support/node-sql.ts';

const [file = '', port = ''] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const sql = openNodeSql([...clockMigrations.steps, ...poolMigrations.steps], database);
const store = new PoolStore(sql as unknown as ConstructorParameters<typeof PoolStore>[0]);
const clock = new ObjectClock({ sql } as unknown as ConstructorParameters<typeof ObjectClock>[0]);

function inTransaction<T>(work: () => T): T {
  sql.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (error) {
    sql.exec('ROLLBACK');
    throw error;
  }
}

const app = new Hono()
  .get('/hello', (c) => c.text('hello'))
  .put('/pool', async (c) => {
    const config = await c.req.json();
    inTransaction(() => store.writeConfig(config));
    return c.body(null, 204);
  })
  .post('/pool', async (c) => {
    const args = await c.req.json();
    return c.json(
      inTransaction(() => {
        const config = store.readConfig();
        return config ? leaseOffices(store, config, args, clock.stamp()) : { kind: 'gone' };
      }),
    );
  });

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

createServer(async (incoming, outgoing) => {
  const { method = 'GET', url = '/' } = incoming;
  const body = method === 'GET' ? null : await readBody(incoming);
  const answer = await app.fetch(new Request(`http://127.0.0.1${url}`, { method, body }));
  const bytes = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'content-length': bytes.length,
  });
  outgoing.end(bytes);
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
