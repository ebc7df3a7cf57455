import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { secretsOf } from '../../edge/keys/secrets.ts';
import { reserveOrder } from '../../edge/objects/guard/reserve-order.ts';
import { seededChance } from '../support/seeded-chance.ts';
import { aShop, type TestShop } from './support/account.ts';

const DAY = 24 * 3_600_000;
const MORNING = Date.parse('2026-12-07T00:00:00Z');
const SHOPS = 10;
const ORDERS = 1_000;

interface Person {
  at: number;
  shop: number;
  phone: string;
  address: string;
  openedMs: number;
}

/**
 * A day of people: telephones of a few operators, a third of them in the address blocks that mobile operators put
 * thousands behind; one in fifty orders again a quarter of an hour later. The busiest shop has a seventh of the orders,
 * in its busiest hour three quarters of what a widget may have unless told otherwise.
 */
function aDayOfPeople(chance: () => number): Person[] {
  const people = Array.from({ length: ORDERS }, (): Person => {
    const hour = 6 + ((chance() + chance() + chance()) / 3) * 14;
    const operator = ['916', '903', '925', '977', '495'][Math.floor(chance() * 5)];
    const isMobileNet = chance() < 0.33;
    const block = isMobileNet
      ? `176.59.${Math.floor(chance() * 40)}`
      : `95.${Math.floor(chance() * 250)}.${Math.floor(chance() * 250)}`;
    // Reading, typing and ticking: log-normal around twelve seconds, so that a few are quicker than anybody should be.
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    const openedMs = Math.round(12_000 * Math.exp(0.7 * normal));
    return {
      at: MORNING + (hour / 24) * DAY,
      shop: chance() < 0.05 ? 0 : Math.floor(chance() * SHOPS),
      phone: `+7${operator}${String(Math.floor(chance() * 10_000_000)).padStart(7, '0')}`,
      address: `${block}.${Math.floor(chance() * 256)}`,
      openedMs,
    };
  });
  const again = people
    .filter((_, i) => i % 50 === 0)
    .map((person) => ({ ...person, at: person.at + 900_000 }));
  return [...people.slice(0, ORDERS - again.length), ...again].toSorted((a, b) => a.at - b.at);
}

describe('a day of a thousand honest orders', () => {
  const shops: TestShop[] = [];
  beforeAll(async () => {
    for (let i = 0; i < SHOPS; i++) shops.push(await aShop());
    vi.useFakeTimers({ toFake: ['Date'], now: MORNING });
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  it('is dialled by itself, but for one in a hundred at most', { timeout: 120_000 }, async () => {
    const verdicts = new Map<string, number>();
    const note = (verdict: string) => verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    for (const [i, { at, shop, phone, address, openedMs }] of aDayOfPeople(seededChance(42)).entries()) {
      vi.setSystemTime(at);
      const { id: account, widget } = shops[shop] as TestShop;
      const provider = 'webhook' as const;
      const order = { id: `cb_${i}`, account, widget, provider, phone, address, openedMs };
      note((await reserveOrder(env, secretsOf(env), order, [])).kind);
    }
    expect(verdicts.get('unsure') ?? 0).toBeLessThanOrEqual(ORDERS / 100);
    expect(verdicts.get('refused') ?? 0).toBe(0);
    expect([...verdicts.values()].reduce((sum, n) => sum + n, 0)).toBe(ORDERS);
  });
});
