import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallbackRecord } from '../../../edge/domain/facts.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { aBusiness, aNumber, type Business } from '../support/admin.ts';

interface Page {
  items: { id: string; name: string }[];
  nextCursor: string | null;
}

async function page(business: Business, path: string): Promise<Page> {
  const { status, body } = await business.ask('GET', path);
  expect(status).toBe(200);
  return body;
}

const anOffice = (business: Business, name: string) =>
  business.make('offices', { name, phone: '+74950001010' });

describe('going through a list', () => {
  it.each(['', '&sort=name', '&sort=-name'])(
    'meets every entity once while others are added and removed (%s)',
    async (sort) => {
      const business = await aBusiness();
      const names = ['d', 'a', 'c', 'a', 'b', 'd', 'a'];
      const ids: string[] = [];
      for (const name of names) ids.push((await anOffice(business, name)).id);
      const seen: string[] = [];
      let cursor: string | null = null;
      let turn = 0;
      do {
        const path: string = `offices?limit=2${sort}${cursor ? `&cursor=${cursor}` : ''}`;
        const { items, nextCursor } = await page(business, path);
        seen.push(...items.map(({ id }) => id));
        cursor = nextCursor;
        if (turn++ === 0) {
          for (const name of ['0', 'a', 'z']) await anOffice(business, name);
          await business.ask('DELETE', `offices/${items.at(-1)?.id}`);
        }
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
    },
  );

  it('orders by the field that was asked for', async () => {
    const business = await aBusiness();
    for (const name of ['b', 'c', 'a']) await anOffice(business, name);
    const namesOf = async (query: string) =>
      (await page(business, `offices${query}`)).items.map(({ name }) => name);
    expect(await namesOf('')).toEqual(['b', 'c', 'a']);
    expect(await namesOf('?sort=name')).toEqual(['a', 'b', 'c']);
    expect(await namesOf('?sort=-name')).toEqual(['c', 'b', 'a']);
    expect(await namesOf('?name=c')).toEqual(['c']);
  });
});

describe('a list', () => {
  let business: Business;
  let cursor = '';
  beforeAll(async () => {
    business = await aBusiness();
    for (let i = 0; i < 3; i++)
      await business.make('numbers', { ...aNumber(i), region: i === 0 ? null : 'Moscow' });
    cursor = (await page(business, 'numbers?limit=1')).nextCursor ?? '';
  });

  it.each([
    ['limit=0', 'invalid', 'limit'],
    ['limit=101', 'invalid', 'limit'],
    ['limit=ten', 'invalid', 'limit'],
    ['sort=region', 'invalid', 'sort'],
    ['sort=--e164', 'invalid', 'sort'],
    ["sort=e164'", 'invalid', 'sort'],
    ['fields=e164,secret', 'invalid', 'fields'],
    ['kind=stolen', 'invalid', 'kind'],
    ['shield=maybe', 'invalid', 'shield'],
    ['cost=5', 'unknown_parameter', 'cost'],
    ['__proto__=1', 'unknown_parameter', '__proto__'],
    ['kind=own&kind=virtual', 'invalid', 'kind'],
  ])('refuses ?%s with %s at %s', async (query, code, path) => {
    const { status, body } = await business.ask('GET', `numbers?${query}`);
    expect([status, body.type.split('/').at(-1), body.errors[0].path]).toEqual([400, code, path]);
  });

  it('takes only its own cursors', async () => {
    const other = await aBusiness();
    await other.make('numbers', aNumber(0));
    const bad = [
      () => business.ask('GET', `numbers?cursor=${cursor.slice(0, -3)}`),
      () => business.ask('GET', 'numbers?cursor='),
      () => business.ask('GET', 'numbers?cursor=!!'),
      () => business.ask('GET', `numbers?sort=e164&cursor=${cursor}`),
      () => business.ask('GET', `offices?cursor=${cursor}`),
      () => other.ask('GET', `numbers?cursor=${cursor}`),
    ];
    for (const ask of bad) {
      expect(await ask()).toMatchObject({
        status: 400,
        body: { type: expect.stringMatching(/bad_cursor$/) },
      });
    }
    expect((await business.ask('GET', `numbers?cursor=${cursor}`)).body.items).toHaveLength(2);
  });

  it('shows the fields that were asked for, and the id', async () => {
    const { items } = await page(business, 'numbers?fields=kind,shield&limit=1');
    expect(items).toEqual([{ id: expect.stringMatching(/^num_/), kind: 'virtual', shield: false }]);
  });

  it('filters by several fields at once', async () => {
    expect((await page(business, 'numbers?region=Moscow&kind=virtual')).items).toHaveLength(2);
    expect((await page(business, 'numbers?region=Moscow&kind=own')).items).toHaveLength(0);
  });

  it('is of one account only', async () => {
    expect((await page(await aBusiness(), 'numbers')).items).toEqual([]);
  });
});

describe('the list of callbacks', () => {
  it('is newest first, with instants in ISO 8601', async () => {
    const business = await aBusiness();
    const stub = env.ACCOUNT.getByName(`account:${business.account}`);
    const record = (i: number): CallbackRecord => ({
      id: `cb_000000000000000${i}`,
      widget: i === 3 ? 'other' : 'widget',
      office: null,
      phone: '+74950009999',
      name: null,
      comment: null,
      status: i === 2 ? 'completed' : 'planned',
      reason: null,
      attempt: 0,
      createdAt: i * 1000,
      scheduledAt: i * 1000,
      changedAt: i * 1000,
      talkS: null,
      success: null,
      tags: [],
      attempts: [],
      page: '',
      touch: null,
      campaign: null,
      visitor: null,
    });
    await runInDurableObject(stub, (_, state) => {
      const store = new EntityStore(state.storage.sql);
      for (const i of [2, 1, 3]) store.save('callbacks', record(i), i);
    });
    const idsOf = async (query: string) =>
      (await page(business, `callbacks${query}`)).items.map(({ id }) => id.slice(-1)).join('');
    expect(await idsOf('')).toBe('321');
    expect(await idsOf('?widget=widget')).toBe('21');
    expect(await idsOf('?status=completed')).toBe('2');
    const first = await page(business, 'callbacks?limit=1');
    expect(first.items).toMatchObject([{ createdAt: '1970-01-01T00:00:03.000Z' }]);
    expect(await idsOf(`?limit=1&cursor=${first.nextCursor}`)).toBe('2');
  });
});
