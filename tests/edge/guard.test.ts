import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Counter } from '../../edge/domain/abuse.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-12-07T12:00:00Z');

const aShard = () => env.GUARD.getByName(`guard:${crypto.randomUUID()}`);
type Shard = ReturnType<typeof aShard>;

const counter = (max: number, changes: Partial<Counter> = {}): Counter => ({
  key: 'spend',
  amount: 1,
  limits: [{ windowMs: 60 * MINUTE, max, above: 'refused' }],
  ...changes,
});
const reserve = async (shard: Shard, id: string, ...counters: Counter[]) =>
  (await shard.reserve({ id, counters })).verdict;
/** What is stored: the sum of all uses of a counter. */
const sumOf = (shard: Shard, key = 'spend') =>
  runInDurableObject(shard, (_, { storage }) =>
    Number(storage.sql.exec('SELECT coalesce(sum(amount), 0) AS n FROM uses WHERE key = ?', key).one().n),
  );

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a shard of the guard', () => {
  it('never gets above a cap with 200 reservations at once at the last unit (T-5)', async () => {
    const shard = aShard();
    const price = { amount: 700 };
    for (let i = 0; i < 9; i++) await reserve(shard, `before-${i}`, counter(7_500, price));
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, (_, i) => reserve(shard, `r${i}`, counter(7_500, price))),
    );
    expect(verdicts.filter((verdict) => verdict === 'sure')).toHaveLength(1);
    expect(await sumOf(shard)).toBe(7_000);
  });

  it('counts all of a reservation or nothing', async () => {
    const shard = aShard();
    const widget = counter(10, { key: 'widget' });
    expect(await reserve(shard, 'a', widget, counter(1))).toBe('sure');
    expect(await reserve(shard, 'b', widget, counter(1))).toBe('refused');
    expect([await sumOf(shard, 'widget'), await sumOf(shard)]).toEqual([1, 1]);
  });

  it('counts the same id once and answers as the first time, whatever came since', async () => {
    const shard = aShard();
    const counters = [counter(1, { limits: [{ windowMs: MINUTE, max: 1, above: 'unsure' }] })];
    const instead = [counter(1, { key: 'unsure' })];
    const ask = async (id: string) => (await shard.reserve({ id, counters, instead })).verdict;
    expect([await ask('a'), await ask('b'), await ask('c')]).toEqual(['sure', 'unsure', 'refused']);
    vi.setSystemTime(NOON + 2 * MINUTE);
    expect([await ask('b'), await ask('a')]).toEqual(['unsure', 'sure']);
    expect([await sumOf(shard), await sumOf(shard, 'unsure')]).toEqual([1, 1]);
  });

  it('slides its windows: at no time were there more than the cap within one, by a slow reference', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ afterMs: fc.integer({ min: 0, max: 5 * MINUTE }), key: fc.constantFrom('p', 'q') }),
          {
            minLength: 20,
            maxLength: 40,
          },
        ),
        async (steps) => {
          const shard = aShard();
          const limits = [
            { windowMs: 10 * MINUTE, max: 3, above: 'refused' },
            { windowMs: 60 * MINUTE, max: 5, above: 'refused' },
          ] as const;
          const taken: { key: string; at: number }[] = [];
          let now = Date.now();
          for (const [i, { afterMs, key }] of steps.entries()) {
            now += afterMs;
            vi.setSystemTime(now);
            const within = (ms: number) => taken.filter((use) => use.key === key && use.at > now - ms).length;
            const isFree = limits.every(({ windowMs, max }) => within(windowMs) < max);
            expect(await reserve(shard, `${i}`, counter(0, { key, limits }))).toBe(
              isFree ? 'sure' : 'refused',
            );
            if (isFree) taken.push({ key, at: now });
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('keeps what was counted through eviction and crash, and never less (T-8)', async () => {
    let acknowledged = 0;
    let before = 0;
    for (let round = 0; round < 12; round++) {
      const storm = Array.from({ length: 25 }, (_, i) =>
        reserve(env.GUARD.getByName('guard:63'), `${round}-${i}`, counter(1_000)).then(
          () => true,
          () => false,
        ),
      );
      if (round % 2 === 0) await abortAllDurableObjects();
      const done = (await Promise.all(storm)).filter(Boolean).length;
      if (round % 2 === 1) await evictDurableObject(env.GUARD.getByName('guard:63'));
      acknowledged += done;
      const sum = await sumOf(env.GUARD.getByName('guard:63'));
      expect(sum).toBeGreaterThanOrEqual(before);
      expect(sum).toBeGreaterThanOrEqual(acknowledged);
      before = sum;
    }
    expect(await reserve(env.GUARD.getByName('guard:63'), 'last', counter(before))).toBe('refused');
    expect(acknowledged).toBeGreaterThan(100);
  });

  it('takes nothing back when the clock of the machine jumps backwards', async () => {
    const shard = aShard();
    expect(await reserve(shard, 'a', counter(1))).toBe('sure');
    vi.setSystemTime(NOON - 48 * 60 * MINUTE);
    await evictDurableObject(shard);
    expect(await reserve(shard, 'b', counter(1))).toBe('refused');
  });

  it('forgets what no window sees any more', async () => {
    const shard = aShard();
    await reserve(shard, 'a', counter(5));
    vi.setSystemTime(NOON + 30 * MINUTE);
    await reserve(shard, 'b', counter(5));
    vi.setSystemTime(NOON + 61 * MINUTE);
    await runDurableObjectAlarm(shard);
    expect(await sumOf(shard)).toBe(1);
    vi.setSystemTime(NOON + 91 * MINUTE);
    await runDurableObjectAlarm(shard);
    expect(await sumOf(shard)).toBe(0);
  });
});
