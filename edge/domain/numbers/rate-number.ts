import type { Beauty } from '../../../shared/contract/admin/number-market.ts';

/** What counts is what people have to remember behind the code of the region. */
const SUBSCRIBER_DIGITS = 7;
/** By the length of the longest run, of the longest stair, and by how many different digits there are. */
const RUN = [0, 0, 0, 22, 42, 62, 82, 100];
const STEP = [0, 0, 0, 12, 26, 40, 55, 70];
const DIFFERENT = [0, 60, 35, 15];

/**
 * How easily a number is remembered, 0 to 100, by the last seven digits of an E.164 number: runs of one digit, groups
 * that come again, mirrors, steps, zeros at the end, and few different digits.
 */
export function scoreNumber(e164: string): number {
  const digits = e164.replace(/\D/g, '').slice(-SUBSCRIBER_DIGITS);
  if (digits.length < SUBSCRIBER_DIGITS) return 0;
  const tail = digits.slice(-4);
  const score =
    (RUN[longestRun(digits)] ?? 0) +
    (STEP[longestStep(digits)] ?? 0) +
    (isTwice(tail) ? 30 : 0) +
    (digits.slice(0, 3) === digits.slice(-3) ? 22 : 0) +
    (isMirror(tail) && !isTwice(tail) ? 15 : 0) +
    (isMirror(digits) ? 30 : 0) +
    (digits.endsWith('00') ? 15 : 0) +
    (DIFFERENT[new Set(digits).size] ?? 0);
  return Math.min(100, score);
}

/** The class of a number, by which its price goes (S2-11). */
export function rateNumber(e164: string): Beauty {
  const score = scoreNumber(e164);
  if (score >= 70) return 'gold';
  if (score >= 45) return 'silver';
  return score >= 22 ? 'bronze' : 'plain';
}

/** What a number costs, by the price of a plain one of its region; minor units. */
export function priceOf(basePrice: number, beauty: Beauty): number {
  const factor = { plain: 1, bronze: 1.5, silver: 3, gold: 10 }[beauty];
  return Math.round(basePrice * factor);
}

/** The most equal digits side by side. */
function longestRun(digits: string): number {
  return Math.max(...(digits.match(/(\d)\1*/g) ?? []).map(({ length }) => length));
}

/** The most digits side by side that go up, or down, by one each. */
function longestStep(digits: string): number {
  let best = 1;
  for (const direction of [1, -1]) {
    let length = 1;
    for (let i = 1; i < digits.length; i++) {
      length = Number(digits[i]) - Number(digits[i - 1]) === direction ? length + 1 : 1;
      best = Math.max(best, length);
    }
  }
  return best;
}

function isTwice(text: string): boolean {
  return text.slice(0, text.length / 2) === text.slice(text.length / 2);
}

function isMirror(text: string): boolean {
  return text === [...text].reverse().join('');
}
