import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { post, type Shown, swap } from './support/page.ts';

describe('beacons', () => {
  let shop: TestShop;
  let ann: Shown;
  beforeAll(async () => {
    shop = await aShop();
    await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    ann = await swap(shop, '');
  });

  const beacons = (events: unknown[], changes: Record<string, unknown> = {}, headers = {}) =>
    post('/v1/beacons', { site: shop.siteKey, lease: ann.lease, events, ...changes }, headers);
  const taps = () =>
    runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_, { storage }) =>
      storage.sql
        .exec<{ visitor: string; at: number; office: string | null }>('SELECT * FROM taps')
        .toArray(),
    );

  it('keep taps and copies of numbers for the visitor of the lease, and nothing else', async () => {
    const before = Date.now();
    const events = [
      { type: 'number_tapped', office: shop.office, agoMs: 5_000 },
      { type: 'number_copied' },
      { type: 'widget_opened', widget: shop.widget },
    ];
    const answer = await beacons(events);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const kept = await taps();
    expect(kept.map(({ visitor, office }) => [visitor, office])).toEqual([
      [ann.visitor, shop.office],
      [ann.visitor, null],
    ]);
    expect((kept[1]?.at ?? 0) - (kept[0]?.at ?? 0)).toBe(5_000);
    expect(kept[1]?.at).toBeGreaterThanOrEqual(before);
  });

  it('of a forged, foreign or missing lease are answered alike and keep nothing', async () => {
    const known = (await taps()).length;
    const other = await aShop();
    await aCampaign(other, { numbers: ['+74951000001', '+74951000002'] });
    const foreign = await swap(other, '');
    for (const lease of [null, 'x.y', `${ann.lease}x`, foreign.lease]) {
      expect((await beacons([{ type: 'number_tapped', agoMs: 1 }], { lease })).status).toBe(204);
    }
    expect(await taps()).toHaveLength(known);
  });

  it('keep only the last fifty of a visitor', async () => {
    const many = (from: number) =>
      Array.from({ length: 20 }, (_, i) => ({ type: 'number_tapped', agoMs: from + i }));
    for (const from of [100, 200, 300, 400]) await beacons(many(from * 1_000));
    const kept = await taps();
    expect(kept).toHaveLength(50);
    expect(kept.some(({ at }) => Date.now() - at < 60_000)).toBe(true);
  });

  it('are refused from other origins, of unknown types and in masses', async () => {
    const tap = { type: 'number_tapped' };
    expect((await beacons([tap], {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await beacons([tap], { site: 'nonsense' })).status).toBe(404);
    expect((await beacons([{ type: 'mouse_moved' }])).status).toBe(400);
    expect((await beacons([{ type: 'number_tapped', agoMs: -1 }])).status).toBe(400);
    expect((await beacons(Array.from({ length: 21 }, () => tap))).status).toBe(400);
  });
});
