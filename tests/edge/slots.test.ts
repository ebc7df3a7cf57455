import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Env } from '../../edge/env.ts';
import worker from '../../edge/worker.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import { slotsPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { orderBody } from './support/page.ts';

const ORIGIN = { origin: 'https://shop.example' };
/** Monday, 7 December 2026, on Moscow's clock. */
const at = (time: string) => Date.parse(`2026-12-07T${time}:00+03:00`);

interface From {
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
  vars?: Partial<Env>;
}

/** A request straight to the Worker, with what only a platform or a proxy can add. */
async function ask(shop: TestShop, { path, body, headers, vars }: From = {}): Promise<Response> {
  const own = new Request(`http://127.0.0.1:8787${path ?? slotsPath(shop.widget, 7)}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...ORIGIN, 'idempotency-key': crypto.randomUUID(), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const context = createExecutionContext();
  const response = await worker.fetch(own as never, { ...env, ...vars }, context);
  await waitOnExecutionContext(context);
  return response;
}

async function slotsOf(shop: TestShop, from: From = {}): Promise<SlotsAnswer> {
  const response = await ask(shop, from);
  expect(response.status).toBe(200);
  return response.json();
}

async function change(shop: TestShop, widget: Record<string, unknown>): Promise<void> {
  const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
  await shop.admin('PATCH', `widgets/${items[0]?.id}`, widget);
}

async function aShopWithHours(changes: Record<string, unknown> = {}) {
  const shop = await aShop();
  const day = [
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ];
  const { id } = await shop.admin<{ id: string }>('POST', 'schedules', {
    name: 'Office hours',
    timeZone: 'Europe/Moscow',
    week: { mon: day, tue: day },
    convenient: { mon: '10:00', sat: '12:00' },
    ...changes,
  });
  await change(shop, { schedule: id });
  return { shop, patch: (body: unknown) => shop.admin('PATCH', `schedules/${id}`, body) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('06:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the slots of a widget', () => {
  it('are the half hours of its schedule, with the convenient time of each date (S1-27, S1-28, S1-30)', async () => {
    const { shop } = await aShopWithHours();
    const { days, ...rest } = await slotsOf(shop);
    expect(rest).toEqual({
      zone: 'Europe/Moscow',
      workingNow: false,
      next: '2026-12-07T06:00:00.000Z',
      mode: 'night',
      texts: {},
      hours: { from: '09:00', to: '18:00' },
      shown: true,
    });
    expect(days.map(({ date, slots, convenient }) => [date, slots.length, slots[0], convenient])).toEqual([
      ['2026-12-07', 16, '2026-12-07T06:00:00.000Z', '2026-12-07T07:00:00.000Z'],
      ['2026-12-08', 16, '2026-12-08T06:00:00.000Z', null],
      ['2026-12-12', 2, '2026-12-12T09:00:00.000Z', '2026-12-12T09:00:00.000Z'],
    ]);
  });

  it('lie ahead, and follow the clock and every change of the schedule at once', async () => {
    const { shop, patch } = await aShopWithHours();
    await slotsOf(shop);
    vi.setSystemTime(at('10:25'));
    const { workingNow, mode, next, days } = await slotsOf(shop);
    expect([workingNow, mode, next]).toEqual([true, 'day', '2026-12-07T07:25:00.000Z']);
    expect(days[0]).toMatchObject({ convenient: null });
    expect(days[0]?.slots[0]).toBe('2026-12-07T08:00:00.000Z');
    vi.setSystemTime(at('10:25') + 4_000);
    expect((await slotsOf(shop)).next).toBe('2026-12-07T07:25:04.000Z');
    await patch({ week: { mon: [{ from: '16:00', to: '17:00' }] }, convenient: { mon: null } });
    expect((await slotsOf(shop)).days[0]?.slots).toHaveLength(2);
  });

  it('can each be ordered', async () => {
    const { shop } = await aShopWithHours();
    const slots = (await slotsOf(shop)).days.map((day) => day.slots.at(-1) ?? '');
    for (const when of slots) {
      const answer = await ask(shop, { path: '/v1/callbacks', body: orderBody(shop, { when }) });
      expect(await answer.json()).toMatchObject({ status: 'planned', scheduledAt: when });
    }
  });

  it('are all half hours of the account’s days where there is no schedule', async () => {
    const shop = await aShop();
    const { zone, workingNow, next, days, hours } = await slotsOf(shop, { path: slotsPath(shop.widget, 2) });
    expect([zone, workingNow, next]).toEqual(['Europe/Moscow', true, '2026-12-07T03:00:00.000Z']);
    expect(hours).toEqual({ from: '00:00', to: '24:00' });
    expect(days.map(({ slots }) => slots.length)).toEqual([35, 48]);
  });

  it('tell a special day by its texts, and a working one by its own hours (S1-36, S1-37, S1-38)', async () => {
    const { shop, patch } = await aShopWithHours();
    const texts = { ru: 'С праздником!' };
    const dates = ['2026-12-07'];
    await patch({ specialDays: [{ dates, texts }] });
    expect(await slotsOf(shop)).toMatchObject({ mode: 'holiday', texts, hours: null, workingNow: false });
    const hours = [{ from: '12:00', to: '13:00' }];
    await patch({ specialDays: [{ dates, texts, hours }] });
    expect(await slotsOf(shop)).toMatchObject({ mode: 'night', hours: { from: '12:00', to: '13:00' } });
    vi.setSystemTime(at('12:00'));
    expect(await slotsOf(shop)).toMatchObject({ mode: 'holiday', texts, workingNow: true });
    vi.setSystemTime(at('12:00') + 86_400_000);
    expect(await slotsOf(shop)).toMatchObject({ mode: 'day', texts: {} });
  });

  it('need an origin of the site, a real hash and a number of days', async () => {
    const shop = await aShop();
    const status = async (path: string, headers: Record<string, string> = ORIGIN) =>
      (await send(path, { headers })).status;
    const path = slotsPath(shop.widget, 31);
    expect(await status(path)).toBe(200);
    expect(await status(path, {})).toBe(200);
    expect(await status(path, { origin: 'https://evil.example' })).toBe(403);
    for (const days of ['0', '32', '-1', '1.5', 'x', '']) {
      expect(await status(`/v1/widgets/${shop.widget}/slots?days=${days}`)).toBe(400);
    }
  });

  it('are not looked for where a hash is forged', async () => {
    const shop = await aShop();
    const getByName = vi.fn((name: string) => env.ACCOUNT.getByName(name));
    const vars = { ACCOUNT: { getByName } as never };
    for (const hash of ['nonsense', shop.siteKey, `${shop.widget.slice(0, -1)}!`, `w${'0'.repeat(26)}`]) {
      expect((await ask(shop, { path: slotsPath(hash, 7), vars })).status).toBe(404);
    }
    expect(getByName).not.toHaveBeenCalled();
    expect((await ask(shop, { vars })).status).toBe(200);
    expect(getByName).toHaveBeenCalledWith(`account:${shop.id}`);
  });
});

describe('a widget', () => {
  const shown = async (shop: TestShop, from: From = {}) => (await slotsOf(shop, from)).shown;

  it('is hidden outside its hours without night mode, and where it has no office (S1-31, S1-32)', async () => {
    const { shop, patch } = await aShopWithHours();
    await patch({ nightMode: false });
    expect(await shown(shop)).toBe(false);
    vi.setSystemTime(at('09:00'));
    expect(await shown(shop)).toBe(true);
    await change(shop, { offices: [] });
    expect(await shown(shop)).toBe(false);
  });

  it('is found after it has moved to another site', async () => {
    const shop = await aShop();
    await slotsOf(shop);
    const site = await shop.admin<{ id: string }>('POST', 'sites', { name: 'B', hosts: ['b.example'] });
    await change(shop, { site: site.id });
    expect((await ask(shop)).status).toBe(403);
    expect(await shown(shop, { headers: { origin: 'https://b.example' } })).toBe(true);
  });

  it('is not shown to, and takes no order from, other places and blocked addresses (S1-68)', async () => {
    const shop = await aShop();
    const vars = { RINGLET_GEO_HEADERS: 'country=x-geo-country, city=x-geo-city' };
    const behaviour = { countries: ['RU'], cities: ['тверь'], blockedAddresses: ['203.0.113.0/24'] };
    await change(shop, { behaviour });
    const tver = { 'x-geo-country': 'RU', 'x-geo-city': encodeURIComponent('Тверь') };
    const cases: [Record<string, string>, boolean][] = [
      [{}, true],
      [tver, true],
      [{ ...tver, 'cf-connecting-ip': '203.0.114.9' }, true],
      [{ ...tver, 'cf-connecting-ip': '203.0.113.9' }, false],
      [{ 'x-geo-country': 'KZ' }, false],
      [{ 'x-geo-country': 'RU', 'x-geo-city': 'Moscow' }, false],
    ];
    for (const [headers, isShown] of cases) {
      expect(await shown(shop, { headers, vars })).toBe(isShown);
      const order = { path: '/v1/callbacks', body: orderBody(shop), headers, vars };
      expect((await ask(shop, order)).status).toBe(isShown ? 202 : 403);
    }
  });

  it('takes orders to telephones of its countries only, and says which (S1-68)', async () => {
    const shop = await aShop();
    await change(shop, { behaviour: { phoneCountries: ['RU'] } });
    const order = (phone: string) => ask(shop, { path: '/v1/callbacks', body: orderBody(shop, { phone }) });
    expect((await order('+79161234567')).status).toBe(202);
    const refused = await order('+77012345678');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [{ path: 'phone', code: 'country_not_allowed', message: expect.stringContaining('RU') }],
    });
  });

  it('refuses to be saved with a blocked address that is none', async () => {
    const shop = await aShop();
    await expect(change(shop, { behaviour: { blockedAddresses: ['the neighbour'] } })).rejects.toThrow(
      'behaviour.blockedAddresses.0',
    );
  });
});
