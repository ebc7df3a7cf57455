import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { order, swap } from './support/page.ts';
import { anExchange, listCalls } from './support/telephony.ts';

const DAY_MS = 86_400_000;
const accountOf = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);

/** Lets a day pass for the account's housekeeping. */
async function aDayLater(shop: TestShop): Promise<void> {
  await runInDurableObject(accountOf(shop), (_, { storage }) => {
    storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'retention'");
  });
  await runDurableObjectAlarm(accountOf(shop));
}

/** As if everything about people had happened so much earlier. */
async function age(shop: TestShop, days: number): Promise<void> {
  await runInDurableObject(accountOf(shop), (_, { storage }) => {
    for (const field of ['startedAt', 'createdAt', 'givenAt', 'occurredAt']) {
      const path = `'$.${field}'`;
      storage.sql.exec(
        `UPDATE entities SET body = json_set(body, ${path}, json_extract(body, ${path}) - ?)
         WHERE kind IN ('calls', 'callbacks', 'leads', 'consents', 'events', 'audit') AND json_extract(body, ${path}) > 0`,
        days * DAY_MS,
      );
    }
  });
}

it('forgets calls, orders, leads and the audit by the settings of the account, and consents later', async () => {
  const shop = await aShop();
  const exchange = await anExchange(shop);
  await exchange.tell('call.started', { call: 'c1', number: '+74951000001', caller: '+79161234567' });
  await listCalls(shop);
  const { id, token } = await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
  const headers = { origin: 'https://shop.example' };

  expect((await send(`/v1/callbacks/${id}?token=${token}`, { method: 'DELETE', headers })).status).toBe(200);
  await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
  await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
  const keepDays = { calls: 100, callbacks: 100, leads: 100, audit: 100 };
  await shop.admin('PATCH', '', { privacy: { keepDays } });
  const count = async (kind: string) => (await shop.admin<{ items: unknown[] }>('GET', kind)).items.length;
  const kinds = ['calls', 'callbacks', 'leads', 'consents'];
  await age(shop, 99);
  await aDayLater(shop);
  expect(await Promise.all(kinds.map(count))).toEqual([1, 2, 3, 2]);
  await age(shop, 2);
  await aDayLater(shop);
  // One order has yet to be called.
  expect(await Promise.all(kinds.map(count))).toEqual([0, 1, 0, 2]);
  expect(await count('audit?to=2999-01-01T00:00:00Z')).toBe(0);
  await age(shop, 1095);
  await aDayLater(shop);
  expect(await count('consents')).toBe(0);
});

it('tells the objects of widgets, which forget what has ended, and pools, which forget who held a number', async () => {
  const shop = await aShop();
  const campaign = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
  await swap(shop, 'utm_source=x');
  const ended = await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });

  const headers = { origin: 'https://shop.example' };
  await send(`/v1/callbacks/${ended.id}?token=${ended.token}`, { method: 'DELETE', headers });
  const waiting = await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
  const callback = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
  await shop.admin('PATCH', '', { privacy: { keepDays: { callbacks: 30, leases: 10 } } });
  await runDurableObjectAlarm(accountOf(shop));
  const kept = () =>
    runInDurableObject(callback, (_, { storage }) =>
      storage.sql
        .exec<{ id: string }>('SELECT id FROM callbacks')
        .toArray()
        .map(({ id }) => id),
    );
  await runInDurableObject(callback, (_, { storage }) => {
    storage.sql.exec('UPDATE callbacks SET created_at = created_at - ?', 31 * DAY_MS);
  });
  await aDayLater(shop);
  await runDurableObjectAlarm(callback);
  expect(await kept()).toEqual([waiting.id]);
  const pool = env.POOL.getByName(`pool:${shop.id}:${campaign}`);
  const segments = async (days: number) => {
    await runInDurableObject(pool, (_, { storage }) => {
      storage.sql.exec('UPDATE segments SET until_at = ?', Date.now() - days * DAY_MS);
      storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'housekeeping'");
    });
    await runDurableObjectAlarm(pool);
    return runInDurableObject(pool, (_, { storage }) =>
      Number(storage.sql.exec('SELECT count(*) AS n FROM segments').one().n),
    );
  };
  expect(await segments(9)).toBe(1);
  expect(await segments(11)).toBe(0);
});
