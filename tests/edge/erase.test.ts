import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import type { PrivacyRequest } from '../../shared/contract/admin/privacy.ts';
import { sendBy } from './support/access.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { allObjectsOf } from './support/all-objects.ts';
import { CANARY, orderAndCall, settle } from './support/canary.ts';
import { order } from './support/page.ts';
import { playOrder } from './support/telephones.ts';
import { anExchange, listCalls } from './support/telephony.ts';

const accountOf = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);
const read = (shop: TestShop, id: string) => shop.admin<PrivacyRequest>('GET', `privacy/${id}`);

/** Lets the account do what was asked for, until it is done. */
async function finish(shop: TestShop, id: string): Promise<PrivacyRequest> {
  for (let i = 0; i < 20; i++) {
    const request = await read(shop, id);
    if (request.status === 'done') return request;
    await runDurableObjectAlarm(accountOf(shop));
  }
  throw new Error('the request never ended');
}

async function ask(shop: TestShop, action: 'erase' | 'export', phone: string): Promise<PrivacyRequest> {
  const { id } = await shop.admin<PrivacyRequest>('POST', 'privacy', { action, phone });
  return finish(shop, id);
}

async function traces(shop: TestShop, canaries: readonly string[]): Promise<string[]> {
  const kept = await allObjectsOf(shop);
  return kept
    .filter(({ text }) => canaries.some((canary) => text.includes(canary)))
    .map(({ object, table, column }) => `${object}.${table}.${column}`);
}

describe('a person who is to be forgotten', () => {
  it('is in no table of any object any more, and the report says where they were', async () => {
    const found = await orderAndCall();
    const { shop, canaries } = found;
    const other = await order(shop, { phone: '+79161234567', name: 'Boris' });
    expect((await traces(shop, canaries)).length).toBeGreaterThan(10);
    const { report, subject, ...request } = await ask(shop, 'erase', CANARY.phone);
    expect(request).toMatchObject({ action: 'erase', status: 'done', createdBy: { kind: 'token' } });
    const places = report.map(({ object, table }) => `${object}.${table}`);
    expect(places).toEqual(
      expect.arrayContaining([
        ...['callback.callbacks', 'simulator.legs', 'pool.segments', 'delivery.queue', 'account.entities'],
        ...['account.call_events', 'guard.uses'],
      ]),
    );
    expect(report.every(({ found: rows, erased }) => rows === erased && rows > 0)).toBe(true);
    expect(await traces(shop, canaries)).toEqual([]);
    // What still moves between the objects brings nothing back.
    await settle(found);
    expect(await traces(shop, canaries)).toEqual([]);
    expect(await shop.admin('GET', `callbacks/${other.id}`)).toMatchObject({ phone: '+79161234567' });
    const audit = await shop.admin<{ items: object[] }>('GET', 'audit?kind=privacy');
    expect(audit.items).toMatchObject([{ action: 'create', data: { fields: ['action', 'phone'] } }]);
    expect(subject).toMatch(/^[0-9a-z]{26}$/);
  });

  it('is not called any more, though the order was planned', async () => {
    const shop = await aShop();
    const when = new Date(Date.now() + 3_600_000).toISOString();
    const placed = await order(shop, { phone: CANARY.phone, when });
    await ask(shop, 'erase', CANARY.phone);
    const callback = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
    const left = await runInDurableObject(callback, (_, { storage }) => [
      ...storage.sql.exec('SELECT key FROM timers WHERE key = ?', placed.id).toArray(),
      ...storage.sql.exec('SELECT id FROM callbacks').toArray(),
    ]);
    expect(left).toEqual([]);
    const url = `/v1/callbacks/${placed.id}?token=${placed.token}`;
    expect((await send(url, { headers: { origin: 'https://shop.example' } })).status).toBe(404);
  });

  it('is erased once the call that is under way is over', async () => {
    const shop = await aShop();
    const play = await playOrder(shop, { phone: CANARY.phone });
    await play.hand('manager', { type: 'answer' });
    const { id } = await shop.admin<PrivacyRequest>('POST', 'privacy', {
      action: 'erase',
      phone: CANARY.phone,
    });
    await runDurableObjectAlarm(accountOf(shop));
    expect(await read(shop, id)).toMatchObject({ status: 'running' });
    expect(await traces(shop, [CANARY.digits])).not.toEqual([]);
    await play.hand('manager', { type: 'hangup' });
    await play.settle();
    await runInDurableObject(accountOf(shop), (_, { storage }) => {
      storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'privacy'");
    });
    await finish(shop, id);
    expect(await traces(shop, [CANARY.digits])).toEqual([]);
  });

  it('is not brought back by what a provider tells of an erased call', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const call = { call: 'c1', number: '+74951000001', caller: CANARY.phone };
    await exchange.tell('call.started', call);
    await exchange.tell('call.ended', { ...call, talkS: 5 });
    await listCalls(shop);
    await ask(shop, 'erase', CANARY.phone);
    const late = { ...call, recordingUrl: 'https://pbx.shop.example/1.mp3' };
    expect((await exchange.tell('call.recording_ready', late)).status).toBe(204);
    expect(await traces(shop, [CANARY.digits])).toEqual([]);
    expect(await shop.admin('GET', 'calls')).toMatchObject({ items: [] });
  });

  it('is erased to the end though an object cannot be reached for a while', async () => {
    const { shop, canaries } = await orderAndCall();
    const { id } = await shop.admin<PrivacyRequest>('POST', 'privacy', {
      action: 'erase',
      phone: CANARY.phone,
    });
    const pools = vi.spyOn(env.POOL, 'getByName').mockImplementation(() => {
      throw new Error('out of reach');
    });
    await runDurableObjectAlarm(accountOf(shop));
    pools.mockRestore();
    await runInDurableObject(accountOf(shop), (_, { storage }) => {
      storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'privacy'");
    });
    await finish(shop, id);
    expect(await traces(shop, canaries)).toEqual([]);
  });

  it('cannot be the account itself', async () => {
    const shop = await aShop();
    for (const phone of ['+74950001010', '+74951000001']) {
      await expect(shop.admin('POST', 'privacy', { action: 'erase', phone })).rejects.toThrow('409');
    }
  });
});

