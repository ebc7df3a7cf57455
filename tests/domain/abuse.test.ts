import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayCall, prefixOf } from '../../edge/domain/abuse.ts';
import { addressBlock } from '../../edge/domain/address-block.ts';
import { DEFAULT_ORDERS, LINE_TYPES } from '../../shared/contract/admin/account.ts';

/** What a new account of that country allows. */
const policyOf = (country: string) => ({ ...DEFAULT_ORDERS, countries: [country], isExcluded: false });

/** Kinds of lines in the order in which the metadata of all numbering plans has their patterns. */
const TYPES = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
  'SHARED_COST',
] as const;
type LineKind = (typeof TYPES)[number];
type Patterns = ([pattern: string] | 0 | undefined)[];
type Plan = { 0: string; 11?: Patterns };

const PLANS = createRequire(import.meta.url)('libphonenumber-js/metadata.max.json') as {
  countries: Record<string, Plan>;
  nonGeographic: Record<string, Plan>;
};

/** Numbers that the plan's own pattern for that kind of line makes. */
function sampleNumbers({ 0: code, 11: patterns = [] }: Plan, kind: LineKind): string[] {
  const entry = patterns[TYPES.indexOf(kind)];
  // The plan of America has one pattern for fixed and mobile, and an empty one for the other.
  if (!entry || entry[0] === '') return [];
  return fc
    .sample(fc.stringMatching(new RegExp(`^(?:${entry[0]})$`)), { numRuns: 4, seed: 7 })
    .map((national) => `+${code}${national}`);
}

const TERRITORIES = Object.keys(PLANS.countries);
const SAMPLES = TERRITORIES.flatMap((country) =>
  TYPES.flatMap((kind) =>
    sampleNumbers(PLANS.countries[country] as Plan, kind).map((phone) => ({ country, kind, phone })),
  ),
);
/** The rest of what can be dialled: satellites, international networks, shared cost and premium of no country. */
const STATELESS = Object.values(PLANS.nonGeographic).flatMap((plan) =>
  TYPES.flatMap((kind) => sampleNumbers(plan, kind)),
);
const isPlain = (kind: LineKind) => kind === 'FIXED_LINE' || kind === 'MOBILE';

describe('what a new account calls', () => {
  it('is made of every numbering plan there is', () => {
    expect(TERRITORIES).toHaveLength(245);
    expect(SAMPLES.length).toBeGreaterThan(4_000);
    expect(STATELESS.length).toBeGreaterThan(30);
  });

  it('is its own country alone: of all territories and kinds of lines, fixed and mobile numbers of it', () => {
    const called = SAMPLES.filter(({ phone }) => mayCall(phone, policyOf('RU')));
    expect(called.filter(({ country }) => country !== 'RU')).toEqual([]);
    expect(new Set(called.map(({ kind }) => kind))).toEqual(new Set(['FIXED_LINE', 'MOBILE']));
  });

  it('is no premium, shared-cost, personal or other costly number in any country, and its own telephones everywhere', () => {
    const called = SAMPLES.filter(({ country, phone }) => mayCall(phone, policyOf(country)));
    expect(called.filter(({ kind }) => !isPlain(kind))).toEqual([]);
    // Nearly all territories have telephones that may be called: the rule has not simply refused.
    expect(new Set(called.map(({ country }) => country)).size).toBeGreaterThanOrEqual(235);
  });

  it('is no satellite and no network without a country, whatever the settings', () => {
    const widest = { countries: TERRITORIES, lineTypes: [...LINE_TYPES], isExcluded: false };
    expect(STATELESS.filter((phone) => mayCall(phone, widest))).toEqual([]);
    const costly = SAMPLES.filter(({ kind }) => !isPlain(kind) && kind !== 'VOIP');
    expect(costly.filter(({ phone }) => mayCall(phone, widest))).toEqual([]);
  });

  it.each([
    ['an emergency number', '+7112'],
    ['an emergency number with an area', '+7495112'],
    ['an emergency number of America', '+1911'],
    ['premium of no country', '+979123456789'],
    ['Iridium', '+881612345678'],
    ['Inmarsat', '+870773112345'],
    ['an international network', '+88213300655'],
    ['a global network', '+883510000000000'],
    ['international shared cost', '+80812345678'],
    ['a universal personal number', '+878101234567890'],
    ['premium of Russia', '+78091234567'],
    ['toll-free of Russia', '+78001234567'],
    ['the neighbour with the same code', '+77012345678'],
    ['nothing that exists', '+70000000000'],
    ['no number', '+7'],
  ])('is not %s', (_, phone) => {
    expect(mayCall(phone, policyOf('RU'))).toBe(false);
  });

  it('is what the settings allow, and never who is excluded', () => {
    const kazakh = '+77012345678';
    expect(mayCall(kazakh, { ...policyOf('RU'), countries: ['RU', 'KZ'] })).toBe(true);
    expect(mayCall('+74951234567', policyOf('RU'))).toBe(true);
    expect(mayCall('+74951234567', { ...policyOf('RU'), lineTypes: ['mobile'] })).toBe(false);
    expect(mayCall('+79161234567', { ...policyOf('RU'), lineTypes: ['mobile'] })).toBe(true);
    expect(mayCall('+79161234567', { ...policyOf('RU'), isExcluded: true })).toBe(false);
    // In some plans a number does not tell whether it is mobile: it is called if either is.
    expect(mayCall('+12015550123', { ...policyOf('US'), lineTypes: ['fixed'] })).toBe(true);
  });
});

describe('what orders are counted by', () => {
  it('is the number without its last four digits', () => {
    expect(prefixOf('+79161234567')).toBe('+7916123');
  });

  it.each([
    ['203.0.113.7', '203.0.113.99', true],
    ['203.0.113.7', '203.0.114.7', false],
    ['2001:db9:1:2::1', '2001:db9:1:2:ffff::', true],
    ['2001:db9:1:2::1', '2001:db9:1:3::1', false],
    ['::ffff:192.5.5.1', '192.5.5.200', true],
  ])('is the block of the address: %s and %s', (one, other, isSame) => {
    const blocks = [one, other].map((address) => addressBlock(address.replace('203.0.11', '198.7.11')));
    expect(blocks).not.toContain(null);
    expect(blocks[0] === blocks[1]).toBe(isSame);
  });

  it.each([
    '',
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.9',
    '::1',
    'fd00::1',
    'fe80::1',
    '100.64.0.1',
    'nonsense',
  ])('is no block for an address that says nothing about who it is: "%s"', (address) => {
    expect(addressBlock(address)).toBeNull();
  });
});
