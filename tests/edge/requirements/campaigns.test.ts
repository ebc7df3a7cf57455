import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCampaign, aShop, SHOP_NUMBERS, type TestShop } from '../support/account.ts';
import { aBusiness } from '../support/admin.ts';
import { swap } from '../support/page.ts';
import { changeWidget } from '../support/telephones.ts';

type Listed<Entity> = { items: (Entity & { id: string })[] };

let shop: TestShop;
beforeEach(async () => {
  shop = await aShop();
});

const list = <Entity>(kind: string) => shop.admin<Listed<Entity>>('GET', kind);
const numberId = (e164: string): string => shop.numbers[e164] ?? '';
const shown = async (query: string) => {
  const { campaign, swaps } = await swap(shop, query);
  return [campaign?.name ?? null, ...swaps.map(({ number }) => number)];
};

describe('a number of one’s own', () => {
  it('is typed in, listed, and not connected until its line is arranged (S2-7, S2-8)', async () => {
    const own = await shop.admin<{ id: string }>('POST', 'numbers', { e164: '+74957770000' });
    const { items } = await list<{ e164: string }>('numbers');
    expect(items.find(({ id }) => id === own.id)).toMatchObject({
      e164: '+74957770000',
      kind: 'own',
      status: 'not_connected',
    });
    expect(items.map(({ e164 }) => e164)).toEqual(expect.arrayContaining([...SHOP_NUMBERS]));
    for (const e164 of ['84957770000', '+7 495 777 00 01', 'a number', '']) {
      await expect(shop.admin('POST', 'numbers', { e164 })).rejects.toThrow(/^400.*"path":"e164"/s);
    }
  });
});

describe('an office', () => {
  it('has a name and a real phone, and neither may be empty (S2-19)', async () => {
    const business = await aBusiness();
    const faultOf = async (body: Record<string, unknown>) => {
      const { status, body: problem } = await business.ask('POST', 'offices', { body });
      return [status, problem.errors?.[0]?.path];
    };
    expect(await faultOf({ phone: '+74950001010' })).toEqual([400, 'name']);
    expect(await faultOf({ name: ' ', phone: '+74950001010' })).toEqual([400, 'name']);
    expect(await faultOf({ name: 'Main' })).toEqual([400, 'phone']);
    expect(await faultOf({ name: 'Main', phone: '' })).toEqual([400, 'phone']);
    expect(await faultOf({ name: 'Main', phone: '000-10-10' })).toEqual([400, 'phone']);
    const office = await business.make('offices', { name: 'Main', phone: '+74950001010' });
    expect(await business.patch(`offices/${office.id}`, { phone: null })).toMatchObject({ status: 400 });
  });
});

