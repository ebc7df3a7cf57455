import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Env } from '../../edge/env.ts';
import { signLeaseToken, verifyLeaseToken } from '../../edge/keys/lease-token.ts';
import { secretsOf } from '../../edge/keys/secrets.ts';
import worker from '../../edge/worker.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { swap, swapBody } from './support/page.ts';

type Condition = Record<string, unknown>;

/** A static campaign of the shop with these groups, started; its name is what the tests look at. */
async function aRuledCampaign(shop: TestShop, name: string, ...groups: Condition[][]): Promise<string> {
  const number = Object.keys(shop.numbers)[0] ?? '';
  const id = await aCampaign(shop, { name, numbers: [number], start: false });
  const offices = [{ office: shop.office, selectors: ['.phone'], numbers: [] }];
  await shop.admin('PATCH', `campaigns/${id}`, { offices, groups: groups.map((any) => ({ any })) });
  await shop.admin('POST', `campaigns/${id}/start`);
  return id;
}

/** A swap request straight to the Worker, with what only a platform or a proxy can add. */
async function swapFrom(
  shop: TestShop,
  {
    cf,
    headers,
    vars,
  }: { cf?: Record<string, string>; headers?: Record<string, string>; vars?: Partial<Env> },
): Promise<string | null> {
  const request = new Request('http://127.0.0.1:8787/v1/swap', {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'user-agent': 'Mozilla/5.0 Firefox/153.0', ...headers },
    body: JSON.stringify(swapBody(shop, '')),
    ...(cf && { cf }),
  });
  const context = createExecutionContext();
  const response = await worker.fetch(request as never, { ...env, ...vars }, context);
  await waitOnExecutionContext(context);
  const answer = await response.json<{ campaign: { name: string } | null }>();
  return answer.campaign?.name ?? null;
}

describe('the campaign of a visit', () => {
  it('is chosen by page, parameter, click id and language', async () => {
    const shop = await aShop();
    await aRuledCampaign(shop, 'kitchens', [{ type: 'page', op: 'glob', value: '*/кухни*' }]);
    await aRuledCampaign(shop, 'promo', [{ type: 'query', param: 'promo', op: 'exists' }]);
    await aRuledCampaign(shop, 'paid', [{ type: 'click_id', op: 'exists' }]);
    const url = `https://shop.example/${encodeURIComponent('кухни')}/1`;
    const page = { url, referrer: '', title: '' };
    expect((await swap(shop, '', { page })).campaign?.name).toBe('kitchens');
    expect((await swap(shop, 'promo')).campaign?.name).toBe('promo');
    expect((await swap(shop, 'gclid=AbC')).campaign?.name).toBe('paid');
    expect((await swap(shop, '')).campaign).toBeNull();
  });

  it('is chosen by device and language of the request', async () => {
    const shop = await aShop();
    await aRuledCampaign(
      shop,
      'mobile ru',
      [{ type: 'device', op: 'equals', value: 'mobile' }],
      [{ type: 'language', op: 'equals', value: 'ru' }],
    );
    const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148';
    const headers = { 'user-agent': iphone, 'accept-language': 'ru-RU,ru;q=0.9' };
    expect(await swapFrom(shop, { headers })).toBe('mobile ru');
    expect(await swapFrom(shop, { headers: { 'accept-language': 'ru' } })).toBeNull();
    expect(await swapFrom(shop, { headers: { ...headers, 'accept-language': 'en,ru' } })).toBeNull();
  });

  it('follows a change of its rules at once', async () => {
    const shop = await aShop();
    const id = await aRuledCampaign(shop, 'ya', [{ type: 'utm_source', op: 'equals', value: 'ya' }]);
    expect((await swap(shop, 'utm_source=google')).campaign).toBeNull();
    const groups = [{ any: [{ type: 'utm_source', op: 'equals', value: 'google' }] }];
    await shop.admin('PATCH', `campaigns/${id}`, { groups });
    expect((await swap(shop, 'utm_source=google')).campaign?.name).toBe('ya');
  });
});

