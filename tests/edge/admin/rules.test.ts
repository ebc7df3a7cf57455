import { describe, expect, it } from 'vitest';
import { aBusiness, aShop, type Business, type Json } from '../support/admin.ts';

type Shop = Awaited<ReturnType<typeof aShop>>;

function bodyOf(shop: Shop, name: string, groups: object[][]): Json {
  const offices = [{ office: shop.office, selectors: ['.phone'] }];
  return { name, site: shop.site, offices, groups: groups.map((any) => ({ any })) };
}

async function aCampaign(business: Business, shop: Shop, name: string, groups: object[][], start = true) {
  const { id } = await business.make('campaigns', bodyOf(shop, name, groups));
  if (start) expect((await business.ask('POST', `campaigns/${id}/start`)).status).toBe(200);
  return id;
}

const source = (value: string, more: object = {}) => ({ type: 'utm_source', op: 'contains', value, ...more });

describe('saving rules', () => {
  it('keeps them as they were sent, defaults put in', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const id = await aCampaign(business, shop, 'C', [
      [{ type: 'query', param: 'a', op: 'glob', value: 'x*' }],
    ]);
    const { body } = await business.ask('GET', `campaigns/${id}`);
    expect(body.groups).toEqual([
      { any: [{ type: 'query', param: 'a', op: 'glob', value: 'x*', not: false, matchCase: false }] },
    ]);
  });

  it('takes fifty groups of fifty conditions, and says which is one too many', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const group = Array.from({ length: 50 }, (_, i) => source(`source-${i}`));
    const full = Array.from({ length: 50 }, () => group);
    const body = bodyOf(shop, 'Full', full);
    expect((await business.ask('POST', 'campaigns', { body })).status).toBe(201);
    expect(
      await business.ask('POST', 'campaigns', {
        body: bodyOf(shop, 'More', [...full.slice(0, 3), [...group, group[0] ?? {}]]),
      }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'groups.3.any', code: 'too_long' }] } });
    const groups = Array.from({ length: 51 }, () => [source('a')]);
    expect(await business.ask('POST', 'campaigns', { body: bodyOf(shop, 'More', groups) })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'groups', code: 'too_long' }] },
    });
  });

  it('refuses to start one campaign more than the edge can hold, and changes nothing by it', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const group = Array.from({ length: 50 }, (_, i) => source(`source-${i}-${'x'.repeat(20)}`));
    const groups = Array.from({ length: 50 }, () => group);
    const statuses: number[] = [];
    for (let i = 0; i < 9 && !statuses.includes(409); i++) {
      const { id } = await business.make('campaigns', bodyOf(shop, `C${i}`, groups));
      const { status, body } = await business.ask('POST', `campaigns/${id}/start`);
      statuses.push(status);
      if (status === 409) expect((await business.ask('GET', `campaigns/${id}`)).body.status).toBe('draft');
      if (status === 409) expect(body.detail).toContain(shop.site);
    }
    expect(statuses.at(-1)).toBe(409);
    expect(statuses.length).toBeGreaterThan(4);
  });

  it('names the place of each fault', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const groups = [
      [source('ya'), { type: 'query', op: 'exists' }],
      [],
      [{ type: 'hour', op: 'one_of', value: ['9', '24'] }, source('ya', { param: 'x' })],
      [{ type: 'device', op: 'equals', value: 'watch' }],
    ];
    const refused = await business.ask('POST', 'campaigns', { body: bodyOf(shop, 'C', groups) });
    expect(refused.status).toBe(400);
    const faults = refused.body.errors.map(({ path, code }: Json) => `${path} ${code}`);
    expect(faults).toEqual([
      'groups.0.any.1.param required',
      'groups.1.any too_short',
      'groups.2.any.0.value.1 invalid_value',
      'groups.2.any.1.param unrecognized_key',
      'groups.3.any.0.value invalid_value',
    ]);
  });
});

