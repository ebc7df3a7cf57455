import { env } from 'cloudflare:workers';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it, vi } from 'vitest';
import { secretsOf } from '../../edge/keys/secrets.ts';
import { GuardObject } from '../../edge/objects/guard/guard-object.ts';
import { type OrderSignal, reserveOrder } from '../../edge/objects/guard/reserve-order.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import { callbackPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import {
  countOf,
  from,
  HOUR,
  MINUTE,
  orderedAs,
  setOrders,
  settle,
  useOwnClock,
  viewOf,
} from './support/guarded.ts';
import { aPhone, order, postOrder } from './support/page.ts';
import { callByGateway, changeWidget } from './support/telephones.ts';

const { pass, ahead } = useOwnClock();

describe('a telephone', () => {
  it('has calls ordered to it three times in ten minutes and five a day at most, by all accounts together (T-3)', async () => {
    const shops = [await aShop(), await aShop(), await aShop()];
    const phone = aPhone();
    const later = () => ({ phone, when: ahead(HOUR) });
    const storm = () =>
      Promise.all(Array.from({ length: 24 }, (_, i) => orderedAs(shops[i % 3] as TestShop, later())));
    expect(countOf(await storm(), 'planned')).toBe(3);
    pass(9 * MINUTE);
    expect(new Set(await storm())).toEqual(new Set(['429 caps']));
    pass(2 * MINUTE);
    expect(countOf(await storm(), 'planned')).toBe(2);
    pass(23 * HOUR);
    expect(new Set(await storm())).toEqual(new Set(['429 caps']));
    pass(HOUR);
    expect(countOf(await storm(), 'planned')).toBe(3);
  });

  it('is not rung more often either, whenever the calls to it were ordered', async () => {
    const shop = await aShop();
    const phone = aPhone();
    const when = ahead(50 * HOUR);
    const orders: CallbackAccepted[] = [];
    for (let i = 0; i < 4; i++) {
      orders.push(await order(shop, { phone, when }));
      pass(11 * MINUTE);
    }
    pass(Date.parse(when) - Date.now());
    await changeWidget(shop, { scenario: { maxAtOnce: 10 } });
    await settle(shop);
    const seen = await Promise.all(orders.map(viewOf));
    const capped = seen.filter(({ status, reason }) => status === 'failed' && reason === 'caps');
    expect(capped).toHaveLength(1);
    const rung = await Promise.all(orders.map(({ id }) => shop.admin<Callback>('GET', `callbacks/${id}`)));
    expect(
      rung.filter(({ status, attempts }) => status === 'ringing_manager' || attempts.length > 0),
    ).toHaveLength(3);
  });

  it('does not ring at the old time when its visitor moves the call while the guard is asked', async () => {
    const shop = await aShop();
    const planned = await order(shop, { when: ahead(HOUR) });
    const reserve = GuardObject.prototype.reserve;
    vi.spyOn(GuardObject.prototype, 'reserve').mockImplementationOnce(async function (
      this: GuardObject,
      args,
    ) {
      const headers = { origin: 'https://shop.example' };
      const body = JSON.stringify({ when: ahead(HOUR) });
      const moved = await send(callbackPath(planned.id, planned.token), { method: 'PATCH', headers, body });
      expect(moved.status).toBe(200);
      return reserve.call(this, args);
    });
    pass(HOUR);
    await settle(shop);
    expect(await viewOf(planned)).toMatchObject({ status: 'planned', scheduledAt: ahead(HOUR) });
    pass(HOUR);
    await settle(shop);
    expect((await viewOf(planned)).status).toBe('ringing_manager');
  });

  it('on the list of those never called is not called from that instant on, also where it was planned', async () => {
    const shop = await aShop();
    const phone = aPhone();
    const planned = await order(shop, { phone, when: ahead(HOUR) });
    const { id } = await shop.admin<{ id: string }>('POST', 'exclusions', {
      address: phone,
      note: 'Asked for it',
    });
    expect(await orderedAs(shop, { phone })).toBe('403 blocked');
    pass(HOUR);
    await settle(shop);
    expect(await viewOf(planned)).toMatchObject({ status: 'failed', reason: 'blocked', can: [] });
    await shop.admin('DELETE', `exclusions/${id}`);
    expect(await orderedAs(shop, { phone })).toBe('due');
  });

  it('of every territory but the account’s own is refused (T-1)', async () => {
    const shop = await aShop();
    const mobiles = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
    expect(mobiles.length).toBeGreaterThan(235);
    const outcomes: [string | undefined, string][] = [];
    for (const { number, country } of mobiles)
      outcomes.push([country, await orderedAs(shop, { phone: number })]);
    expect(outcomes.filter(([, one]) => !/^40[03] /.test(one))).toEqual([['RU', 'due']]);
  });

  it.each([
    ['abroad', '+77012345678'],
    ['of premium rate', '+78091234567'],
    ['in a satellite', '+881612345678'],
  ])('%s is refused unless the account allows it', async (_, phone) => {
    const shop = await aShop();
    expect(['403 blocked', '400 invalid']).toContain(await orderedAs(shop, { phone }));
    await setOrders(shop, { countries: ['RU', 'KZ'] });
    expect(await orderedAs(shop, { phone })).toBe(phone.startsWith('+770') ? 'due' : '403 blocked');
  });
});

