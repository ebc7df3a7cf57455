import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeCall } from '../../edge/domain/attribution.ts';
import type { PoolConfig } from '../../edge/domain/site-model.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import { openNodeSql } from '../support/node-sql.ts';

/** Calls to the numbers of a pool, before and after the end of every promise, against a list of the promises. */
const RUNS = 1_000;
const LATE_WINDOW_MS = 86_400_000;
const NUMBERS = ['+74950000001', '+74950000002'];
const VISITORS = ['v_ann', 'v_bob', 'v_cat'];
const CONFIG: PoolConfig = {
  account: 'a',
  campaign: 'cmp',
  version: 1,
  active: true,
  sessionS: 300,
  afterSessionS: 300,
  restS: 60,
  offices: [{ office: 'off', fallback: null, numbers: NUMBERS.map((e164) => ({ e164, usableFrom: 0 })) }],
};

interface Promised {
  visitor: string;
  number: string;
  from: number;
  until: number;
}

const visit = fc.record({
  visitor: fc.constantFrom(...VISITORS),
  session: fc.constantFrom('s1', 's2'),
  afterS: fc.constantFrom(0, 1, 30, 300, 599, 600, 659, 660, 3_600, LATE_WINDOW_MS / 1000),
});
/** Milliseconds between the end of some promise and the call. */
const delayMs = fc.constantFrom(
  ...[-600, -1, -0.001, 0, 0.001, 1, 30, 59, 60, 61, 600, 86_400].map((s) => Math.round(s * 1000)),
);

function playVisits(visits: readonly { visitor: string; session: string; afterS: number }[]) {
  const store = new PoolStore(
    openNodeSql(poolMigrations.steps) as unknown as ConstructorParameters<typeof PoolStore>[0],
  );
  store.writeConfig(CONFIG);
  const promises: Promised[] = [];
  let now = 1_000_000;
  for (const { visitor, session, afterS } of visits) {
    now += afterS * 1000;
    const args = { account: 'a', campaign: 'cmp', offices: ['off'], visitor, session, touch: null, page: '' };
    const answer = leaseOffices(store, CONFIG, args, now);
    const lease = answer.kind === 'answered' ? answer.offices[0] : undefined;
    if (lease?.kind !== 'leased') continue;
    const until = now + lease.expiresInS * 1000;
    const own = promises.findLast((promise) => promise.visitor === visitor && promise.until > now);
    if (own) own.until = until;
    else promises.push({ visitor, number: lease.number, from: now, until });
  }
  return { store, promises };
}

const neverTheWrongOne = fc.property(
  fc.array(visit, { minLength: 1, maxLength: 12 }),
  fc.nat(),
  delayMs,
  (visits, pick, delay) => {
    const { store, promises } = playVisits(visits);
    const promise = promises[pick % promises.length];
    if (!promise) throw new Error('the first visitor of a pool is promised a number');
    const { number } = promise;
    const at = promise.until + delay;
    const holders = store
      .holdersBetween(number, at - LATE_WINDOW_MS, at)
      .map((holder) => ({ ...holder, campaign: 'cmp' }));
    const place = { campaign: 'cmp', office: 'off', kind: 'leased' } as const;
    const known = { isKnownNumber: true, place, taps: [], knownCaller: null };
    const call = attributeCall({ at, holders, lateWindowMs: LATE_WINDOW_MS, ...known });

    const own = promises.filter((entry) => entry.number === number);
    const live = own.find(({ from, until }) => from <= at && at < until);
    const ended = own.filter(({ until }) => until <= at && at - until <= LATE_WINDOW_MS);
    const earlier = new Set(ended.map(({ visitor }) => visitor).filter((name) => name !== live?.visitor));
    if (live) {
      expect(call).toMatchObject({ verdict: 'exact', visitor: live.visitor });
      expect(new Set(call.others.map(({ visitor }) => visitor))).toEqual(earlier);
      return;
    }
    expect(call.verdict).toBe(['none', 'late'][earlier.size] ?? 'ambiguous');
    expect(new Set(call.candidates.map(({ visitor }) => visitor))).toEqual(earlier);
    expect(call.visitor).toBe(earlier.size === 1 ? [...earlier][0] : null);
    const sum = call.candidates.reduce((total, { share }) => total + share, 0);
    if (earlier.size > 0) expect(sum).toBeCloseTo(1, 9);
  },
);

describe('a call to a number of a pool', () => {
  it('is given to whoever was promised the number then, and to nobody silently', () => {
    fc.assert(neverTheWrongOne, { numRuns: RUNS });
  });
});
