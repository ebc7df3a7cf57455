import { env, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { signDebugToken } from '../../edge/keys/debug-token.ts';
import { secretsOf } from '../../edge/keys/secrets.ts';
import type { VisitExplanation } from '../../shared/contract/visit-explanation.ts';
import { EXPLAIN_PATH } from '../../shared/paths.ts';
import { aCampaign, anAccount, aShop, SHOP_NUMBERS, type TestShop } from './support/account.ts';
import { post, swap } from './support/page.ts';

const HOUR = 3_600_000;
const [FIRST, SECOND, THIRD, SHIELD] = SHOP_NUMBERS;

async function aToken(shop: TestShop, until = Date.now() + HOUR): Promise<string> {
  return signDebugToken(secretsOf(env), shop.site, until);
}

function body(shop: TestShop, query: string, changes: object = {}) {
  const page = { url: `https://shop.example/?${query}`, referrer: '', title: 'Shop' };
  return { site: shop.siteKey, consent: 'full', page, lease: null, touch: null, ...changes };
}

async function explain(shop: TestShop, query: string, changes: object = {}): Promise<VisitExplanation> {
  const response = await post(EXPLAIN_PATH, body(shop, query, { token: await aToken(shop), ...changes }));
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

describe('POST /v1/explain', () => {
  it('tells of every campaign what the admin API tells of it, with what the visit has', async () => {
    const shop = await aShop();
    await aCampaign(shop, { name: 'Ads', source: 'yandex', numbers: [FIRST, SECOND], fallback: SHIELD });
    await aCampaign(shop, { name: 'Rest', numbers: [THIRD] });
    await aCampaign(shop, { name: 'Draft', numbers: [], start: false });
    const found = await explain(shop, 'utm_source=google');
    const admin = await shop.admin('POST', 'explain', {
      site: shop.site,
      url: 'https://shop.example/?utm_source=google',
      device: 'desktop',
    });
    expect({ campaign: found.campaign, campaigns: found.campaigns }).toEqual(admin);
    expect(found.campaigns.map(({ name, matches, reached }) => [name, matches, reached])).toEqual([
      ['Ads', false, true],
      ['Rest', true, true],
      ['Draft', true, false],
    ]);
    expect(found).toMatchObject({ reason: 'static', isReturning: false });
    expect(found.offices).toMatchObject([
      { name: 'Showroom', kind: 'static', shows: 'static', number: THIRD, why: null, pool: null },
    ]);
  });

  it('knows the lease as the pool sees it, gives none out, and never says who holds the others', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: [FIRST, SECOND], fallback: SHIELD });
    const before = await explain(shop, '');
    expect(before.offices[0]).toMatchObject({
      shows: 'free',
      pool: { numbers: 2, free: 2, held: 0, resting: 0 },
    });
    const mine = await swap(shop, '');
    const other = await swap(shop, '');
    for (let i = 0; i < 2; i++) {
      const { offices, reason } = await explain(shop, '', { lease: mine.lease });
      expect(reason).toBe('renewed');
      expect(offices[0]).toMatchObject({
        shows: 'leased',
        number: mine.swaps[0]?.number,
        why: null,
        pool: { numbers: 2, free: 0, held: 2, resting: 0, draining: 0 },
      });
      expect(offices[0]?.expiresInS).toBeLessThanOrEqual(600);
      expect(JSON.stringify(offices)).not.toContain(other.visitor);
      expect(JSON.stringify(offices)).not.toContain(other.swaps[0]?.number);
    }
  });

  it('says why it is the fallback: no number free, no consent, a program', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: [FIRST, SECOND], fallback: SHIELD });
    await Promise.all([swap(shop, ''), swap(shop, '')]);
    const token = await aToken(shop);
    const bot = await post(EXPLAIN_PATH, body(shop, '', { token }), { 'user-agent': 'Googlebot/2.1' });
    const answers = [
      await explain(shop, ''),
      await explain(shop, '', { consent: 'memory' }),
      await bot.json<VisitExplanation>(),
    ];
    expect(answers.map(({ reason, offices }) => [reason, offices[0]?.shows, offices[0]?.why])).toEqual([
      ['fallback', 'fallback', 'exhausted'],
      ['consent', 'fallback', 'consent'],
      ['bot', 'fallback', 'bot'],
    ]);
    expect(answers[0]?.offices[0]?.pool?.nextFreeInS).toBeGreaterThan(0);
  });

  it('says that a number rests that was somebody’s, and when it may be free', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: [FIRST, SECOND] });
    await swap(shop, '');
    await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${campaign}`), (_, state) => {
      state.storage.sql.exec(
        'UPDATE numbers SET expires_at = ?1, rest_until = ?2 WHERE visitor IS NOT NULL',
        Date.now() - 1000,
        Date.now() + HOUR,
      );
    });
    const { offices } = await explain(shop, '');
    expect(offices[0]?.pool).toMatchObject({ numbers: 2, free: 1, held: 0, resting: 1, nextFreeInS: 0 });
  });

  it('refuses without a token, and tells nothing of the rules', async () => {
    const shop = await aShop();
    await aCampaign(shop, { name: 'Secret plan', source: 'yandex', numbers: [FIRST] });
    const other = await aShop();
    const tokens = {
      none: null,
      forged: `${(await aToken(shop)).slice(0, -4)}AAAA`,
      'of another site': await aToken(other),
      'past its hour': await aToken(shop, Date.now() - 1),
      'a lease': (await swap(shop, '')).lease,
    };
    for (const [name, token] of Object.entries(tokens)) {
      const response = await post(EXPLAIN_PATH, body(shop, '', { token }));
      const text = await response.text();
      expect([name, response.status, JSON.parse(text).type.split('/').at(-1)]).toEqual([
        name,
        403,
        'bad_token',
      ]);
      expect(text).not.toMatch(/Secret|yandex|cmp_/);
    }
  });

  it('needs none where server and page are on one machine', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: [FIRST] });
    const origin = 'http://localhost:3000';
    const response = await post(EXPLAIN_PATH, body(shop, ''), { origin, 'cf-connecting-ip': '127.0.0.1' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    const from = async (address: string) =>
      (await post(EXPLAIN_PATH, body(shop, ''), { origin, 'cf-connecting-ip': address })).status;
    expect([await from('::1'), await from('203.0.113.7'), await from('::2')]).toEqual([200, 403, 403]);
  });

  it('looks at the key, the origin, the body and the token, in this order', async () => {
    const shop = await aShop();
    const codeOf = async (response: Response) =>
      (await response.json<{ type: string }>()).type.split('/').at(-1);
    const foreign = { origin: 'https://stranger.example' };
    const token = await aToken(shop);
    expect(await codeOf(await post(EXPLAIN_PATH, body(shop, '', { site: 'nothing' }), foreign))).toBe(
      'unknown_key',
    );
    expect(await codeOf(await post(EXPLAIN_PATH, { ...body(shop, '', { token }), page: 5 }, foreign))).toBe(
      'origin_forbidden',
    );
    expect(await codeOf(await post(EXPLAIN_PATH, { ...body(shop, ''), page: 5 }))).toBe('invalid');
  });
});

describe('a debug link', () => {
  const ask = (shop: TestShop, url: string) =>
    shop.admin<{ url: string; expiresAt: string }>('POST', `sites/${shop.site}/debug-link`, { url });

  it('opens the explanation on its site for an hour', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: [FIRST] });
    const { url, expiresAt } = await ask(shop, 'https://www.shop.example/a?b=1#c');
    const [, before, token, after] = /^(.*)ringlet=debug\.([\w.-]+)(.*)$/.exec(url) ?? [];
    expect([before, after]).toEqual(['https://www.shop.example/a?b=1&', '#c']);
    const leftMs = Date.parse(expiresAt) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(HOUR);
    expect((await explain(shop, '', { token })).campaign).not.toBeNull();
  });

  it('is not made for a page that is not the site’s', async () => {
    const shop = await aShop();
    await expect(ask(shop, 'https://stranger.example/')).rejects.toThrow(/400.*unknown_host/s);
    await expect(ask(shop, 'javascript:alert(1)')).rejects.toThrow(/400/);
  });

  it('is made by nobody of another account', async () => {
    const [shop, other] = [await aShop(), await anAccount()];
    await expect(
      other.admin('POST', `sites/${shop.site}/debug-link`, { url: 'https://shop.example/' }),
    ).rejects.toThrow(/404/);
  });
});
