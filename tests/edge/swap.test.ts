import { beforeAll, describe, expect, it } from 'vitest';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { post, swap, swapBody } from './support/page.ts';

describe('POST /v1/swap', () => {
  let shop: TestShop;
  const numberOf = (shown: Awaited<ReturnType<typeof swap>>) => shown.swaps[0]?.number ?? null;

  beforeAll(async () => {
    shop = await aShop();
    await aCampaign(shop, {
      name: 'Yandex',
      source: 'yandex',
      numbers: ['+74951000001', '+74951000002'],
      fallback: '+74951000003',
    });
    await aCampaign(shop, { name: 'Everybody', numbers: ['+74951000004'] });
  });

  it('leases a number to each visitor, then answers the fallback', async () => {
    const [ann, bob, cat] = [
      await swap(shop, 'utm_source=yandex&utm_medium=cpc'),
      await swap(shop, 'utm_source=yandex'),
      await swap(shop, 'utm_source=yandex'),
    ];
    expect([ann, bob, cat].map((shown) => [shown.reason, numberOf(shown)])).toEqual([
      ['leased', '+74951000001'],
      ['leased', '+74951000002'],
      ['fallback', '+74951000003'],
    ]);
    expect(ann).toMatchObject({
      renewAfterS: 240,
      campaign: { name: 'Yandex' },
      swaps: [
        {
          office: shop.office,
          selectors: ['.phone'],
          replaces: ['+74950001010'],
          kind: 'leased',
          expiresInS: 600,
        },
      ],
    });
    const again = await swap(shop, 'utm_source=yandex', {
      visitor: ann.visitor,
      lease: ann.lease,
      cause: 'view',
    });
    expect([again.reason, numberOf(again), again.session]).toEqual(['renewed', '+74951000001', ann.session]);
  });

  it('keeps the campaign of a visitor who shows a sign of life without the tags', async () => {
    const ann = await swap(shop, 'utm_source=yandex');
    const renewed = await swap(shop, '', { visitor: ann.visitor, lease: ann.lease, cause: 'renew' });
    expect(renewed.campaign?.name).toBe('Yandex');
  });

  it('answers everybody else with the static number of the catch-all', async () => {
    const shown = await swap(shop, '');
    expect([shown.reason, numberOf(shown), shown.swaps[0]?.kind]).toEqual([
      'static',
      '+74951000004',
      'static',
    ]);
    expect(shown.visitor).toMatch(/^v_[\w-]{22}$/);
  });

  it('sends nothing without consent, and no lease and no id with memory only', async () => {
    expect(await swap(shop, 'utm_source=yandex', { consent: 'none' })).toMatchObject({
      reason: 'consent',
      swaps: [],
      visitor: null,
      lease: null,
    });
    expect(await swap(shop, 'utm_source=yandex', { consent: 'memory' })).toMatchObject({
      reason: 'consent',
      swaps: [{ kind: 'fallback', number: '+74951000003' }],
      visitor: null,
      session: null,
      lease: null,
    });
  });

  it('gives a program that says it is one no lease', async () => {
    const response = await post('/v1/swap', swapBody(shop, 'utm_source=yandex'), {
      'user-agent': 'Googlebot/2.1',
    });
    expect(response.headers.get('x-ringlet-reason')).toBe('bot');
    expect(await response.json()).toMatchObject({ visitor: null, swaps: [{ kind: 'fallback' }] });
  });

  it('gives an excluded address shared numbers only, at once after it was excluded', async () => {
    const own = await aShop();
    await aCampaign(own, { numbers: ['+74951000001', '+74951000002'], fallback: '+74951000003' });
    const from = (address: string) =>
      post('/v1/swap', swapBody(own, ''), { 'cf-connecting-ip': address }).then((response) =>
        response.headers.get('x-ringlet-reason'),
      );
    expect(await from('203.0.113.7')).toBe('leased');
    await own.admin('POST', 'exclusions', { address: '203.0.113.0/24', note: 'The office itself' });
    expect(await from('203.0.113.7')).toBe('excluded');
    expect(await from('198.51.100.7')).toBe('leased');
    await expect(own.admin('POST', 'exclusions', { address: '203.0.113.0/40' })).rejects.toThrow(
      '"path":"address"',
    );
  });

  it('treats a forged lease as absent', async () => {
    const ann = await swap(shop, 'utm_source=yandex');
    const [body, mac] = (ann.lease ?? '').split('.') as [string, string];
    const forged = `${body}.${mac.replace(/./, (char) => (char === 'A' ? 'B' : 'A'))}`;
    const shown = await swap(shop, '', { lease: forged });
    expect(shown.visitor).not.toBe(ann.visitor);
    expect(shown.campaign?.name).toBe('Everybody');
  });

  it('shows a campaign that was paused to nobody any more', async () => {
    const other = await aShop();
    const id = await aCampaign(other, { numbers: ['+74951000001', '+74951000002'] });
    expect((await swap(other, '')).reason).toBe('leased');
    await other.admin('POST', `campaigns/${id}/pause`);
    expect(await swap(other, '')).toMatchObject({ reason: 'no_campaign', swaps: [] });
  });

  it.each([
    ['foreign', 'https://evil.example'],
    ['missing', null],
    ['null', 'null'],
    ['suffixed', 'https://shop.example.evil.example'],
    ['of a subdomain', 'https://m.shop.example'],
    ['of another port', 'https://shop.example:8443'],
  ])('refuses an origin that is %s', async (_, origin) => {
    const response = await post('/v1/swap', swapBody(shop, ''), { origin });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('x-ringlet-reason')).toBe('origin');
  });

  it.each(['https://shop.example', 'https://www.shop.example', 'http://localhost:5173'])(
    'allows the origin %s',
    async (origin) => {
      const response = await post('/v1/swap', swapBody(shop, ''), { origin });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('vary')).toBe('Origin');
    },
  );

  it.each([
    ['not JSON', '{', 400, 'bad_json'],
    ['an array', '[]', 400, 'invalid'],
    ['no site', '{"consent":"full"}', 400, 'invalid'],
    ['too large', `"${'x'.repeat(17_000)}"`, 413, 'too_large'],
  ])('refuses a body that is %s', async (_, body, status, code) => {
    const response = await post('/v1/swap', body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect((await response.json<{ type: string }>()).type).toBe(`http://127.0.0.1:8787/problems/${code}`);
  });

  it.each([
    ['says so', 17_002, 413],
    ['says that it is short', 100, 413],
    ['says how long it is', null, 200],
  ])('refuses a body that is too long and no other, also when it %s', async (_, length, status) => {
    const body = length === null ? JSON.stringify(swapBody(shop, 'a=ä')) : `"${'x'.repeat(17_000)}"`;
    const bytes = length ?? new TextEncoder().encode(body).length;
    const response = await post('/v1/swap', body, { 'content-length': String(bytes) });
    expect(response.status).toBe(status);
  });

  it('gives every answer the id that its problem names', async () => {
    const [good, bad] = [await post('/v1/swap', swapBody(shop, '')), await post('/v1/swap', '{')];
    expect(good.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await bad.json<{ requestId: string }>()).requestId).toBe(bad.headers.get('x-request-id'));
    for (const path of ['/health', '/admin/v1/me', '/admin', '/nothing', '/r/x.js'])
      expect((await send(path)).headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the fields that are wrong and does not repeat their values', async () => {
    const response = await post('/v1/swap', swapBody(shop, '', { visitor: 'v_<script>', consent: 'all' }));
    const text = await response.text();
    expect(JSON.parse(text).errors.map((error: { path: string }) => error.path)).toEqual([
      'visitor',
      'consent',
    ]);
    expect(text).not.toContain('script');
  });

  it('refuses a damaged site key and touches no object', async () => {
    const damaged = shop.siteKey.replace(/.$/, (char) => (char === '0' ? '1' : '0'));
    for (const site of [damaged, 'nonsense', `${shop.siteKey}0`]) {
      const response = await post('/v1/swap', swapBody(shop, '', { site }));
      expect([response.status, (await response.json<{ title: string }>()).title]).toEqual([
        404,
        'The key is damaged or belongs to nothing',
      ]);
    }
  });
});

