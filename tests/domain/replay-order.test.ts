import { describe, expect, it } from 'vitest';
import { type ReplayedSample, replayOrder } from '../../edge/domain/replay-order.ts';
import type { CampaignStatus, RuleGroup } from '../../shared/contract/admin/campaign.ts';
import { anyOf, aVisit } from '../support/rules.ts';

const campaign = (id: string, status: CampaignStatus, ...groups: RuleGroup[]) => ({
  id,
  name: `${id}!`,
  status,
  groups,
});
const LIST = [
  campaign('yandex', 'active', anyOf({ value: 'yandex' })),
  campaign('tver', 'active', anyOf({ type: 'city', op: 'equals', value: 'Tver' })),
  campaign('night', 'active', anyOf({ type: 'hour', op: 'one_of', value: ['23', '0', '1'] })),
  campaign('draft', 'draft'),
];

const sample = (changes: Partial<ReplayedSample> & { query?: string; city?: string; at?: string }) => {
  const { query = '', city = null, at = '2026-11-23T09:30:00Z', ...rest } = changes;
  return { visit: aVisit(query, { city, at: Date.parse(at) }), campaign: null, weight: 1, ...rest };
};
const SAMPLES: ReplayedSample[] = [
  sample({ query: 'utm_source=yandex', city: 'Tver', campaign: 'yandex' }),
  sample({ query: 'utm_source=yandex', campaign: 'tver' }),
  sample({ query: 'utm_source=bing', city: 'Tver', campaign: 'tver' }),
  sample({ query: 'utm_source=bing' }),
];

const replay = (order: string[], samples: ReplayedSample[] = SAMPLES) =>
  replayOrder({ campaigns: LIST, order, timeZone: 'Europe/Moscow' }, samples);

describe('a replay', () => {
  it('tells who would have moved from where to where', () => {
    const answer = replay(['tver', 'yandex', 'night', 'draft']);
    expect(answer).toMatchObject({
      sampled: 4,
      moved: { sampled: 1, share: 0.25 },
      none: { sampled: 1, share: 0.25 },
      campaigns: [
        { id: 'tver', before: { sampled: 1, share: 0.25 }, after: { sampled: 2, share: 0.5 } },
        { id: 'yandex', before: { sampled: 2, share: 0.5 }, after: { sampled: 1, share: 0.25 } },
        { id: 'night', before: { sampled: 0, share: 0 }, after: { sampled: 0, share: 0 } },
        { id: 'draft', status: 'draft', before: { sampled: 0 }, after: { sampled: 0 } },
      ],
    });
    expect(answer.moves).toMatchObject([
      {
        from: { id: 'yandex', name: 'yandex!' },
        to: { id: 'tver', name: 'tver!' },
        sampled: 1,
        share: 0.25,
        examples: [
          {
            at: '2026-11-23T09:30:00.000Z',
            landing: 'https://shop.example/kitchens?utm_source=yandex',
            tags: { source: 'yandex', medium: null },
            sourceType: 'cpc',
            channel: 'other',
            city: 'Tver',
          },
        ],
      },
    ]);
  });

  it('holds against the present rules what was decided then, whatever the order', () => {
    for (const order of [
      ['yandex', 'tver', 'night', 'draft'],
      ['tver', 'night', 'draft', 'yandex'],
    ]) {
      expect(replay(order).changedSince).toBe(1);
    }
  });

  it('lets a campaign that is not active take nobody, wherever it stands', () => {
    const answer = replay(['draft', 'yandex', 'tver', 'night']);
    expect(answer.moved.sampled).toBe(0);
    expect(answer.moves).toEqual([]);
    expect(answer.campaigns[0]).toMatchObject({ id: 'draft', after: { sampled: 0 } });
  });

  it('reads hours by the sample’s own time in the zone of the account', () => {
    const late = (at: string) => sample({ query: 'utm_source=yandex', at });
    const samples = [
      late('2026-11-23T20:00:00Z'),
      late('2026-11-23T22:59:00Z'),
      late('2026-11-23T23:00:00Z'),
    ];
    const answer = replay(['night', 'yandex', 'tver', 'draft'], samples);
    expect(answer.campaigns[0]).toMatchObject({ id: 'night', after: { sampled: 2 } });
    expect(answer).toMatchObject({ firstAt: '2026-11-23T20:00:00.000Z', lastAt: '2026-11-23T23:00:00.000Z' });
  });

  it('gives each sample the share of the sessions that it stands for', () => {
    const moving = sample({ query: 'utm_source=yandex', city: 'Tver', weight: 9 });
    const answer = replay(['tver', 'yandex', 'night', 'draft'], [moving, sample({}), sample({}), sample({})]);
    expect(answer.moved).toEqual({ sampled: 1, share: 0.75 });
    expect(answer.none).toEqual({ sampled: 3, share: 0.25 });
  });

  it('shows the first samples of a move that differ in landing page or tags, five at most', () => {
    const other = Array.from({ length: 7 }, (_, i) => `utm_source=yandex&utm_campaign=${i}`);
    const queries = ['utm_source=yandex&gclid=1', 'utm_source=yandex&gclid=1', ...other];
    const samples = queries.map((query) => sample({ query, city: 'Tver' }));
    const [move] = replay(['tver', 'yandex', 'night', 'draft'], samples).moves;
    expect(move?.sampled).toBe(9);
    expect(move?.examples.map(({ tags }) => tags.campaign)).toEqual([null, '0', '1', '2', '3']);
    expect(move?.examples[0]?.clickIds).toEqual(['gclid']);
  });

  it('has no share to tell of without samples', () => {
    expect(replay(['yandex', 'tver', 'night', 'draft'], [])).toMatchObject({
      sampled: 0,
      firstAt: null,
      lastAt: null,
      moved: { sampled: 0, share: null },
      none: { sampled: 0, share: null },
      moves: [],
    });
  });
});
