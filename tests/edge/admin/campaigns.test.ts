import { describe, expect, it } from 'vitest';
import { aBusiness, aShop, type Business } from '../support/admin.ts';

async function aCampaign(
  business: Business,
  shop: { site: string; office: string },
  entry: { numbers?: string[]; fallback?: string | null; office?: string; selectors?: string[] },
  more: Record<string, unknown> = {},
) {
  return business.make('campaigns', {
    name: 'Campaign',
    site: shop.site,
    offices: [{ office: shop.office, selectors: ['.phone'], ...entry }],
    ...more,
  });
}

const start = (business: Business, id: string) => business.ask('POST', `campaigns/${id}/start`);

describe('making a campaign', () => {
  it('is refused while the account has no office, then while it has no number', async () => {
    const business = await aBusiness();
    const site = await business.make('sites', { name: 'Shop', hosts: ['shop.example'] });
    const body = {
      name: 'C',
      site: site.id,
      offices: [{ office: 'off_0123456789abcdef', selectors: ['.phone'] }],
    };
    expect(await business.ask('POST', 'campaigns', { body })).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/no_office$/) },
    });
    await business.make('offices', { name: 'Main', phone: '+74950001010' });
    expect(await business.ask('POST', 'campaigns', { body })).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/no_numbers$/) },
    });
  });

  it('puts a draft at the end of the list', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const first = await aCampaign(business, shop, {});
    const second = await aCampaign(business, shop, {});
    expect([first, second]).toMatchObject([
      { status: 'draft', position: 0, sessionS: 300, afterSessionS: 300, restS: 60 },
      { status: 'draft', position: 1 },
    ]);
    const { body } = await business.ask('GET', 'campaigns');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id]);
  });

  it('names every reference that leads to nothing in this account', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const foreign = await aShop(await aBusiness(), 1);
    const { status, body } = await business.ask('POST', 'campaigns', {
      body: {
        name: 'C',
        site: foreign.site,
        offices: [
          { office: shop.office, selectors: ['.a'], numbers: shop.numbers, fallback: foreign.numbers[0] },
          { office: foreign.office, selectors: ['.b'], numbers: [foreign.numbers[0]] },
        ],
      },
    });
    expect(status).toBe(400);
    const paths = ['site', 'offices.1.office', 'offices.0.fallback', 'offices.1.numbers.0'];
    for (const path of paths)
      expect(body.errors).toContainEqual(expect.objectContaining({ path, code: 'unknown_reference' }));
  });

  it('refuses a number that has two places in the same campaign, also as a fallback', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 2);
    const other = await business.make('offices', { name: 'Other', sip: 'sip:desk@pbx.example' });
    const [a, b] = shop.numbers;
    const { status, body } = await business.ask('POST', 'campaigns', {
      body: {
        name: 'C',
        site: shop.site,
        offices: [
          { office: shop.office, selectors: ['.a'], numbers: [a], fallback: b },
          { office: other.id, selectors: ['.b'], fallback: a },
        ],
      },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: 'offices.1.fallback' })]);
  });

  it('keeps a selector that is none and says so (S2-27)', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const campaign = await aCampaign(
      business,
      shop,
      { selectors: ['.phone', '.'], numbers: shop.numbers },
      { sessionS: 601 },
    );
    expect(campaign).toMatchObject({ offices: [{ selectors: ['.phone', '.'] }] });
    expect(campaign.warnings).toEqual([
      expect.objectContaining({ code: 'selector_unused', path: 'offices.0.selectors.1' }),
      expect.objectContaining({ code: 'session_long', path: 'sessionS' }),
    ]);
  });
});