describe('making a campaign', () => {
  it('needs a name and a site, and keeps both (S2-24)', async () => {
    const offices = [{ office: shop.office, selectors: ['.phone'] }];
    const made = await shop.admin<{ id: string }>('POST', 'campaigns', {
      name: 'Cars',
      site: shop.site,
      offices,
    });
    expect(await shop.admin('GET', `campaigns/${made.id}`)).toMatchObject({ name: 'Cars', site: shop.site });
    await expect(shop.admin('POST', 'campaigns', { site: shop.site, offices })).rejects.toThrow(
      /^400.*"path":"name"/s,
    );
    await expect(shop.admin('POST', 'campaigns', { name: 'Cars', offices })).rejects.toThrow(
      /^400.*"path":"site"/s,
    );
  });

  it('takes offices out of the list of those made before, and no other (S2-25)', async () => {
    const { items } = await list<{ name: string }>('offices');
    expect(items.map(({ name }) => name).sort()).toEqual(['Service', 'Showroom']);
    const make = (office: string) =>
      shop.admin('POST', 'campaigns', {
        name: 'C',
        site: shop.site,
        offices: [{ office, selectors: ['.phone'] }],
      });
    for (const { id } of items) await make(id);
    const foreign = await aShop();
    await expect(make(foreign.office)).rejects.toThrow(/^400.*unknown_reference/s);
  });

  it('can choose among all numbers of the account (S2-28)', async () => {
    await shop.admin('POST', 'numbers', { e164: '+74957770000', status: 'active' });
    const numbers = (await list('numbers')).items.map(({ id }) => id);
    expect(numbers).toHaveLength(SHOP_NUMBERS.length + 1);
    const offices = [{ office: shop.office, selectors: ['.phone'], numbers }];
    expect(await shop.admin('POST', 'campaigns', { name: 'All', site: shop.site, offices })).toMatchObject({
      offices: [{ numbers }],
    });
  });

  it('joins one office or several with their selectors and numbers (S2-29, S2-31)', async () => {
    const [a, b, c, d] = SHOP_NUMBERS.map(numberId);
    const third = await shop.admin<{ id: string }>('POST', 'offices', {
      name: 'Store',
      phone: '+74950003030',
    });
    const entry = (office: string, selectors: string[], numbers: unknown[]) => ({
      office,
      selectors,
      numbers,
      fallback: null,
    });
    const several = [
      entry(shop.office, ['.phone', '#top a'], [a, b]),
      entry(shop.otherOffice, ['.service'], [c]),
      entry(third.id, ['.store'], [d]),
    ];
    for (const offices of [several.slice(0, 1), several]) {
      const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
        name: 'C',
        site: shop.site,
        offices,
      });
      expect(await shop.admin('GET', `campaigns/${id}`)).toMatchObject({ offices });
      await shop.admin('POST', `campaigns/${id}/start`);
      expect((await swap(shop, '')).swaps.map(({ office }) => office)).toEqual(
        offices.map(({ office }) => office),
      );
      await shop.admin('POST', `campaigns/${id}/archive`);
    }
  });

  it('takes anything for a selector and starts, with no page near (S2-27, S2-43)', async () => {
    const selectors = ['.', '-', 'офлайн!', '12345', 'on the leaflet'];
    const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
      name: 'Leaflet',
      site: shop.site,
      offices: [{ office: shop.office, selectors, numbers: [numberId('+74951000001')] }],
    });
    expect(await shop.admin('POST', `campaigns/${id}/start`)).toMatchObject({
      status: 'active',
      offices: [{ selectors }],
    });
    expect(await shop.admin('GET', `numbers/${numberId('+74951000001')}`)).toMatchObject({ campaign: id });
    await expect(
      shop.admin('POST', 'campaigns', {
        name: 'No selector',
        site: shop.site,
        offices: [{ office: shop.office, selectors: [] }],
      }),
    ).rejects.toThrow(/^400/);
  });

  it('writes one number to every selector of an office (S2-30)', async () => {
    const id = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    const entry = {
      office: shop.office,
      selectors: ['.phone', 'footer .tel', '[itemprop=telephone]'],
      numbers: [numberId('+74951000001'), numberId('+74951000002')],
    };
    await shop.admin('PATCH', `campaigns/${id}`, { offices: [entry] });
    const { swaps } = await swap(shop, '');
    expect(swaps).toMatchObject([{ number: '+74951000001', selectors: entry.selectors }]);
  });

  it('adds the selectors of the site’s widgets, and dials their extensions (S1-69)', async () => {
    await aCampaign(shop, { numbers: ['+74951000001'] });
    const entry = { office: shop.office, selector: '.contacts .tel' };
    await changeWidget(shop, { callTrackingSelectors: [{ ...entry, extension: 101 }] });
    const { swaps } = await swap(shop, '');
    expect(swaps[0]?.selectors).toEqual(['.phone', '.contacts .tel']);
    const account = env.ACCOUNT.getByName(`account:${shop.id}`);
    const extension = async () => (await account.routeCall({ number: '+74951000001' })).office?.extension;
    expect(await extension()).toBe('101');
    await changeWidget(shop, { callTrackingSelectors: [entry] });
    expect(await extension()).toBe(null);
    await expect(shop.admin('DELETE', `offices/${shop.office}`)).rejects.toThrow(/^409/);
  });

  it('warns of a session above 10 minutes and of none up to them (S2-64)', async () => {
    const id = await aCampaign(shop, { numbers: ['+74951000001'] });
    const warningsAt = async (sessionS: number) => {
      const { warnings } = await shop.admin<{ warnings: { code: string; path: string }[] }>(
        'PATCH',
        `campaigns/${id}`,
        { sessionS },
      );
      return warnings.map(({ code, path }) => [code, path]);
    };
    expect(await warningsAt(600)).toEqual([]);
    expect(await warningsAt(601)).toEqual([['session_long', 'sessionS']]);
  });
});

