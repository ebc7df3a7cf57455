import type { Region, StockInput, StockNumber } from '../../../shared/contract/admin/number-market.ts';
import { priceOf, rateNumber } from './rate-number.ts';

interface SimulatedRegion extends Pick<Region, 'code' | 'name' | 'kind'> {
  /** What people may also type for it. */
  also: string;
  /** The number up to its last seven digits. */
  prefix: string;
  operator: string;
  /** Of a plain number, minor units. */
  basePrice: number;
}

const town = (code: string, name: string, also: string, prefix: string, basePrice: number) =>
  ({ code, name, also, prefix, basePrice, kind: 'bought', operator: 'Simulator' }) as const;

/** Where the simulator has numbers. Nobody is reached by them but the telephones page. */
const REGIONS: readonly SimulatedRegion[] = [
  town('moscow', 'Moscow', 'Москва', '+7495', 45_000),
  town('petersburg', 'Saint Petersburg', 'Санкт-Петербург', '+7812', 40_000),
  town('yekaterinburg', 'Yekaterinburg', 'Екатеринбург', '+7343', 30_000),
  town('novosibirsk', 'Novosibirsk', 'Новосибирск', '+7383', 30_000),
  town('kazan', 'Kazan', 'Казань', '+7843', 28_000),
  town('nizhny', 'Nizhny Novgorod', 'Нижний Новгород', '+7831', 28_000),
  town('krasnodar', 'Krasnodar', 'Краснодар', '+7861', 26_000),
  town('samara', 'Samara', 'Самара', '+7846', 25_000),
  { ...town('tollfree', 'Toll-free 8-800', 'Бесплатный 800', '+7800', 90_000) },
  { ...town('virtual', 'Virtual', 'Виртуальный', '+7958', 15_000), kind: 'virtual' },
];
const NUMBERS_A_REGION = 60;
/** What comes between numbers by chance: of each region some are worth more. */
const BEAUTIFUL = ['7777777', '7000000', '7771717', '5005005', '2222000', '1234567', '3332211', '4040404'];

/** The regions with what the cheapest number costs. */
export function simulatedRegions(): Region[] {
  return REGIONS.map(({ code, name, kind, basePrice }) => ({ code, name, kind, from: basePrice }));
}

/** All numbers of the stock that fit, sold ones too, the cheapest first. The stock is the same at every call. */
export function findSimulated({ region, q, kind, contains, beauty }: StockInput): StockNumber[] {
  const words = q?.trim().toLowerCase() ?? '';
  return REGIONS.filter(
    (one) =>
      (region === undefined || one.code === region) &&
      (kind === undefined || one.kind === kind) &&
      `${one.name} ${one.also} ${one.code}`.toLowerCase().includes(words),
  )
    .flatMap(numbersOf)
    .filter(
      (number) =>
        (contains === undefined || number.e164.includes(contains)) &&
        (beauty === undefined || number.beauty === beauty),
    )
    .sort((a, b) => a.price - b.price || (a.e164 < b.e164 ? -1 : 1));
}

/** One number of the stock, sold or not; null for one that the stock never had. */
export function simulatedNumber(e164: string): StockNumber | null {
  const region = REGIONS.find(({ prefix }) => e164.startsWith(prefix));
  return (region && numbersOf(region).find((number) => number.e164 === e164)) ?? null;
}

function numbersOf(region: SimulatedRegion): StockNumber[] {
  return subscribersOf(region.prefix).map((digits) => {
    const e164 = region.prefix + digits;
    const beauty = rateNumber(e164);
    const { name, operator, kind, basePrice } = region;
    return { e164, region: name, operator, kind, beauty, price: priceOf(basePrice, beauty) };
  });
}

/** Seven digits each, all different: some beautiful ones, and the rest by a generator that begins with the region. */
function subscribersOf(prefix: string): string[] {
  const digits = new Set(BEAUTIFUL);
  for (let state = Number(prefix); digits.size < NUMBERS_A_REGION; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    digits.add(String(2_000_000 + (state % 7_900_000)));
  }
  return [...digits];
}
