import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountObject } from '../../edge/objects/account/account-object.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop } from './support/account.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-12-07T12:00:00+03:00');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('an account that hears nothing for ten minutes (C-6)', () => {
  it('knows all that became of a callback within a minute after, and was asked all the time', async () => {
    const shop = await aShop();
    const delays = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
    await changeWidget(shop, { offices: [shop.office], scenario: { delays, retries: { afterMin: [4] } } });
    const call = await playOrder(shop);
    const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
    let asked = 0;
    vi.spyOn(AccountObject.prototype, 'acceptFacts').mockImplementation(async () => {
      asked += 1;
      throw new Error('the account is out of order');
    });
    /** How long the oldest fact has waited, as the operator is told, ms; null while nothing is owed. */
    const pendingMs = async () => {
      const { outbox } = await callbacks.inspect({});
      return outbox?.oldestAt == null ? null : Date.now() - outbox.oldestAt;
    };
    const waits: (number | null)[] = [];
    const owed = () =>
      runInDurableObject(callbacks, (_, { storage }) =>
        storage.sql
          .exec<{ n: number; oldest: number | null }>(
            "SELECT count(*) AS n, min(due_at) AS oldest FROM outbox WHERE target LIKE 'account:%'",
          )
          .one(),
      );
    await call.hand('manager', { type: 'decline' });
    for (let passed = 0; passed < 10 * MINUTE; passed += MINUTE / 2) {
      vi.setSystemTime(START + passed);
      await runDurableObjectAlarm(callbacks);
      waits.push(await pendingMs());
      // However often it has failed, there is an alarm to try again by.
      const alarmAt = await runInDurableObject(callbacks, (_, { storage }) => storage.getAlarm());
      expect(alarmAt).not.toBeNull();
      if (passed === 4 * MINUTE) {
        await call.settle();
        await call.hand('manager', { type: 'answer' });
        await call.hand('manager', { type: 'digit', digit: '7' });
      }
    }
    expect(await call.view()).toMatchObject({ status: 'cancelled', attempt: 2 });
    expect(asked).toBeGreaterThan(7);
    expect((await owed()).n).toBeGreaterThan(3);
    // What tells of it rose all the time, and falls.
    expect(waits).toEqual(waits.map((_, i) => (i * MINUTE) / 2));
    const known = () => shop.admin<Callback>('GET', `callbacks/${call.id}`);
    expect((await known()).status).toBe('ringing_manager');

    vi.restoreAllMocks();
    vi.setSystemTime(START + 11 * MINUTE);
    await runDurableObjectAlarm(callbacks);
    expect(await known()).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_manager',
      attempts: [{ outcome: '486-0' }, { outcome: '200-0' }],
    });
    expect([(await owed()).n, await pendingMs()]).toEqual([0, null]);
  });

  it('takes a backlog of ten thousand facts in one go once it hears again (C-3)', async () => {
    const shop = await aShop();
    const call = await playOrder(shop);
    const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
    const deaf = vi
      .spyOn(AccountObject.prototype, 'acceptFacts')
      .mockRejectedValue(new Error('out of order'));
    await call.hand('manager', { type: 'decline' });
    const countOwed = (storage: DurableObjectStorage) =>
      storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n;
    const before = await runInDurableObject(callbacks, (_, { storage }) => {
      storage.sql.exec(
        `INSERT INTO outbox (id, target, subject, payload, due_at, made_at)
         WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 10000)
         SELECT id || ':' || n, target, subject, payload, due_at, made_at FROM more,
           (SELECT * FROM outbox WHERE target LIKE 'account:%' ORDER BY seq DESC LIMIT 1)`,
      );
      return countOwed(storage);
    });
    expect(before).toBeGreaterThan(10_000);
    deaf.mockRestore();
    vi.setSystemTime(Date.now() + 5_000);
    await runDurableObjectAlarm(callbacks);
    expect(await runInDurableObject(callbacks, (_, { storage }) => countOwed(storage))).toBe(0);
    expect((await shop.admin<Callback>('GET', `callbacks/${call.id}`)).status).toBe(await call.status());
  });
});