describe('the list of campaigns', () => {
  it('changes what visitors get by editing, starting and archiving (S2-34, S2-35)', async () => {
    const first = await aCampaign(shop, { name: 'First', source: 'a', numbers: ['+74951000001'] });
    const id = await aCampaign(shop, { name: 'Draft', numbers: ['+74951000002'], start: false });
    expect((await list('campaigns')).items.map((campaign) => campaign.id)).toEqual([first, id]);
    expect(await shown('')).toEqual([null]);
    await shop.admin('POST', `campaigns/${id}/start`);
    expect(await shown('')).toEqual(['Draft', '+74951000002']);
    await shop.admin('PATCH', `campaigns/${id}`, { name: 'Edited' });
    expect(await shown('')).toEqual(['Edited', '+74951000002']);
    await shop.admin('POST', `campaigns/${id}/archive`);
    expect(await shown('')).toEqual([null]);
    expect((await list<{ status: string }>('campaigns')).items.at(-1)).toMatchObject({ status: 'archived' });
  });

  it('is read from the top, and its order can be changed (S2-36, S2-37, S2-39)', async () => {
    const exact = await aCampaign(shop, {
      name: 'Exact',
      source: 'yandex_direct',
      numbers: ['+74951000001'],
    });
    const broad = await aCampaign(shop, { name: 'Broad', source: 'yandex', numbers: ['+74951000002'] });
    const all = await aCampaign(shop, { name: 'All', numbers: ['+74951000003'] });
    const winners = async (...order: string[]) => {
      await shop.admin('PUT', 'campaigns/order', { order });
      const names: unknown[] = [];
      for (const query of ['utm_source=yandex_direct', 'utm_source=yandex', '']) {
        names.push((await shown(query))[0]);
      }
      return names;
    };
    expect(await winners(exact, broad, all)).toEqual(['Exact', 'Broad', 'All']);
    expect(await winners(broad, exact, all)).toEqual(['Broad', 'Broad', 'All']);
    expect(await winners(all, exact, broad)).toEqual(['All', 'All', 'All']);
  });

  it('without rules a campaign takes visitors with tags and without (S2-38)', async () => {
    await aCampaign(shop, { name: 'All', numbers: ['+74951000003'] });
    for (const query of ['', 'utm_source=yandex&utm_medium=cpc', 'gclid=1', 'page=2']) {
      expect(await shown(query)).toEqual(['All', '+74951000003']);
    }
  });

  it('gives a visitor of two campaigns the numbers of one (S2-40)', async () => {
    await aCampaign(shop, { name: 'One', source: 'yandex', numbers: ['+74951000001'] });
    await aCampaign(shop, { name: 'Two', numbers: ['+74951000002'], office: shop.otherOffice });
    const { campaign, swaps } = await swap(shop, 'utm_source=yandex');
    expect(campaign).toMatchObject({ name: 'One' });
    expect(swaps.map(({ office, number }) => [office, number])).toEqual([[shop.office, '+74951000001']]);
  });

  it('replaces all numbers of a page by one campaign with as many offices (S2-41)', async () => {
    const store = await shop.admin<{ id: string }>('POST', 'offices', {
      name: 'Store',
      phone: '+74950003030',
    });
    const entry = (office: string, selector: string, ...numbers: string[]) => ({
      office,
      selectors: [selector],
      numbers: numbers.map(numberId),
    });
    const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
      name: 'Page',
      site: shop.site,
      offices: [
        entry(shop.office, '.phone', '+74951000001', '+74951000002'),
        entry(shop.otherOffice, '.service', '+74951000003', '+74951000004'),
        entry(store.id, '.store', '+74951000005'),
      ],
    });
    await shop.admin('POST', `campaigns/${id}/start`);
    expect((await swap(shop, '')).swaps).toMatchObject([
      { selectors: ['.phone'], replaces: ['+74950001010'], number: '+74951000001', kind: 'leased' },
      { selectors: ['.service'], replaces: ['+74950002020'], number: '+74951000003', kind: 'leased' },
      { selectors: ['.store'], replaces: ['+74950003030'], number: '+74951000005', kind: 'static' },
    ]);
  });

  it('keeps the rules that were saved, also when the account is read anew (S2-51)', async () => {
    const id = await aCampaign(shop, { numbers: ['+74951000001'] });
    const condition = { op: 'contains', not: false, value: 'x', matchCase: false };
    const groups = [
      { any: [{ ...condition, type: 'utm_source', value: 'Yandex_Direct' }] },
      {
        any: [
          { ...condition, type: 'utm_medium', op: 'one_of', value: ['cpc', 'ppc'] },
          { ...condition, type: 'utm_term', op: 'exists', value: '', not: true },
        ],
      },
    ];
    await shop.admin('PATCH', `campaigns/${id}`, { groups });
    await evictDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`));
    expect(await shop.admin('GET', `campaigns/${id}`)).toMatchObject({ groups });
  });
});
