import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GuardObject } from '../../edge/objects/guard/guard-object.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CallbackAccepted, CallbackView } from '../../shared/contract/callback.ts';
import { ADMIN_PATH, callbackPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { aPhone, order, postOrder } from './support/page.ts';
import { changeWidget } from './support/telephones.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-12-07T12:00:00Z');

/** Addresses of the internet, each in a block of its own. */
let addresses = 0;
const anAddress = () => {
  addresses += 1;
  return `198.${(addresses >> 8) % 256}.${addresses % 256}.7`
    .replace('198.18', '197.18')
    .replace('198.19', '197.19');
};
const from = (address = anAddress()) => ({ 'cf-connecting-ip': address });

/** What an order is answered: its status, or the code of its refusal. */
async function outcome(
  shop: TestShop,
  changes: Record<string, unknown> = {},
  headers = from(),
): Promise<string> {
  const response = await postOrder(shop, changes, headers);
  const body = await response.json<{ status: string; type?: string }>();
  return response.status === 202 ? body.status : `${response.status} ${body.type?.split('/').at(-1)}`;
}

async function setOrders(shop: TestShop, orders: Record<string, unknown>): Promise<void> {
  const headers = { authorization: `Bearer ${shop.token}`, 'if-match': '*' };
  const path = `${ADMIN_PATH}/accounts/${shop.id}`;
  const answer = await send(path, { method: 'PATCH', headers, body: JSON.stringify({ orders }) });
  expect(answer.status).toBe(200);
}
const view = async ({ id, token }: CallbackAccepted) =>
  (await send(callbackPath(id, token), { headers: { origin: 'https://shop.example' } })).json<CallbackView>();
const callbacksOf = (shop: TestShop) => env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
const settle = async (shop: TestShop) => {
  for (let i = 0; i < 3; i++) {
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    await runDurableObjectAlarm(callbacksOf(shop));
  }
};
const count = (outcomes: string[], wanted: string) => outcomes.filter((one) => one === wanted).length;

let now = NOON;
const pass = (ms: number) => {
  now += ms;
  vi.setSystemTime(now);
};
// One clock for the whole file: the shards of the guard stay, and go by the clock that they were made with.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterAll(() => {
  vi.useRealTimers();
});
// Each test has a day of its own.
beforeEach(() => pass(48 * HOUR));
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a telephone', () => {
  it('has calls ordered to it three times in ten minutes and five a day at most, by all accounts together (T-3)', async () => {
    const shops = [await aShop(), await aShop(), await aShop()];
    const phone = aPhone();
    const later = () => ({ phone, when: new Date(now + HOUR).toISOString() });
    const storm = () =>
      Promise.all(Array.from({ length: 24 }, (_, i) => outcome(shops[i % 3] as TestShop, later())));
    expect(count(await storm(), 'planned')).toBe(3);
    pass(9 * MINUTE);
    expect(new Set(await storm())).toEqual(new Set(['429 caps']));
    pass(2 * MINUTE);
    expect(count(await storm(), 'planned')).toBe(2);
    pass(23 * HOUR);
    expect(new Set(await storm())).toEqual(new Set(['429 caps']));
    pass(HOUR);
    expect(count(await storm(), 'planned')).toBe(3);
  });

  it('is not rung more often either, whenever the calls to it were ordered', async () => {
    const shop = await aShop();
    const phone = aPhone();
    const when = new Date(now + 50 * HOUR).toISOString();
    const orders: CallbackAccepted[] = [];
    for (let i = 0; i < 4; i++) {
      orders.push(await order(shop, { phone, when }));
      pass(11 * MINUTE);
    }
    now = Date.parse(when);
    pass(0);
    await changeWidget(shop, { scenario: { maxAtOnce: 10 } });
    await settle(shop);
    const seen = await Promise.all(orders.map(view));
    const capped = seen.filter(({ status, reason }) => status === 'failed' && reason === 'caps');
    expect(capped).toHaveLength(1);
    const rung = await Promise.all(orders.map(({ id }) => shop.admin<Callback>('GET', `callbacks/${id}`)));
    expect(
      rung.filter(({ status, attempts }) => status === 'ringing_manager' || attempts.length > 0),
    ).toHaveLength(3);
  });

  it('on the list of those never called is not called from that instant on, also where it was planned', async () => {
    const shop = await aShop();
    const phone = aPhone();
    const planned = await order(shop, { phone, when: new Date(now + HOUR).toISOString() });
    const { id } = await shop.admin<{ id: string }>('POST', 'exclusions', {
      address: phone,
      note: 'Asked for it',
    });
    expect(await outcome(shop, { phone })).toBe('403 blocked');
    pass(HOUR);
    await settle(shop);
    expect(await view(planned)).toMatchObject({ status: 'failed', reason: 'blocked', can: [] });
    await shop.admin('DELETE', `exclusions/${id}`);
    expect(await outcome(shop, { phone })).toBe('due');
  });

  it('of every territory but the account’s own is refused (T-1)', async () => {
    const shop = await aShop();
    const mobiles = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
    expect(mobiles.length).toBeGreaterThan(235);
    const outcomes: [string | undefined, string][] = [];
    for (const { number, country } of mobiles)
      outcomes.push([country, await outcome(shop, { phone: number })]);
    expect(outcomes.filter(([, one]) => !/^40[03] /.test(one))).toEqual([['RU', 'due']]);
  });

  it.each([
    ['abroad', '+77012345678'],
    ['of premium rate', '+78091234567'],
    ['in a satellite', '+881612345678'],
  ])('%s is refused unless the account allows it', async (_, phone) => {
    const shop = await aShop();
    expect(['403 blocked', '400 invalid']).toContain(await outcome(shop, { phone }));
    await setOrders(shop, { countries: ['RU', 'KZ'] });
    expect(await outcome(shop, { phone })).toBe(phone.startsWith('+770') ? 'due' : '403 blocked');
  });
});

