import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { VISIT_LINK_MS } from '../../edge/domain/limits.ts';
import { encodeBase64Url } from '../../edge/keys/base64url.ts';
import { verifyLeaseToken } from '../../edge/keys/lease-token.ts';
import { SecretRing, secretsOf } from '../../edge/keys/secrets.ts';
import { openVisitLink, sealVisitLink } from '../../edge/keys/visit-link.ts';
import type { VisitLinkAnswer } from '../../shared/contract/visit-link.ts';
import { LINK_PATH } from '../../shared/paths.ts';
import { computeTouch } from '../../shared/touch.ts';
import { aCampaign, aShop, SHOP_NUMBERS, type TestShop } from './support/account.ts';
import { post, type Shown, swap, swapBody } from './support/page.ts';

const [FIRST, SECOND, THIRD, FOURTH, SHIELD] = SHOP_NUMBERS;
const OTHER = 'https://second.example';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';
const ADVERT = 'utm_source=yandex&utm_medium=cpc';

/** A shop with two domains, whose visitors from Yandex get numbers of their own. */
async function aChain(): Promise<TestShop> {
  const shop = await aShop();
  await shop.admin('PATCH', `sites/${shop.site}`, { hosts: ['shop.example', 'second.example'] });
  const numbers = [FIRST, SECOND, THIRD, FOURTH];
  await aCampaign(shop, { name: 'Yandex', source: 'yandex', numbers, fallback: SHIELD });
  return shop;
}

function advertTouch(ageS: number) {
  return { ...computeTouch(`https://shop.example/?${ADVERT}`, '', () => false), ageS };
}

/** What a link on a page of the first domain is given to carry. */
async function linkOf(shop: TestShop, lease: string | null, ageS = 5): Promise<string | null> {
  const response = await post(LINK_PATH, { site: shop.siteKey, lease, touch: advertTouch(ageS) });
  expect(response.status).toBe(200);
  const { link, expiresInS } = await response.json<VisitLinkAnswer>();
  expect(expiresInS).toBe(120);
  return link;
}

