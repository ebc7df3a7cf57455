import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FunnelRow } from '../../edge/domain/funnel.ts';
import { MAX_FUNNEL_ROWS } from '../../edge/domain/limits.ts';
import { RESOURCES } from '../../edge/domain/resources.ts';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import type { Funnel } from '../../shared/contract/admin/funnel.ts';
import { aShop, type TestShop } from './support/account.ts';
import { post } from './support/page.ts';

const STYLE = 'sty_0123456789abcdef';
const OTHER = 'sty_0123456789abcdeg';

/** The batch of another isolate; `day` is a date of the account's zone. */
const row = (widget: string, day: string, steps: Partial<FunnelRow>): FunnelRow => ({
  widget,
  day,
  style: '',
  page: '/',
  shown: 0,
  opened: 0,
  dismissed: 0,
  submitted: 0,
  ...steps,
});

describe('the funnel of a widget', () => {
  let shop: TestShop;
  let widget: string;
  let seq = 0;
  beforeAll(async () => {
    shop = await aShop();
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    widget = items[0]?.id ?? '';
  });
  const add = (funnel: FunnelRow[]) =>
    env.ACCOUNT.getByName(`account:${shop.id}`).addCounts({
      batch: { isolate: 'other', seq: ++seq, rows: [], issues: [], funnel },
    });
  const ask = (query: string) => shop.admin<Funnel>('GET', `widgets/funnel?${query}`);

  it('is told by day, by style and by page', async () => {
    await add([
      row(widget, '2026-10-01', { style: STYLE, page: '/a', shown: 100, opened: 20, submitted: 4 }),
      row(widget, '2026-10-01', { style: OTHER, page: '/b', shown: 50, opened: 5, dismissed: 3 }),
      row(widget, '2026-10-02', { style: STYLE, page: '/a', shown: 30, opened: 6, submitted: 1 }),
      row(widget, '2026-10-03', { page: '', shown: 1 }),
    ]);
    await add([row(widget, '2026-10-02', { style: STYLE, page: '/a', shown: 10, dismissed: 2 })]);
    const span = `from=2026-10-01&to=2026-10-03&widget=${widget}`;
    const byDay = await ask(span);
    expect(byDay).toMatchObject({
      by: 'day',
      total: { shown: 191, opened: 31, dismissed: 5, submitted: 5 },
      rows: [
        { key: '2026-10-01', shown: 150, opened: 25, dismissed: 3, submitted: 4 },
        { key: '2026-10-02', shown: 40, opened: 6, dismissed: 2, submitted: 1 },
        { key: '2026-10-03', shown: 1 },
      ],
    });
    const keysOf = ({ rows }: Funnel) => rows.map(({ key, shown }) => [key, shown]);
    expect(keysOf(await ask(`${span}&by=style`))).toEqual([
      [STYLE, 140],
      [OTHER, 50],
      [null, 1],
    ]);
    expect(keysOf(await ask(`${span}&by=page`))).toEqual([
      ['/a', 140],
      ['/b', 50],
      [null, 1],
    ]);
    expect((await ask('from=2026-10-02&to=2026-10-02')).total.shown).toBe(40);
  });

  it('counts what pages tell, by the path alone, and nothing of what is no widget of the site', async () => {
    const event = (type: string, changes: object = {}) => ({
      type,
      widget: shop.widget,
      style: STYLE,
      ...changes,
    });
    const answer = await post('/v1/beacons', {
      site: shop.siteKey,
      page: 'https://shop.example/kitchens/oak?email=anna@example.com#top',
      events: [
        event('widget_shown'),
        event('widget_opened'),
        event('widget_submitted', { style: "x' OR 1" }),
        event('widget_shown', { widget: 'w0' }),
        event('number_tapped'),
      ],
    });
    expect(answer.status).toBe(204);
    // The isolate hands its counters over behind the answer.
    const counted = { shown: 1, opened: 1, dismissed: 0, submitted: 1, talked: 0 };
    await expect.poll(async () => (await ask('by=page')).total).toEqual(counted);
    const { rows } = await ask('by=page');
    expect(rows).toEqual([{ ...counted, key: '/kitchens/oak' }]);
    expect((await ask('by=style')).rows.map(({ key }) => key)).toEqual([STYLE, null]);
  });

  it('adds up what a day has too many pages for', async () => {
    const many = Array.from({ length: MAX_FUNNEL_ROWS + 40 }, (_, i) =>
      row(widget, '2026-09-01', { page: `/p${i}`, shown: 1 }),
    );
    await add(many);
    const { total, rows } = await ask('from=2026-09-01&to=2026-09-01&by=page');
    expect(total.shown).toBe(MAX_FUNNEL_ROWS + 40);
    expect(rows[0]).toMatchObject({ key: null, shown: 40 });
  });

  it('tells of the orders by which two people talked, on the day and from the page of the order', async () => {
    await add([row(widget, '2026-08-01', { page: '/a', shown: 9, opened: 3, submitted: 2 })]);
    await runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_instance, state) => {
      const entities = new EntityStore(state.storage.sql);
      const order = (id: string, changes: object) =>
        entities.save(
          'callbacks',
          {
            ...RESOURCES.callbacks.example.entity,
            id,
            widget: shop.widget,
            status: 'completed',
            tool: null,
            page: 'https://shop.example/a?name=anna',
            ...changes,
          } as never,
          1000,
        );
      const at = (text: string) => ({ createdAt: Date.parse(text) });
      order('cb_1', at('2026-08-01T10:00:00+03:00'));
      order('cb_2', at('2026-08-01T23:59:59+03:00'));
      order('cb_3', { ...at('2026-08-02T00:00:00+03:00'), page: 'https://shop.example/b' });
      order('cb_4', { ...at('2026-08-01T10:00:00+03:00'), status: 'failed' });
      order('cb_5', at('2026-07-31T23:59:59+03:00'));
      order('cb_6', { ...at('2026-08-01T10:00:00+03:00'), widget: 'w0' });
    });
    const span = `from=2026-08-01&to=2026-08-02&widget=${widget}`;
    const { total, rows } = await ask(span);
    expect(total).toMatchObject({ shown: 9, submitted: 2, talked: 3 });
    expect(rows.map(({ key, shown, talked }) => [key, shown, talked])).toEqual([
      ['2026-08-01', 9, 2],
      ['2026-08-02', 0, 1],
    ]);
    expect((await ask(`${span}&by=page`)).rows.map(({ key, talked }) => [key, talked])).toEqual([
      ['/a', 2],
      ['/b', 1],
    ]);
    expect((await ask(`${span}&by=style`)).rows.map(({ talked }) => talked)).toEqual([null]);
  });

  it('refuses a time that ends before it begins, and a widget that is none', async () => {
    await expect(ask('from=2026-10-02&to=2026-10-01')).rejects.toThrow(/from/);
    await expect(ask('widget=wdg_0000000000000000')).rejects.toThrow(/widget/);
  });
});