describe('an order in doubt', () => {
  it('is kept, told the truth of, dialled by nobody, and called once a manager confirms', async () => {
    const shop = await aShop();
    await callByGateway(shop);
    const quick = await order(shop, { openedMs: 1_999 });
    expect(quick).toMatchObject({ status: 'needs_confirmation', etaS: null });
    pass(HOUR);
    await settle(shop);
    expect(await viewOf(quick)).toMatchObject({
      status: 'needs_confirmation',
      can: ['cancel', 'reschedule'],
    });

    const confirmed = await shop.admin<Callback>('POST', `callbacks/${quick.id}/confirm`);
    expect([confirmed.status, confirmed.doubts]).toEqual(['planned', ['quick']]);
    await settle(shop);
    expect((await viewOf(quick)).status).toBe('ringing_manager');
    await settle(shop);
    expect((await shop.admin<Callback>('GET', `callbacks/${quick.id}`)).status).toBe('ringing_manager');
    await expect(shop.admin('POST', `callbacks/${quick.id}/confirm`)).rejects.toThrow('409');
  });

  it('is none that does not say how long its form was open', async () => {
    const shop = await aShop();
    await callByGateway(shop);
    expect((await viewOf(await order(shop, { openedMs: undefined }))).status).not.toBe('needs_confirmation');
  });

  it('is none of simulated telephones, however quick it was', async () => {
    expect((await order(await aShop(), { openedMs: 0 })).status).toBe('due');
  });

  it('expires after a day without a word, and cannot be confirmed any more', async () => {
    const shop = await aShop();
    await callByGateway(shop);
    const quick = await order(shop, { openedMs: 0 });
    pass(24 * HOUR + 1);
    await settle(shop);
    expect((await viewOf(quick)).status).toBe('expired');
    await settle(shop);
    await expect(shop.admin('POST', `callbacks/${quick.id}/confirm`)).rejects.toThrow('409');
  });

  it('is every order while the guard cannot be reached; a planned call then waits, and comes', async () => {
    const shop = await aShop();
    const planned = await order(shop, { when: ahead(HOUR) });
    const broken = vi.spyOn(GuardObject.prototype, 'reserve').mockRejectedValue(new Error('down'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await orderedAs(shop)).toBe('needs_confirmation');
    pass(HOUR);
    await settle(shop);
    expect((await viewOf(planned)).status).toBe('planned');
    const { items } = await shop.admin<{ items: Callback[] }>('GET', 'callbacks?status=needs_confirmation');
    expect(items.map(({ doubts }) => doubts)).toEqual([['unreachable']]);
    broken.mockRestore();
    pass(MINUTE);
    await settle(shop);
    expect((await viewOf(planned)).status).toBe('ringing_manager');
  });

  it('is one that a signal doubts, or cannot tell of', async () => {
    const { id: account, widget } = await aShop();
    const asked = { account, widget, provider: 'webhook', address: '', openedMs: 5_000 } as const;
    const ask = (...signals: OrderSignal[]) => {
      const one = { ...asked, id: crypto.randomUUID(), phone: aPhone() };
      return reserveOrder(env, secretsOf(env), one, signals);
    };
    const fine: OrderSignal = async () => 'fine';
    const doubtful = { kind: 'unsure', doubts: ['signal'] };
    expect(await ask(fine)).toEqual({ kind: 'sure' });
    expect(await ask(fine, async () => 'unsure')).toEqual(doubtful);
    expect(await ask(fine, () => Promise.reject(new Error('no answer')))).toEqual(doubtful);
  });

  it('answers a repetition as the first time, and counts it once', async () => {
    const shop = await aShop();
    await setOrders(shop, { perWidgetHour: 1 });
    const body = { phone: aPhone(), when: ahead(HOUR) };
    const headers = { ...from(), 'idempotency-key': 'one-and-the-same' };
    const ask = async () => (await postOrder(shop, body, headers)).json<CallbackAccepted>();
    const [first, again] = [await ask(), await ask()];
    expect([first.status, again.id, again.status]).toEqual(['planned', first.id, 'planned']);
    expect(await orderedAs(shop)).toBe('needs_confirmation');
  });
});
