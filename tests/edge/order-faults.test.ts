import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackObject } from '../../edge/objects/callback/callback-object.ts';
import type { CreateCallbackArgs } from '../../edge/rpc/callback-rpc.ts';
import { CallbackOrderSchema } from '../../shared/contract/callback.ts';
import { aShop, type TestShop } from './support/account.ts';
import { orderBody } from './support/page.ts';

const RUNS = 1_000;
const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const callbacksOf = (shop: TestShop) => env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);

/** What the routes ask of the object; `n` tells one order from another. */
function anOrder(shop: TestShop, n: number, bodyHash = 'the body'): CreateCallbackArgs {
  const when = new Date(Date.now() + 3_600_000).toISOString();
  return {
    account: shop.id,
    widget: shop.widget,
    id: `cb_${n.toString(16).padStart(16, '0')}`,
    bodyHash,
    order: CallbackOrderSchema.parse(orderBody(shop, { when })),
    visitor: null,
    campaign: null,
  };
}

/** What is stored of an order, table by table. */
function rowsOf(storage: DurableObjectStorage, id: string) {
  const count = (query: string) => storage.sql.exec<{ n: number }>(query, id).one().n;
  return {
    callbacks: count('SELECT count(*) AS n FROM callbacks WHERE id = ?'),
    timers: count("SELECT count(*) AS n FROM timers WHERE kind = 'due' AND key = ?"),
    owed: count("SELECT count(*) AS n FROM outbox WHERE subject = ? AND target LIKE 'account:%'"),
    consents: count('SELECT count(*) AS n FROM callbacks WHERE id = ? AND order_body LIKE \'%"consent":{%\''),
  };
}

/** Fails the k-th call to the storage inside a transaction; answers how many there were. */
function failAt(k: number, storage: DurableObjectStorage): { calls(): number } {
  const { sql } = storage;
  const [exec, transact] = [sql.exec.bind(sql), storage.transactionSync.bind(storage)];
  let [calls, isInside] = [0, false];
  vi.spyOn(storage, 'transactionSync').mockImplementation((act) => {
    isInside = true;
    try {
      return transact(act);
    } finally {
      isInside = false;
    }
  });
  vi.spyOn(sql, 'exec').mockImplementation((...call) => {
    if (isInside) calls += 1;
    if (isInside && calls === k) throw new Error('disk I/O error');
    return exec(...call);
  });
  return { calls: () => calls };
}

describe('an order whose storage fails', () => {
  it('is not kept at all, whichever call fails, and is taken when it comes again (C-1)', async () => {
    const shop = await aShop();
    const callbacks = callbacksOf(shop);
    // The first one has the object fetch its settings.
    await callbacks.create(anOrder(shop, 0));
    let failed = 0;
    for (let isOver = false; !isOver; failed += isOver ? 0 : 1) {
      const args = anOrder(shop, failed + 1);
      const outcome = await runInDurableObject(callbacks, async (object: CallbackObject, { storage }) => {
        const plan = failAt(failed + 1, storage);
        const answer = await object.create(args).then(
          ({ kind }) => kind,
          () => 'failed',
        );
        vi.restoreAllMocks();
        return { answer, isOver: plan.calls() <= failed, rows: rowsOf(storage, args.id) };
      });
      isOver = outcome.isOver;
      if (isOver) expect(outcome.answer).toBe('created');
      else {
        const none = { callbacks: 0, timers: 0, owed: 0, consents: 0 };
        expect([failed, outcome.answer, outcome.rows]).toEqual([failed, 'failed', none]);
        expect((await callbacks.create(args)).kind).toBe('created');
      }
      const all = await runInDurableObject(callbacks, (_, { storage }) => rowsOf(storage, args.id));
      expect(all).toMatchObject({ callbacks: 1, timers: 1, consents: 1 });
    }
    expect(failed).toBeGreaterThan(4);
  });
});

describe('an order that is sent several times', () => {
  it('is one, however many come at once, after a restart and a day too (C-2)', {
    timeout: 120_000,
  }, async () => {
    const shop = await aShop();
    const callbacks = callbacksOf(shop);
    const own: CreateCallbackArgs[] = [];
    const tryOrders = (object: CallbackObject) => async (sameBody: boolean[]) => {
      const first = anOrder(shop, own.length);
      const other = { ...first, bodyHash: 'another body' };
      const answers = await Promise.all(sameBody.map((isSame) => object.create(isSame ? first : other)));
      const kinds = answers.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'created')).toHaveLength(1);
      // Whoever came first with the key decides which body is its own.
      const winner = sameBody[kinds.indexOf('created')];
      const repeated = sameBody.filter((isSame) => isSame === winner).length - 1;
      expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(repeated);
      own.push(winner ? first : other);
    };
    const stored = await runInDurableObject(callbacks, async (object: CallbackObject, { storage }) => {
      const bodies = fc.array(fc.boolean(), { minLength: 2, maxLength: 20 });
      await fc.assert(fc.asyncProperty(bodies, tryOrders(object)), { numRuns: RUNS });
      return storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM callbacks').one();
    });
    expect(stored.n).toBe(RUNS);
    await evictDurableObject(callbacks);
    vi.setSystemTime(Date.now() + DAY_MS);
    for (const args of own.filter((_, n) => n % 100 === 0)) {
      expect((await callbacks.create(args)).kind).toBe('repeated');
    }
  });
});