describe('one place for a number', () => {
  async function twoCampaigns(
    first: (n: string[]) => { numbers?: string[]; fallback?: string; office?: string },
    second: (n: string[]) => { numbers?: string[]; fallback?: string; office?: string },
  ) {
    const business = await aBusiness();
    const shop = await aShop(business, 4);
    const other = await business.make('offices', { name: 'Other', phone: '+74950002020' });
    const place = (entry: { office?: string }) => ({ ...entry, ...(entry.office && { office: other.id }) });
    const a = await aCampaign(business, shop, place(first(shop.numbers)));
    const b = await aCampaign(business, shop, place(second(shop.numbers)));
    expect((await start(business, a.id)).status).toBe(200);
    return { business, a, b, shop, answer: await start(business, b.id) };
  }

  const N = (n: string[], ...indexes: number[]) => indexes.map((i) => n[i] ?? '');

  it.each([
    ['rotating in two', 'offices.0.numbers.1', [0, 1], [2, 1], null, null],
    ['fallback there, number here', 'offices.0.numbers.0', [0, 1], [2, 3], 2, null],
    ['number there, fallback here', 'offices.0.fallback', [0, 1], [2, 3], null, 0],
  ] as const)('refuses to start: %s', async (_, path, first, second, fallbackA, fallbackB) => {
    const { a, answer } = await twoCampaigns(
      (n) => ({ numbers: N(n, ...first), ...(fallbackA !== null && { fallback: n[fallbackA] ?? '' }) }),
      (n) => ({ numbers: N(n, ...second), ...(fallbackB !== null && { fallback: n[fallbackB] ?? '' }) }),
    );
    expect(answer).toMatchObject({ status: 409, body: { type: expect.stringMatching(/number_taken$/) } });
    expect(answer.body.detail).toContain(a.id);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path, code: 'number_taken' }));
  });

  it('lets a fallback serve the same office in two campaigns', async () => {
    const { answer } = await twoCampaigns(
      (n) => ({ numbers: N(n, 0), fallback: n[3] ?? '' }),
      (n) => ({ numbers: N(n, 1), fallback: n[3] ?? '' }),
    );
    expect(answer).toMatchObject({ status: 200, body: { status: 'active' } });
  });

  it('refuses a fallback of another office', async () => {
    const { answer } = await twoCampaigns(
      (n) => ({ numbers: N(n, 0), fallback: n[3] ?? '' }),
      (n) => ({ numbers: N(n, 1), fallback: n[3] ?? '', office: 'other' }),
    );
    expect(answer.status).toBe(409);
  });

  it('holds for changes of an active campaign, and nothing of a refused one stays', async () => {
    const { business, b, answer } = await twoCampaigns(
      (n) => ({ numbers: N(n, 0) }),
      (n) => ({ numbers: N(n, 1) }),
    );
    expect(answer.status).toBe(200);
    const [entry] = answer.body.offices;
    const { body: numbers } = await business.ask('GET', 'numbers?limit=1');
    const change = { name: 'Other name', offices: [{ ...entry, numbers: [numbers.items[0].id] }] };
    expect((await business.patch(`campaigns/${b.id}`, change)).status).toBe(409);
    expect((await business.ask('GET', `campaigns/${b.id}`)).body).toEqual(answer.body);
  });

  it('is free again when its campaign is archived', async () => {
    const { business, a, b, answer } = await twoCampaigns(
      (n) => ({ numbers: N(n, 0) }),
      (n) => ({ numbers: N(n, 0) }),
    );
    expect(answer.status).toBe(409);
    expect((await business.ask('POST', `campaigns/${a.id}/archive`)).body.status).toBe('archived');
    expect((await start(business, b.id)).body.status).toBe('active');
  });
});