describe('GET /r/KEY.js', () => {
  it('is the loader with the public snapshot inside, and no substitute number', async () => {
    const shop = await aShop();
    await aCampaign(shop, {
      source: 'yandex',
      numbers: ['+74951000001', '+74951000002'],
      fallback: '+74951000003',
    });
    const response = await send(`/r/${shop.siteKey}.js`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=10, stale-if-error=86400');
    expect(text).toContain(shop.siteKey);
    expect(text).toContain('+74950001010');
    expect(text).not.toMatch(/\+7495100000\d/);
    expect(text).not.toContain('yandex"');
    expect(() => new Function(text)).not.toThrow();
  });

  it('is sent once to a browser that asks again, and left to the platform to compress', async () => {
    const shop = await aShop();
    const path = `/r/${shop.siteKey}.js`;
    const first = await send(path, { headers: { 'accept-encoding': 'br, gzip' } });
    expect([first.headers.get('content-encoding'), first.headers.get('vary')]).toEqual([
      null,
      'Accept-Encoding',
    ]);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await send(path, { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await shop.admin('PATCH', `offices/${shop.office}`, { name: 'Renamed' });
    expect((await send(path, { headers })).status).toBe(200);
  });

  it('answers a damaged key with a problem', async () => {
    expect((await send('/r/nonsense.js')).status).toBe(404);
    expect((await send('/v1/sites/nonsense')).status).toBe(404);
  });

  it('cannot be broken out of by a name', async () => {
    const shop = await aShop();
    const name = '</script><script>alert(1)</script>\u2028';
    await shop.admin('PATCH', `offices/${shop.office}`, { name: name.slice(0, 90).replace(/\u2028/, '') });
    const text = await (await send(`/r/${shop.siteKey}.js`)).text();
    expect(text.slice(text.lastIndexOf('})('))).not.toContain('</script');
  });
});
