/**
 * The indexed matcher beside the same compiled conditions without the index: 100 campaigns of 3 groups of 4
 * conditions. Both run in turns in one process, and the ratio of the medians is what counts; nanoseconds are this
 * machine's. `npm run bench:matcher`
 */
import { numberAttributes } from '../../edge/domain/attribute-slots.ts';
import { compileGroups, compileRules, type Matcher } from '../../edge/domain/compile-rules.ts';
import { localTimeIn } from '../../edge/domain/local-time.ts';
import type { EdgeCampaign } from '../../edge/domain/site-model.ts';
import type { Visit } from '../../edge/domain/visit-attributes.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import { aCampaign, anyOf, aVisit } from '../support/rules.ts';

const CAMPAIGNS = 100;
const HIT = 50;
const ROUNDS = 31;
const ROUND_MS = 20;
/** The share of the closures' time that the index may take on a visit that no campaign is for. */
const TARGET = 0.2;

type Kind = 'equals' | 'contains' | 'mixed';
const OPERATORS: Record<Kind, readonly Condition['op'][]> = {
  equals: ['equals', 'equals', 'equals', 'equals'],
  contains: ['contains', 'contains', 'contains', 'contains'],
  mixed: ['equals', 'contains', 'starts', 'equals'],
};

/** A campaign about an advertisement of its own: source, campaign tag and landing page or place. */
function makeCampaigns(kind: Kind): EdgeCampaign[] {
  return Array.from({ length: CAMPAIGNS }, (_, i) => {
    const group = (types: readonly Condition['type'][]) =>
      anyOf(
        ...types.map((type, j) => ({ type, op: OPERATORS[kind][j] ?? 'equals', value: `${type}-${i}-${j}` })),
      );
    return aCampaign(
      `c${i}`,
      group(['utm_campaign', 'utm_content', 'utm_campaign', 'utm_term']),
      group(['utm_source', 'utm_source', 'utm_medium', 'utm_source']),
      group(['landing', 'city', 'landing', 'region']),
    );
  });
}

const PLACE = {
  country: 'RU',
  region: 'Moscow',
  city: 'Moscow',
  device: 'mobile',
  language: 'ru-RU',
} as const;

const VISITS: Record<string, Visit> = {
  'miss, tags of others': aVisit(
    'utm_source=news&utm_medium=email&utm_campaign=spring&utm_content=top',
    PLACE,
  ),
  'miss, no tags': aVisit('', PLACE),
  [`hit #${HIT}`]: aVisit(
    `utm_campaign=utm_campaign-${HIT - 1}-0&utm_source=utm_source-${HIT - 1}-0&x=landing-${HIT - 1}-0`,
    { ...PLACE, city: `city-${HIT - 1}-1` },
  ),
};

function compileClosures(campaigns: readonly EdgeCampaign[]): Matcher {
  const slots = numberAttributes(localTimeIn('UTC'));
  const tests = campaigns.map(({ groups }) => compileGroups(groups, slots));
  return (visit) => {
    const reading = slots.read(visit);
    for (const [place, test] of tests.entries()) if (test(reading)) return campaigns[place] ?? null;
    return null;
  };
}

/** Evaluations that take about `ROUND_MS`. */
function calibrate(matcher: Matcher, visit: Visit): number {
  let count = 64;
  while (measure(matcher, visit, count) * count < ROUND_MS * 1e6) count *= 2;
  return count;
}

let sink = 0;

/** Nanoseconds of one evaluation. */
function measure(matcher: Matcher, visit: Visit, count: number): number {
  const from = process.hrtime.bigint();
  for (let i = 0; i < count; i++) if (matcher(visit)) sink++;
  return Number(process.hrtime.bigint() - from) / count;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

let isWithinTarget = true;
console.log('| rules | visit | closures, ns | indexed, ns | ratio |');
console.log('| --- | --- | --- | --- | --- |');
for (const kind of Object.keys(OPERATORS) as Kind[]) {
  const campaigns = makeCampaigns(kind);
  const closures = compileClosures(campaigns);
  const indexed = compileRules(campaigns, 'UTC');
  for (const [name, visit] of Object.entries(VISITS)) {
    const [expected, found] = [closures(visit)?.id, indexed(visit)?.id];
    const isHit = name.startsWith('hit') && kind !== 'mixed' ? `c${HIT - 1}` : expected;
    if (expected !== found || expected !== isHit) throw new Error(`${kind}, ${name}: ${expected}, ${found}`);
    const counts = [calibrate(closures, visit), calibrate(indexed, visit)] as const;
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      times[0].push(measure(closures, visit, counts[0]));
      times[1].push(measure(indexed, visit, counts[1]));
    }
    const [plain, quick] = [median(times[0]), median(times[1])];
    const ratio = quick / plain;
    if (name.startsWith('miss') && ratio > TARGET) isWithinTarget = false;
    console.log(`| ${kind} | ${name} | ${plain.toFixed(0)} | ${quick.toFixed(0)} | ${ratio.toFixed(3)} |`);
  }
}
console.log(
  `\nA miss takes at most ${TARGET} of the closures' time: ${isWithinTarget ? 'yes' : 'NO'} (${sink} hits)`,
);
process.exitCode = isWithinTarget ? 0 : 1;