describe('the place of a visitor', () => {
  let shop: TestShop;
  const vars = { RINGLET_GEO_HEADERS: 'country=x-geo-country, city=X-Geo-City' };

  beforeAll(async () => {
    shop = await aShop();
    await aRuledCampaign(shop, 'tver', [{ type: 'city', op: 'equals', value: 'Тверь' }]);
    await aRuledCampaign(shop, 'region', [{ type: 'region', op: 'equals', value: 'Tver Oblast' }]);
    await aRuledCampaign(shop, 'russia', [{ type: 'country', op: 'equals', value: 'ru' }]);
  });

  it('is what the platform says', async () => {
    expect(await swapFrom(shop, { cf: { country: 'RU', region: 'Tver Oblast' } })).toBe('region');
    expect(await swapFrom(shop, { cf: { country: 'RU' } })).toBe('russia');
    expect(await swapFrom(shop, { cf: { country: 'KZ' } })).toBeNull();
    expect(await swapFrom(shop, {})).toBeNull();
  });

  it('is not what a header says that nobody named', async () => {
    expect(await swapFrom(shop, { headers: { 'x-geo-country': 'RU' } })).toBeNull();
  });

  it('is what the named headers say, and then the platform is not asked', async () => {
    const cf = { country: 'RU' };
    expect(await swapFrom(shop, { vars, headers: { 'x-geo-country': 'RU' } })).toBe('russia');
    const city = encodeURIComponent('Тверь');
    expect(await swapFrom(shop, { vars, headers: { 'x-geo-city': city } })).toBe('tver');
    expect(await swapFrom(shop, { vars, cf, headers: { 'x-geo-city': '100%' } })).toBeNull();
    expect(await swapFrom(shop, { vars, cf })).toBeNull();
  });
});

describe('a new visitor', () => {
  it('stays new through a first stay, returns after it, and stays returning through the next', async () => {
    const shop = await aShop();
    await aRuledCampaign(shop, 'again', [{ type: 'visitor', op: 'equals', value: 'returning' }]);
    await aRuledCampaign(shop, 'first', [{ type: 'visitor', op: 'equals', value: 'new' }]);
    const first = await swap(shop, '');
    expect(first.campaign?.name).toBe('first');
    const { visitor } = first;
    expect((await swap(shop, '', { visitor, lease: first.lease })).campaign?.name).toBe('first');

    const secrets = secretsOf(env);
    const token = await verifyLeaseToken(secrets, first.lease, shop.site);
    if (!token) throw new Error('the answer has no token');
    const old = await signLeaseToken(secrets, { ...token, seenAt: Date.now() - 3 * 86_400_000 });
    const back = await swap(shop, '', { visitor, lease: old });
    expect(back.campaign?.name).toBe('again');
    expect(back.session).not.toBe(first.session);
    const next = await swap(shop, '', { visitor, lease: back.lease });
    expect([next.campaign?.name, next.session]).toEqual(['again', back.session]);
    expect((await swap(shop, '', { visitor: null, lease: null })).campaign?.name).toBe('first');
  });
});

describe('matchPerPage', () => {
  const snapshotOf = async (shop: TestShop) =>
    (await send(`/v1/sites/${shop.siteKey}`)).json<{ matchPerPage: boolean }>();

  it.each([
    ['page', { type: 'page', op: 'contains', value: '/a' }, true],
    ['query', { type: 'query', param: 'a', op: 'exists' }, true],
    ['hour', { type: 'hour', op: 'one_of', value: ['9', '10'] }, true],
    ['weekday', { type: 'weekday', op: 'equals', value: '6', not: true }, true],
    ['visitor', { type: 'visitor', op: 'equals', value: 'returning' }, true],
    ['landing', { type: 'landing', op: 'contains', value: '/a' }, false],
    ['country', { type: 'country', op: 'equals', value: 'RU' }, false],
  ])('with a condition on %s', async (_, condition, expected) => {
    const shop = await aShop();
    const plain = { type: 'utm_source', op: 'exists' };
    const id = await aRuledCampaign(shop, 'C', [plain], [plain, condition]);
    expect((await snapshotOf(shop)).matchPerPage).toBe(expected);
    await shop.admin('POST', `campaigns/${id}/pause`);
    expect((await snapshotOf(shop)).matchPerPage).toBe(false);
  });
});