describe('starting', () => {
  it('needs every number to be active and names the one that is not', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const own = await business.make('numbers', { e164: '+74957770000' });
    expect(own).toMatchObject({ kind: 'own', status: 'not_connected' });
    const campaign = await aCampaign(business, shop, { numbers: shop.numbers, fallback: own.id });
    const refused = await start(business, campaign.id);
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ path: 'offices.0.fallback' }] } });
    expect(refused.body.detail).toContain(own.id);
    await business.patch(`numbers/${own.id}`, { status: 'active' });
    expect((await start(business, campaign.id)).status).toBe(200);
  });

  it('asks of an active campaign only that numbers put in now are active', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 2);
    const { id } = await aCampaign(business, shop, { numbers: shop.numbers });
    await start(business, id);
    await business.patch(`numbers/${shop.numbers[0]}`, { status: 'disabled' });
    expect((await business.patch(`campaigns/${id}`, { name: 'Renamed' })).status).toBe(200);
    const { id: own } = await business.make('numbers', { e164: '+74957770000' });
    const offices = [{ office: shop.office, selectors: ['.phone'], numbers: [...shop.numbers, own] }];
    expect(await business.patch(`campaigns/${id}`, { offices })).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'offices.0.numbers.2', code: 'number_not_active' }] },
    });
  });

  it('shows at the numbers which campaign uses them', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 3);
    const [a, b, c] = shop.numbers;
    const campaign = await aCampaign(business, shop, { numbers: [a ?? ''], fallback: b ?? '' });
    await start(business, campaign.id);
    const { body } = await business.ask('GET', 'numbers');
    expect(body.items).toMatchObject([
      { id: a, campaign: campaign.id, shield: false, status: 'active' },
      { id: b, shield: true },
      { id: c, campaign: null, shield: false },
    ]);
    const ids = async (query: string) =>
      (await business.ask('GET', `numbers?${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids('shield=true')).toEqual([b]);
    expect(await ids('shield=false')).toEqual([a, c]);
    expect(await ids(`campaign=${campaign.id}&shield=false`)).toEqual([a]);
    expect(await ids('status=active')).toEqual([a, b, c]);
    expect(await ids('status=moving')).toEqual([]);
  });

  it.each([
    ['draft', [], { start: 'active', pause: 409, archive: 'archived' }],
    ['active', ['start'], { start: 'active', pause: 'paused', archive: 'archived' }],
    ['paused', ['start', 'pause'], { start: 'active', pause: 'paused', archive: 'archived' }],
    ['archived', ['archive'], { start: 409, pause: 409, archive: 'archived' }],
  ])('from %s leads where the list of states says', async (_, way, expected) => {
    for (const [action, outcome] of Object.entries(expected)) {
      const business = await aBusiness();
      const shop = await aShop(business, 1);
      const { id } = await aCampaign(business, shop, { numbers: shop.numbers });
      for (const step of way) await business.ask('POST', `campaigns/${id}/${step}`);
      const { status, body } = await business.ask('POST', `campaigns/${id}/${action}`);
      expect([action, status === 200 ? body.status : status]).toEqual([action, outcome]);
    }
  });

  it('warns of a catch-all that stands before other active campaigns', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 2);
    const all = await aCampaign(business, shop, { numbers: shop.numbers.slice(0, 1) });
    const exact = await aCampaign(
      business,
      shop,
      { numbers: shop.numbers.slice(1) },
      { groups: [{ any: [{ type: 'utm_source', op: 'equals', value: 'google' }] }] },
    );
    await start(business, all.id);
    await start(business, exact.id);
    const warnings = async () => (await business.ask('GET', `campaigns/${all.id}`)).body.warnings;
    expect(await warnings()).toEqual([
      expect.objectContaining({ code: 'catch_all_not_last', path: 'groups' }),
    ]);
    await business.ask('PUT', 'campaigns/order', { body: { order: [exact.id, all.id] } });
    expect(await warnings()).toEqual([]);
  });
});

describe('the order of campaigns', () => {
  it('takes every campaign that is not archived exactly once', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await aCampaign(business, shop, {})).id);
    const [a = '', b = '', c = '', d = ''] = ids;
    await business.ask('POST', `campaigns/${d}/archive`);
    const put = (order: string[]) => business.ask('PUT', 'campaigns/order', { body: { order } });
    expect(await put([a, b])).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'order', code: 'incomplete' }] },
    });
    expect(await put([a, b, b, c])).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'order.2', code: 'repeated' }] },
    });
    expect(await put([a, b, c, d])).toMatchObject({ status: 400, body: { errors: [{ path: 'order.3' }] } });
    expect((await put([c, a, b])).status).toBe(204);
    const { body } = await business.ask('GET', 'campaigns?fields=position&status=draft');
    expect(body.items).toEqual([
      { id: c, position: 0 },
      { id: a, position: 1 },
      { id: b, position: 2 },
    ]);
  });
});

describe('removing', () => {
  it('asks for the archive first, and frees what the campaign named', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const { id } = await aCampaign(business, shop, { numbers: shop.numbers });
    await start(business, id);
    expect((await business.ask('DELETE', `campaigns/${id}`)).status).toBe(409);
    for (const path of [`sites/${shop.site}`, `offices/${shop.office}`, `numbers/${shop.numbers[0]}`]) {
      const refused = await business.ask('DELETE', path);
      expect(refused).toMatchObject({ status: 409, body: { type: expect.stringMatching(/in_use$/) } });
      expect(refused.body.detail).toContain(id);
    }
    await business.ask('POST', `campaigns/${id}/archive`);
    for (const path of [`sites/${shop.site}`, `offices/${shop.office}`, `numbers/${shop.numbers[0]}`]) {
      expect((await business.ask('DELETE', path)).status).toBe(204);
    }
    expect((await business.ask('DELETE', `campaigns/${id}`)).status).toBe(204);
    expect((await business.ask('GET', `campaigns/${id}`)).status).toBe(404);
  });
});