describe('an order in doubt', () => {
  it('is kept, told the truth of, dialled by nobody, and called once a manager confirms', async () => {
    const shop = await aShop();
    const quick = await order(shop, { openedMs: 1_999 });
    expect(quick).toMatchObject({ status: 'needs_confirmation', etaS: null });
    pass(HOUR);
    await settle(shop);
    expect(await view(quick)).toMatchObject({ status: 'needs_confirmation', can: ['cancel', 'reschedule'] });

    const confirmed = await shop.admin<Callback>('POST', `callbacks/${quick.id}/confirm`);
    expect(confirmed.status).toBe('planned');
    await settle(shop);
    expect((await view(quick)).status).toBe('ringing_manager');
    await settle(shop);
    expect((await shop.admin<Callback>('GET', `callbacks/${quick.id}`)).status).toBe('ringing_manager');
    await expect(shop.admin('POST', `callbacks/${quick.id}/confirm`)).rejects.toThrow('409');
  });

  it('expires after a day without a word, and cannot be confirmed any more', async () => {
    const shop = await aShop();
    const quick = await order(shop, { openedMs: 0 });
    pass(24 * HOUR + 1);
    await settle(shop);
    expect((await view(quick)).status).toBe('expired');
    await settle(shop);
    await expect(shop.admin('POST', `callbacks/${quick.id}/confirm`)).rejects.toThrow('409');
  });

  it('is every order while the guard cannot be reached; a planned call then waits, and comes', async () => {
    const shop = await aShop();
    const planned = await order(shop, { when: new Date(now + HOUR).toISOString() });
    const broken = vi.spyOn(GuardObject.prototype, 'reserve').mockRejectedValue(new Error('down'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await outcome(shop)).toBe('needs_confirmation');
    pass(HOUR);
    await settle(shop);
    expect((await view(planned)).status).toBe('planned');
    broken.mockRestore();
    pass(MINUTE);
    await settle(shop);
    expect((await view(planned)).status).toBe('ringing_manager');
  });

  it('answers a repetition as the first time, and counts it once', async () => {
    const shop = await aShop();
    await setOrders(shop, { perWidgetHour: 1 });
    const body = { phone: aPhone(), when: new Date(now + HOUR).toISOString() };
    const headers = { ...from(), 'idempotency-key': 'one-and-the-same' };
    const ask = async () => (await postOrder(shop, body, headers)).json<CallbackAccepted>();
    const [first, again] = [await ask(), await ask()];
    expect([first.status, again.id, again.status]).toEqual(['planned', first.id, 'planned']);
    expect(await outcome(shop)).toBe('needs_confirmation');
  });
});

describe('the money of an account', () => {
  it('is not exceeded by 200 orders at once at the last unit of the budget (T-5)', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 1_750, perWidgetHour: 10_000, perDay: 10_000 });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => outcome(shop, { when: new Date(now + HOUR).toISOString() })),
    );
    expect([count(outcomes, 'planned'), count(outcomes, 'needs_confirmation')]).toEqual([3, 197]);
  });

  it('is not exceeded by a manager’s word', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 400 });
    const unsure = await order(shop);
    expect(unsure.status).toBe('needs_confirmation');
    await shop.admin('POST', `callbacks/${unsure.id}/confirm`);
    await settle(shop);
    expect(await view(unsure)).toMatchObject({ status: 'failed', reason: 'caps' });
  });

  it('and the time of its managers survive a storm on one range of numbers; honest orders are kept (T-2)', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 5_000 });
    const outcomes: string[] = [];
    const honest: string[] = [];
    for (let minute = 0; minute < 30; minute++) {
      const storm = Array.from({ length: 20 }, (_, i) =>
        outcome(shop, { phone: `+7917555${String(minute * 20 + i).padStart(4, '0')}`, when: later() }),
      );
      outcomes.push(...(await Promise.all(storm)));
      if (minute % 3 === 0) honest.push(await outcome(shop, { when: later() }));
      pass(MINUTE);
    }
    expect(count(outcomes, 'planned')).toBeLessThanOrEqual(10);
    expect(count(outcomes, '429 caps')).toBe(570);
    expect(count([...outcomes, ...honest], 'planned')).toBeLessThanOrEqual(10); // 5,000 at 500 each
    expect(honest.filter((one) => one === 'planned' || one === 'needs_confirmation')).toHaveLength(
      honest.length,
    );
  });

  it('and a widget are kept from one sender, who is refused in the end', async () => {
    const shop = await aShop();
    const outcomes: string[] = [];
    for (let i = 0; i < 110; i++) outcomes.push(await outcome(shop, { when: later() }, from(`203.5.5.${i}`)));
    expect([outcomes[19], outcomes[20], outcomes[99], outcomes[100]]).toEqual([
      'planned',
      'needs_confirmation',
      'needs_confirmation',
      '429 caps',
    ]);
  });
});

const later = () => new Date(now + HOUR).toISOString();
