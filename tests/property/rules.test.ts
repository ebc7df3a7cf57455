import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../edge/domain/compile-rules.ts';
import { explainCampaigns } from '../../edge/domain/explain-campaigns.ts';
import { localTimeIn } from '../../edge/domain/local-time.ts';
import { takesAllOf } from '../../edge/domain/rule-implication.ts';
import type { EdgeCampaign } from '../../edge/domain/site-model.ts';
import { readAttribute, type Visit } from '../../edge/domain/visit-attributes.ts';
import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import {
  CONDITION_OPERATORS,
  CONDITION_TYPES,
  type Condition,
  ConditionSchema,
} from '../../shared/contract/admin/condition.ts';
import { aCampaign, aVisit } from '../support/rules.ts';

/**
 * The compiled matcher against the rules read plainly, and against what `explain` says. The seed of a failing run is
 * printed by fast-check; put it into `REGRESSIONS`.
 */
const REGRESSIONS: number[] = [];
const RUNS = 10_000;
const ZONE = 'Europe/Moscow';
const clock = localTimeIn(ZONE);

const TEXTS = [
  'ya',
  'Yandex',
  'yandex_direct',
  'DEX_d',
  'google',
  'RU',
  'a*x',
  'y*dex',
  '*e*',
  'ru',
  'cpc',
  '9',
];
const text = fc.constantFrom(...TEXTS);

const condition: fc.Arbitrary<Condition> = fc
  .record({
    type: fc.constantFrom('utm_source' as const, 'utm_medium' as const, ...CONDITION_TYPES),
    param: fc.constantFrom(undefined, 'gclid', 'yclid'),
    op: fc.constantFrom('equals' as const, 'equals' as const, ...CONDITION_OPERATORS),
    not: fc.boolean(),
    value: fc.oneof(text, fc.constantFrom('cpc', 'mobile', 'new', '1', '12', 'organic')),
    others: fc.array(text, { maxLength: 2 }),
    matchCase: fc.boolean(),
  })
  .map(({ type, param, others, ...rest }) => ({
    ...rest,
    type,
    value: rest.op === 'one_of' ? [rest.value, ...others] : rest.value,
    ...((type === 'query' || type === 'click_id') && param !== undefined && { param }),
  }))
  .filter((candidate) => ConditionSchema.safeParse(candidate).success);
const groups: fc.Arbitrary<RuleGroup[]> = fc.array(
  fc.record({ any: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  { maxLength: 3 },
);
const campaigns: fc.Arbitrary<EdgeCampaign[]> = fc
  .array(groups, { maxLength: 8 })
  .map((list) => list.map((each, i) => aCampaign(`c${i}`, ...each)));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const visit: fc.Arbitrary<Visit> = fc
  .record({
    query: fc.dictionary(
      fc.constantFrom('utm_source', 'utm_medium', 'utm_campaign', 'gclid', 'yclid'),
      fc.oneof(text, fc.constant('')),
    ),
    referrer: fc.constantFrom('', 'https://yandex.ru/', 'https://ya.example/', 'https://www.google.ru/'),
    page: maybe(fc.constantFrom('https://shop.example/ya?gclid=Yandex', 'https://shop.example/%D1%8F')),
    country: maybe(fc.constantFrom('RU', 'ru', 'KZ')),
    city: maybe(text),
    device: maybe(fc.constantFrom('mobile' as const, 'desktop' as const)),
    language: maybe(fc.constantFrom('ru-RU', 'ru', 'en')),
    visitor: fc.constantFrom('new' as const, 'returning' as const),
    hours: fc.nat(7 * 24),
  })
  .map(({ query, page, hours, ...rest }) => {
    const base = aVisit(String(new URLSearchParams(query)), rest);
    return { ...base, page: page ?? base.page, at: base.at + hours * 3_600_000 };
  });

/** The rules as the documentation says them, with regular expressions and no cleverness. */
function winnerByTheBook(list: readonly EdgeCampaign[], seen: Visit): string | null {
  const found = list.find(({ groups }) =>
    groups.every(({ any }) => any.some((each) => holdsByTheBook(each, seen))),
  );
  return found?.id ?? null;
}

function holdsByTheBook(given: Condition, seen: Visit): boolean {
  const patterns = [given.value].flat().map(literally);
  const source = {
    contains: patterns[0] ?? '',
    equals: `^${patterns[0]}$`,
    starts: `^${patterns[0]}`,
    ends: `${patterns[0]}$`,
    one_of: `^(${patterns.join('|')})$`,
    glob: `^${patterns[0]?.replaceAll('\\*', '.*')}$`,
    exists: '',
  }[given.op];
  const pattern = new RegExp(source, given.matchCase ? 's' : 'is');
  return readAttribute(given, seen, clock).some((value) => pattern.test(value)) !== given.not;
}

function literally(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

const seeds = [...REGRESSIONS, undefined].map((seed) => ({ seed, numRuns: RUNS }));

describe.each(seeds)('with the seed $seed', ({ seed, numRuns }) => {
  const settings = { numRuns, ...(seed !== undefined && { seed }) };

  it('the compiled rules choose the campaign that the rules read plainly do', { timeout: 60_000 }, () => {
    let hits = 0;
    const property = fc.property(campaigns, visit, (list, seen) => {
      const chosen = compileRules(list, ZONE)(seen)?.id ?? null;
      if (chosen !== null) hits++;
      expect(chosen).toBe(winnerByTheBook(list, seen));
    });
    fc.assert(property, settings);
    // Neither answer may be so rare that the agreement says nothing.
    expect(hits).toBeGreaterThan(numRuns * 0.2);
    expect(hits).toBeLessThan(numRuns * 0.95);
  });

  it('what is explained is what is chosen', { timeout: 60_000 }, () => {
    const property = fc.property(campaigns, visit, (list, seen) => {
      const active = list.map((each) => ({ ...each, status: 'active' as const }));
      const { campaign, campaigns: explained } = explainCampaigns(active, seen, ZONE);
      expect(campaign?.id ?? null).toBe(compileRules(list, ZONE)(seen)?.id ?? null);
      expect(explained.filter(({ matches, reached }) => matches && reached).map(({ id }) => id)).toEqual(
        campaign ? [campaign.id] : [],
      );
    });
    fc.assert(property, { ...settings, numRuns: numRuns / 5 });
  });

  it('a campaign that is said to be shadowed never fires', { timeout: 60_000 }, () => {
    let shadowed = 0;
    const property = fc.property(groups, groups, visit, (earlier, later, seen) => {
      if (!takesAllOf(earlier, later)) return;
      shadowed++;
      const list = [aCampaign('earlier', ...earlier), aCampaign('later', ...later)];
      expect(compileRules(list, ZONE)(seen)?.id).not.toBe('later');
    });
    fc.assert(property, settings);
    expect(shadowed).toBeGreaterThan(numRuns * 0.02);
  });

  it('an implication between single conditions is always true', { timeout: 60_000 }, () => {
    let found = 0;
    const sameType = fc
      .tuple(condition, condition)
      .map(([given, wanted]): [Condition, Condition] => [
        given,
        { ...wanted, type: given.type, ...(given.param !== undefined && { param: given.param }) },
      ]);
    const property = fc.property(sameType, visit, ([given, wanted], seen) => {
      if (!takesAllOf([{ any: [wanted] }], [{ any: [given] }])) return;
      found++;
      if (holdsByTheBook(given, seen)) expect(holdsByTheBook(wanted, seen)).toBe(true);
    });
    fc.assert(property, settings);
    expect(found).toBeGreaterThan(numRuns * 0.02);
  });
});
