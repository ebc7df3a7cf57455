import type { Context } from 'hono';
import type { ResourceKind } from '../../domain/resource-model.ts';
import { RESOURCES } from '../../domain/resources.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { logError } from '../../log.ts';
import { askAccount, type Credential, entityOf } from './ask-account.ts';
import { readQuery } from './request-parts.ts';

type Entity = Record<string, unknown>;

/** What an account is set up with, each kind after those that it refers to. */
export const EXPORTED_SETTINGS: readonly ResourceKind[] = [
  'offices',
  'sites',
  'schedules',
  'uploads',
  'styles',
  'numbers',
  'integrations',
  'campaigns',
  'widgets',
  'roles',
  'exclusions',
  'webhooks',
];
/** What happened; it is taken along to be read, and cannot be brought in again. */
const RECORDS: readonly ResourceKind[] = ['calls', 'callbacks'];

const FORMAT = { kind: 'ringlet-account', formatVersion: 1 } as const;

/**
 * `GET …/export`: the account as one file of NDJSON: a head, a line for each entity, an end that counts them. An entity
 * is what a client may write of it (`body`) and the rest of what it shows (`shown`); secrets and tokens are in neither.
 * A file without its end is not whole.
 *
 * @throws ApiError if one of the lists is none of the credential's business
 */
export async function exportAccount(c: Context<AppEnv>, own: Credential): Promise<Response> {
  const { records = 'false', ...others } = readQuery(c);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || !['true', 'false'].includes(records)) {
    const path = (unknown ?? 'records').slice(0, 100);
    const errors = [{ path, code: 'invalid_value', message: 'only records=true or false can be asked for' }];
    throw new ApiError('invalid', { detail: `Look at ${path}.`, errors });
  }
  const kinds = records === 'true' ? [...EXPORTED_SETTINGS, ...RECORDS] : EXPORTED_SETTINGS;
  const account = entityOf(await askAccount(c, own, { resource: 'account', verb: 'get', query: {} }));
  // Half a file that says so at its end would still be half a file.
  for (const resource of kinds) await askAccount(c, own, { resource, verb: 'list', query: { limit: '1' } });
  const lines = writeLines(c, own, account, kinds);
  const utf8 = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await lines.next();
          if (done) controller.close();
          else controller.enqueue(utf8.encode(value));
        } catch (error) {
          logError('export', { requestId: c.get('requestId') })(error);
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  c.header('content-type', 'application/x-ndjson');
  c.header('content-disposition', `attachment; filename="${own.account}.ndjson"`);
  c.header('x-content-type-options', 'nosniff');
  return c.body(body);
}

/** Pieces of the file, each of whole lines. */
async function* writeLines(
  c: Context<AppEnv>,
  own: Credential,
  account: Entity,
  kinds: readonly ResourceKind[],
): AsyncGenerator<string> {
  yield lineOf({ ...FORMAT, exportedAt: new Date().toISOString(), account });
  const counts: Record<string, number> = {};
  for (const kind of kinds) {
    counts[kind] = 0;
    let cursor: string | null = null;
    do {
      const page = await askAccount(c, own, {
        resource: kind,
        verb: 'list',
        query: cursor === null ? {} : { cursor },
        exports: cursor === null ? 'first' : 'next',
      });
      if (page.kind !== 'list') throw new Error(`a list was asked for, and the answer is ${page.kind}`);
      counts[kind] += page.items.length;
      const text: string = page.items.map((entity) => lineOf(split(kind, entity))).join('');
      if (text !== '') yield text;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }
  yield lineOf({ kind: 'end', counts });
}

function split(kind: ResourceKind, { id, warnings: _, ...entity }: Entity): Entity {
  const writable = Object.keys(RESOURCES[kind].input?.shape ?? {});
  const body: Entity = {};
  const shown: Entity = {};
  for (const [name, value] of Object.entries(entity)) {
    if (/secret/i.test(name)) continue; // null in lists; not even the field goes along
    (writable.includes(name) ? body : shown)[name] = value;
  }
  return { kind, id, body, shown };
}

function lineOf(value: Entity): string {
  return `${JSON.stringify(value)}\n`;
}