describe('what is kept of a person', () => {
  it('is exported with every row, to who may ask for it, and changes nothing', async () => {
    const { shop, canaries } = await orderAndCall();
    const before = await traces(shop, canaries);
    const { id, report, expiresAt } = await ask(shop, 'export', CANARY.phone);
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.now());
    expect(report.every(({ erased }) => erased === 0)).toBe(true);
    const rows: { object: string; table: string; row: Record<string, unknown> }[] = [];
    let query = '';
    for (let page = 0; page < 20; page++) {
      const data = await shop.admin<{ items: typeof rows; nextCursor: string | null }>(
        'GET',
        `privacy/${id}/data${query}`,
      );
      rows.push(...data.items);
      if (data.nextCursor === null) break;
      query = `?cursor=${data.nextCursor}`;
    }
    const rowsSaid = report
      .filter(({ object }) => object !== 'guard')
      .reduce((sum, { found }) => sum + found, 0);
    expect(rows).toHaveLength(rowsSaid);
    const kinds = rows.filter(({ table }) => table === 'entities').map(({ row }) => row.kind);
    expect(new Set(kinds)).toEqual(
      new Set(['callbacks', 'calls', 'leads', 'consents', 'events', 'deliveries']),
    );
    const { token } = await shop.admin<{ token: string }>('POST', 'tokens', {
      name: 'V',
      scopes: ['privacy:view'],
    });
    expect((await sendBy(token, shop.id)('GET', `privacy/${id}/data`)).status).toBe(403);
    const after = (await traces(shop, canaries)).filter(
      (place) => !place.startsWith('account.privacy_found'),
    );
    expect(after.toSorted()).toEqual(before.toSorted());
    // An erasure takes what an export has found with it; so does time.
    await ask(shop, 'erase', CANARY.phone);
    expect(await traces(shop, canaries)).toEqual([]);
  });

  it('goes when the export has been there for a week', async () => {
    const shop = await aShop();
    await order(shop, { phone: CANARY.phone });
    const { id } = await ask(shop, 'export', CANARY.phone);
    await runInDurableObject(accountOf(shop), (_, { storage }) => {
      storage.sql.exec("UPDATE entities SET body = json_set(body, '$.expiresAt', 1) WHERE kind = 'privacy'");
      storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'privacy'");
    });
    await runDurableObjectAlarm(accountOf(shop));
    const { items } = await shop.admin<{ items: unknown[] }>('GET', `privacy/${id}/data`);
    expect(items).toEqual([]);
  });
});