describe('the warning that a campaign can never fire', () => {
  const codes = async (business: Business, id: string) =>
    (await business.ask('GET', `campaigns/${id}`)).body.warnings
      .map(({ code }: { code: string }) => code)
      .filter((code: string) => code !== 'office_without_numbers');

  it('names the active campaign above that takes its visitors', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const broad = await aCampaign(business, shop, 'Broad', [[source('yandex'), source('google')]]);
    const exact = await aCampaign(business, shop, 'Exact', [
      [source('yandex_direct', { op: 'equals' })],
      [{ type: 'utm_medium', op: 'equals', value: 'cpc' }],
    ]);
    const other = await aCampaign(business, shop, 'Other', [[source('bing')]]);
    const { body } = await business.ask('GET', `campaigns/${exact}`);
    expect(body.warnings).toContainEqual({
      code: 'shadowed',
      path: 'position',
      message: expect.stringContaining(broad),
    });
    expect(await codes(business, broad)).toEqual([]);
    expect(await codes(business, other)).toEqual([]);
    await business.ask('PUT', 'campaigns/order', { body: { order: [exact, broad, other] } });
    expect(await codes(business, exact)).toEqual([]);
  });

  it('is said of a new draft below a catch-all, and taken back when that is paused', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const all = await aCampaign(business, shop, 'Everybody', []);
    const made = await business.ask('POST', 'campaigns', { body: bodyOf(shop, 'Later', [[source('ya')]]) });
    expect(made.body.warnings).toContainEqual(expect.objectContaining({ code: 'shadowed' }));
    expect(await codes(business, all)).toEqual([]);
    await business.ask('POST', `campaigns/${made.body.id}/start`);
    expect(await codes(business, all)).toEqual(['catch_all_not_last']);
    await business.ask('POST', `campaigns/${all}/pause`);
    expect(await codes(business, made.body.id)).toEqual([]);
  });

  it('does not look at campaigns of another site', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    await aCampaign(business, shop, 'Everybody', []);
    const site = await business.make('sites', { name: 'Other', hosts: ['other.example'] });
    const id = await aCampaign(business, { ...shop, site: site.id }, 'Elsewhere', [[source('ya')]]);
    expect(await codes(business, id)).toEqual([]);
  });
});

describe('POST explain', () => {
  const explain = (business: Business, body: object) => business.ask('POST', 'explain', { body });

  it('gives the verdict on each campaign of the site in list order', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const draft = await aCampaign(business, shop, 'Draft', [], false);
    const archived = await aCampaign(business, shop, 'Archived', []);
    await business.ask('POST', `campaigns/${archived}/archive`);
    const night = await aCampaign(business, shop, 'Night', [
      [{ type: 'hour', op: 'one_of', value: ['23', '0'] }],
      [{ type: 'country', op: 'equals', value: 'RU', not: true }, source('yandex')],
    ]);
    const all = await aCampaign(business, shop, 'Everybody', []);
    const visit = {
      site: shop.site,
      url: 'https://shop.example/?utm_source=Yandex',
      country: 'RU',
      at: '2026-11-23T20:30:00Z',
    };
    const { status, body } = await explain(business, visit);
    expect(status).toBe(200);
    expect(body.campaign).toEqual({ id: night, name: 'Night' });
    expect(body.campaigns).toMatchObject([
      { id: draft, status: 'draft', matches: true, reached: false, groups: [] },
      {
        id: night,
        matches: true,
        reached: true,
        groups: [
          { holds: true, any: [{ type: 'hour', holds: true, actual: '23' }] },
          {
            holds: true,
            any: [
              { type: 'country', not: true, holds: false, actual: 'RU' },
              { type: 'utm_source', holds: true, actual: 'Yandex' },
            ],
          },
        ],
      },
      { id: all, matches: true, reached: false },
    ]);
    const day = await explain(business, { ...visit, at: '2026-11-23T12:30:00Z' });
    expect(day.body.campaign).toEqual({ id: all, name: 'Everybody' });
  });

  it('takes the site’s own hosts for no referrer', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    await aCampaign(business, shop, 'Typed in', [[{ type: 'source_type', op: 'equals', value: 'direct' }]]);
    const visit = { site: shop.site, url: 'https://shop.example/a' };
    const inside = await explain(business, { ...visit, referrer: 'https://shop.example/' });
    expect(inside.body.campaign?.name).toBe('Typed in');
    const outside = await explain(business, { ...visit, referrer: 'https://blog.example/' });
    expect(outside.body.campaign).toBeNull();
  });

  it('names the field that is wrong', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const visit = { site: shop.site, url: 'https://shop.example/' };
    const faults: [object, string][] = [
      [{ site: 'site_0000000000000000' }, 'site unknown_reference'],
      [{ url: 'shop' }, 'url invalid_format'],
      [{ device: 'watch' }, 'device invalid_value'],
      [{ at: 'today' }, 'at invalid_format'],
      [{ colour: 'red' }, 'colour unrecognized_key'],
    ];
    for (const [change, fault] of faults) {
      const { status, body } = await explain(business, { ...visit, ...change });
      const found = (body.errors ?? []).map(({ path, code }: Json) => `${path} ${code}`);
      expect([status, ...found]).toEqual([400, fault]);
    }
  });

  it('writes nothing, and can only be posted', async () => {
    const business = await aBusiness();
    const shop = await aShop(business, 1);
    const before = await business.ask('GET', 'campaigns');
    await explain(business, { site: shop.site, url: 'https://shop.example/' });
    expect((await business.ask('GET', 'campaigns')).body).toEqual(before.body);
    expect((await business.ask('GET', 'explain')).status).toBe(405);
  });
});
