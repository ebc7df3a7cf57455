import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../edge/domain/compile-rules.ts';
import { explainCampaigns } from '../../edge/domain/explain-campaigns.ts';
import { type ReplayedCampaign, replayOrder } from '../../edge/domain/replay-order.ts';
import type { Visit } from '../../edge/domain/visit-attributes.ts';
import { sampleVisit } from '../../edge/domain/visit-sample.ts';
import { CAMPAIGN_STATUSES } from '../../shared/contract/admin/campaign.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import { aCondition, aVisit } from '../support/rules.ts';

/** Replays against what `explain` says of each sample. The seed of a failing run is printed by fast-check. */
const ZONE = 'Asia/Kolkata';

const condition: fc.Arbitrary<Condition> = fc
  .record({
    not: fc.boolean(),
    other: fc.constantFrom<Partial<Condition>>(
      { value: 'ya' },
      { type: 'utm_campaign', op: 'equals', value: 'spring' },
      { type: 'city', op: 'equals', value: 'Tver' },
      { type: 'hour', op: 'one_of', value: ['9', '10', '11', '23'] },
      { type: 'click_id', op: 'exists', value: '' },
      { type: 'click_id', op: 'exists', value: '', param: 'gclid' },
      { type: 'query', op: 'equals', param: 'promo', value: 'x1' },
      { type: 'source_type', op: 'equals', value: 'cpc' },
      { type: 'page', op: 'contains', value: 'promo=x' },
      { type: 'landing', op: 'contains', value: 'kitchens?utm' },
      { type: 'referrer', op: 'contains', value: 'blog' },
    ),
  })
  .map(({ not, other }) => aCondition({ ...other, not }));
const campaigns: fc.Arbitrary<ReplayedCampaign[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom('active' as const, 'active' as const, ...CAMPAIGN_STATUSES),
      groups: fc.array(fc.record({ any: fc.array(condition, { minLength: 1, maxLength: 2 }) }), {
        maxLength: 2,
      }),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((rest, i) => ({ id: `c${i}`, name: `C${i}`, ...rest })));
const visit: fc.Arbitrary<Visit> = fc
  .record({
    query: fc.dictionary(
      fc.constantFrom('utm_source', 'utm_campaign', 'gclid', 'yclid', 'promo', 'email'),
      fc.constantFrom('ya', 'bing', 'spring', 'x1', ''),
    ),
    referrer: fc.constantFrom('', 'https://blog.example/post?email=ann#top'),
    city: fc.constantFrom(null, 'Tver'),
    ms: fc.nat(7 * 86_400_000),
  })
  .map(({ query, ms, ...rest }) => {
    const base = aVisit(String(new URLSearchParams(query)), rest);
    return { ...base, at: base.at + ms };
  });
const world = campaigns.chain((list) =>
  fc.record({
    list: fc.constant(list),
    order: fc.shuffledSubarray(
      list.map(({ id }) => id),
      { minLength: list.length },
    ),
    samples: fc.array(
      fc.record({ visit, campaign: fc.constant(null), weight: fc.double({ min: 1, max: 50, noNaN: true }) }),
      { maxLength: 12 },
    ),
  }),
);

describe('any replay', () => {
  it('of the same order changes nothing', () => {
    const property = fc.property(world, ({ list, samples }) => {
      const order = list.map(({ id }) => id);
      const answer = replayOrder({ campaigns: list, order, timeZone: ZONE }, samples);
      expect(answer.moved.sampled).toBe(0);
      expect(answer.moves).toEqual([]);
      for (const { before, after } of answer.campaigns) expect(after).toEqual(before);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('sends every sample where that order would send it, and its sums agree', () => {
    let moved = 0;
    const property = fc.property(world, ({ list, order, samples }) => {
      const answer = replayOrder({ campaigns: list, order, timeZone: ZONE }, samples);
      const reordered = order.flatMap((id) => list.filter((each) => each.id === id));
      const winners = (inOrder: ReplayedCampaign[]) =>
        samples.map((sample) => explainCampaigns(inOrder, sample.visit, ZONE).campaign?.id ?? null);
      const [before, after] = [winners(list), winners(reordered)];
      const count = (all: (string | null)[], id: string | null) => all.filter((one) => one === id).length;
      for (const { id, ...parts } of answer.campaigns) {
        expect(parts.before.sampled).toBe(count(before, id));
        expect(parts.after.sampled).toBe(count(after, id));
      }
      expect(answer.campaigns.map(({ id }) => id)).toEqual(order);
      expect([count(before, null), count(after, null)]).toEqual([answer.none.sampled, answer.none.sampled]);
      const expected = before.filter((id, i) => id !== after[i]).length;
      expect(answer.moved.sampled).toBe(expected);
      expect(answer.moves.reduce((sum, { sampled }) => sum + sampled, 0)).toBe(expected);
      for (const { from, to, sampled } of answer.moves) {
        expect(before.filter((id, i) => id === from.id && after[i] === to.id)).toHaveLength(sampled);
      }
      moved += expected;
    });
    fc.assert(property, { numRuns: 1000 });
    // An agreement about nothing would say nothing.
    expect(moved).toBeGreaterThan(300);
  });

  it('decides a sample as the visit was that it was made of, unless a rule asks for what was taken out', () => {
    const property = fc.property(campaigns, visit, (list, seen) => {
      const match = compileRules(list, ZONE);
      const kept = sampleVisit(seen, { site: 's', campaign: null, draw: 0 });
      expect(match(kept.visit)).toBe(match(seen));
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
