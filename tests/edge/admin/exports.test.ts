import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CallbackRecord } from '../../../edge/domain/facts.ts';
import { RESOURCE_KINDS } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { adminPath } from '../../../shared/paths.ts';
import { type Answer, aBusiness, aTokenWith, type Business } from '../support/admin.ts';
import { readCsv } from '../support/csv.ts';

const CSV = { headers: { accept: 'text/csv' } };
const NDJSON = { headers: { accept: 'application/x-ndjson' } };
const CALLBACKS = 1_234;

const {
  id: _,
  createdAt: __,
  scheduledAt: ___,
  changedAt: ____,
  ...REST
} = RESOURCES.callbacks.example.entity;

function record(i: number): CallbackRecord {
  const legs = [
    { party: 'manager', line: 0, answered: true, code: 200 },
    { party: 'visitor', line: 0, answered: false, code: 486 },
  ] as const;
  const past = (attempt: number) => ({
    attempt,
    startedAt: i * 1_000 + attempt,
    endedAt: i * 1_000 + 10 * attempt,
    outcome: '200-486',
    legs: [...legs],
  });
  return {
    ...(REST as unknown as CallbackRecord),
    id: `cb_${String(i).padStart(16, '0')}`,
    phone: '+79161234567',
    name: i % 2 ? '=HYPERLINK("http://evil.example";"click")' : 'Анна, "Аня"',
    comment: null,
    status: i % 3 ? 'failed' : 'completed',
    createdAt: i * 1_000,
    scheduledAt: i * 1_000,
    changedAt: i * 1_000,
    attempts: [past(1), past(2)],
  };
}

async function aBusyBusiness(): Promise<Business> {
  const business = await aBusiness();
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) => {
    const store = new EntityStore(storage.sql);
    storage.transactionSync(() => {
      for (let i = 1; i <= CALLBACKS; i++) store.save('callbacks', record(i), i);
    });
  });
  return business;
}

const linesOf = ({ body }: Answer): Record<string, unknown>[] =>
  String(body)
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a list as a whole', () => {
  let business: Business;
  beforeAll(async () => {
    business = await aBusyBusiness();
  });

  const read = (path: string, token: string, { headers } = NDJSON) =>
    exports.default.fetch(`http://127.0.0.1:8787${adminPath(business.account, path)}`, {
      headers: { ...headers, authorization: `Bearer ${token}` },
    });

  it('is all pages as CSV: a telephone as digits, texts disarmed, attempts in columns of their own', async () => {
    const answer = await business.ask('GET', 'callbacks', CSV);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="callbacks.csv"',
      vary: 'Accept',
    });
    const rows = readCsv(answer.body);
    expect(rows).toHaveLength(CALLBACKS);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(CALLBACKS);
    expect(rows[0]).toMatchObject({
      phone: '79161234567',
      name: 'Анна, "Аня"',
      'touch.source': 'yandex',
      attempts: '2',
      'attempts.outcomes': '200-486; 200-486',
      'attempts.last.answered': 'manager',
      'attempts.last.startedAt': '1970-01-01T00:20:34.002Z',
      comment: '',
    });
    expect(rows[1]?.name).toBe('\'=HYPERLINK("http://evil.example";"click")');
  });

  it('begins with the mark by which Excel knows UTF-8', async () => {
    const { body } = await read('callbacks?status=completed', business.token, CSV);
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is the same entities as NDJSON, with nothing left out', async () => {
    const items = linesOf(await business.ask('GET', 'callbacks', NDJSON));
    expect(items).toHaveLength(CALLBACKS);
    const page = await business.ask('GET', 'callbacks?limit=100');
    expect(items.slice(0, 100)).toEqual(page.body.items);
  });

  it('has the filters, the order and the fields of a page', async () => {
    const query = 'callbacks?status=completed&sort=createdAt&fields=createdAt,status';
    const items = linesOf(await business.ask('GET', query, NDJSON));
    expect(items).toHaveLength(Math.floor(CALLBACKS / 3));
    expect(items[0]).toEqual({
      id: 'cb_0000000000000003',
      status: 'completed',
      createdAt: '1970-01-01T00:00:03.000Z',
    });
    const rows = readCsv((await business.ask('GET', query, CSV)).body);
    expect(rows.map((row) => row.id)).toEqual(items.map(({ id }) => id));
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['createdAt', 'id', 'status']);
  });

  it('asks for the next page only when the one before has been read, and for none once nobody reads', async () => {
    const asked = vi.spyOn(EntityStore.prototype, 'page');
    const { body } = await read('callbacks', business.token);
    const reader = body?.getReader();
    await reader?.read();
    // Streams between isolates hold a page or two of their own.
    expect(asked.mock.calls.length).toBeLessThan(5);
    await reader?.cancel();
    asked.mockRestore();
  });

  it('breaks off when the token is withdrawn meanwhile, so that a part is not taken for the whole', async () => {
    const token = await aTokenWith(business, ['callbacks:view']);
    const { body } = await read('callbacks', token);
    const reader = body?.getReader();
    await reader?.read();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) => {
      storage.sql.exec('DELETE FROM tokens WHERE name = ?', 'narrow');
    });
    const rest = async () => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow();
  });

  it.each([
    ['callbacks?limit=5', 'invalid'],
    ['callbacks?cursor=x', 'invalid'],
    ['callbacks?colour=red', 'unknown_parameter'],
    ['callbacks?fields=secret', 'invalid'],
    ['callbacks?sort=name', 'invalid'],
  ])('refuses %s before it begins', async (path, code) => {
    const { status, headers, body } = await business.ask('GET', path, CSV);
    expect([status, headers.get('content-type'), body.type.split('/').at(-1)]).toEqual([
      400,
      'application/problem+json',
      code,
    ]);
  });

  it('needs the right to view it', async () => {
    const token = await aTokenWith(business, ['sites:view']);
    expect((await business.ask('GET', 'callbacks', { ...CSV, token })).status).toBe(403);
    expect((await business.ask('GET', 'sites', { ...CSV, token })).status).toBe(200);
  });

  it.each(['*/*', 'text/html,application/xhtml+xml,*/*;q=0.8', 'application/json, text/csv;q=0.5', ''])(
    'is a page as JSON for %j',
    async (accept) => {
      const { headers } = await business.ask('GET', 'sites', { headers: { accept } });
      expect(headers.get('content-type')).toBe('application/json');
    },
  );

  it('is there for every collection, also where it is empty', async () => {
    const { ask } = await aBusiness();
    for (const kind of RESOURCE_KINDS.filter((one) => RESOURCES[one].verbs.some((verb) => verb === 'list'))) {
      const csv = await ask('GET', RESOURCES[kind].path ?? kind, CSV);
      expect([
        csv.status,
        String(csv.body)
          .replace(/^\uFEFF/, '')
          .startsWith('id,'),
      ]).toEqual([200, true]);
      // The account has the token that it is asked by.
      expect(linesOf(await ask('GET', RESOURCES[kind].path ?? kind, NDJSON))).toHaveLength(
        kind === 'tokens' ? 1 : 0,
      );
    }
  });
});