/** The first question of a page on the second domain, in a browser that this domain does not know. */
async function land(
  shop: TestShop,
  link: string | null,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Shown> {
  const page = { url: `${OTHER}/`, referrer: 'https://shop.example/', title: 'Second' };
  const visitor = 'v_0123456789abcdefghijkl';
  const body = swapBody(shop, '', { page, visitor, link, ...changes });
  const response = await post('/v1/swap', body, { origin: OTHER, ...headers });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return { ...(await response.json<Shown>()), reason: response.headers.get('x-ringlet-reason') };
}

describe('a link to another host of the same site', () => {
  let shop: TestShop;
  let ann: Shown;
  let link: string;
  beforeAll(async () => {
    shop = await aChain();
    ann = await swap(shop, ADVERT);
    link = String(await linkOf(shop, ann.lease));
  });

  it('makes the page that it leads to know who comes, in the same stay, with the same number and source', async () => {
    const landed = await land(shop, link);
    expect(landed).toMatchObject({
      reason: 'renewed',
      visitor: ann.visitor,
      session: ann.session,
      swaps: [{ number: ann.swaps[0]?.number, kind: 'leased' }],
      touch: { source: 'yandex', medium: 'cpc', landing: `https://shop.example/?${ADVERT}` },
    });
    expect(landed.touch?.ageS).toBeGreaterThanOrEqual(5);
    const token = await verifyLeaseToken(secretsOf(env), landed.lease, shop.site);
    expect(token?.visitor).toBe(ann.visitor);
  });

  it('leaves alone what that page knows of a newer advert', async () => {
    const touch = { ...advertTouch(1), source: 'google' };
    const landed = await land(shop, link, { touch });
    expect([landed.touch, landed.visitor]).toEqual([undefined, ann.visitor]);
  });

  it('says nothing that anybody can read, and of no telephone', () => {
    const text = atob(link.replaceAll('-', '+').replaceAll('_', '/'));
    for (const secret of [ann.visitor, ann.swaps[0]?.number.slice(1), 'yandex', shop.site])
      expect(text).not.toContain(secret);
    expect(link.length).toBeLessThan(1000);
  });

  it('fits into an address however long the first one was', async () => {
    const landing = `https://shop.example/${'x'.repeat(2000)}?${ADVERT}`.slice(0, 2048);
    const touch = { ...advertTouch(5), landing, referrer: `https://r.example/${'y'.repeat(2000)}` };
    const response = await post(LINK_PATH, { site: shop.siteKey, lease: ann.lease, touch });
    const answer = await response.json<VisitLinkAnswer>();
    expect(answer.link?.length).toBeLessThan(2048);
    expect(await land(shop, answer.link)).toMatchObject({
      visitor: ann.visitor,
      touch: { source: 'yandex' },
    });
  });

  it.each([
    ['changed by a character', (text: string) => text.replace(/.$/, (end) => (end === 'A' ? 'Q' : 'A'))],
    ['cut off', (text: string) => text.slice(0, -3)],
    ['invented', () => 'abc'],
    ['no such thing', () => '%%%'],
    ['endless', (text: string) => text.repeat(20)],
  ])('counts as absent when it is %s', async (_name, spoil) => {
    const landed = await land(shop, spoil(link));
    expect(landed).toMatchObject({ reason: 'no_campaign', visitor: 'v_0123456789abcdefghijkl' });
  });

  it('counts as absent in another browser, and on another site', async () => {
    const { visitor } = await land(shop, link, {}, { 'user-agent': BROWSER.replace('156', '157') });
    expect(visitor).not.toBe(ann.visitor);
    const other = await aChain();
    expect((await land(other, link)).visitor).not.toBe(ann.visitor);
  });

  it('knows nobody without consent', async () => {
    const landed = await land(shop, link, { consent: 'memory', visitor: null });
    expect(landed).toMatchObject({ visitor: null, lease: null, campaign: null, swaps: [] });
    expect((await land(shop, link, { consent: 'none', visitor: null })).visitor).toBeNull();
  });

  it('is given to nobody whom the server does not know', async () => {
    expect(await linkOf(shop, 'invented.token')).toBeNull();
    const other = await aChain();
    expect(await linkOf(other, ann.lease)).toBeNull();
  });

  it('is given to no page of a foreign origin', async () => {
    const body = { site: shop.siteKey, lease: ann.lease };
    const response = await post(LINK_PATH, body, { origin: 'https://evil.example' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

describe('what a link carries', () => {
  const ring = new SecretRing(['a'.repeat(40)]);
  const rotated = new SecretRing(['b'.repeat(40), 'a'.repeat(40)]);
  const holder = { site: 'site_1', userAgent: BROWSER };
  const T0 = 1_795_000_000_000;
  const lease = {
    v: 1 as const,
    a: 'acc',
    site: 'site_1',
    visitor: 'v_1',
    session: 's_1',
    campaign: null,
    fence: 0,
    seenAt: T0,
  };
  const sealed = () => sealVisitLink(ring, { lease, touch: null, at: T0 }, holder);

  it('holds for two minutes, also after the secret was replaced', async () => {
    const link = await sealed();
    for (const [now, holds] of [
      [T0, true],
      [T0 + VISIT_LINK_MS - 1, true],
      [T0 + VISIT_LINK_MS, false],
      [T0 - VISIT_LINK_MS, false],
    ] as const) {
      expect([now, (await openVisitLink(rotated, link, holder, now)) !== null]).toEqual([now, holds]);
    }
  });

  it('is never the same text twice', async () => {
    expect(await sealed()).not.toBe(await sealed());
  });

  it('is no envelope of settings', async () => {
    const bytes = await ring.seal('{}', 'visit-link\nsite_1\n');
    expect(
      await openVisitLink(ring, encodeBase64Url(bytes), { site: 'site_1', userAgent: '' }, T0),
    ).toBeNull();
  });
});
