import type { Swap } from '../../shared/contract/swap.ts';
import { DIGIT, digitsOf, type E164Parts, splitE164 } from '../../shared/phone.ts';
import { findRuns, hintOf, PHONE_LIKE, type Run, spellingsOf } from './find.ts';

/** The numbers of the page that stand for offices, ready to be looked for. */
export interface Changes {
  list: readonly { from: string; swap: Swap }[];
  spellings: RegExp;
  /** A text without a match has none of them in it. */
  hint: RegExp;
}

/** The new text, sign by sign as the old one was, and what stands in it: an entry for each number. */
export interface Plan {
  signs: string[];
  swaps: Swap[];
}

/** `from` is E.164. */
export function compileChanges(list: Changes['list']): Changes {
  const numbers = list.map(({ from }) => splitE164(from));
  return { list, spellings: spellingsOf(numbers), hint: hintOf(numbers) };
}

/**
 * Puts the number of every change of `offices` that `text` spells in its place. If it spells none, the number of
 * `only` takes the place of the one thing that a reader would take for a phone number, if there is one.
 */
export function planText(text: string, changes: Changes, offices: readonly Swap[], only?: Swap): Plan {
  const plan: Plan = { signs: text.split(''), swaps: [] };
  for (const run of findRuns(text, changes.spellings)) {
    const digits = digitsOf(text.slice(run.start, run.end));
    const change = changes.list.find(
      ({ from, swap }) => offices.includes(swap) && digits.endsWith(splitE164(from).national),
    );
    if (change) putNumber(plan, run, change.swap, splitE164(change.from));
  }
  if (only && !plan.swaps[0]) {
    const [run, another] = findRuns(text, PHONE_LIKE);
    if (run && !another) putNumber(plan, run, only);
  }
  return plan;
}

/** Writes the digits into the form of the old number, or E.164 where that is the form of another country or length. */
function putNumber({ signs, swaps }: Plan, { start, end }: Run, swap: Swap, known?: E164Parts): void {
  const { number } = swap;
  const { code, national } = splitE164(number);
  const { length } = national;
  const old = signs.slice(start, end).join('');
  const plain = (/^[+\uff0b]/.test(old) ? '+' : '') + digitsOf(old);
  const isFit =
    (!known || (known.code === code && known.national.length === length)) &&
    RegExp(`^(\\+?(00)?${code}|\\+?8|)0?\\d{${length}}$`).test(plain);
  swaps.push(swap);
  for (let left = number.length; isFit && left > number.length - length; ) {
    const sign = signs[--end] as string;
    if (DIGIT.test(sign))
      signs[end] = String.fromCharCode((sign.charCodeAt(0) & ~15) | Number(number[--left]));
  }
  if (isFit) return;
  // `(495) 000-00-00` begins at its bracket.
  if (signs[start - 1] === '(' && old.split(')').length > old.split('(').length) start--;
  signs.fill('', start, end)[start] = number;
}

/** What calls or writes to a phone, its number (perhaps with escaped blanks, brackets and plus), and what follows. */
const PHONE_LINK = /^(tel:|sms:|callto:|https?:\/\/wa\.me\/)((?:%2[089bd]|[^?;,#%a-z])*)(.*)/is;
/** Elements with an address that may be one. */
export const PHONE_LINKS = '[href^="tel:" i],[href^="sms:" i],[href^="callto:" i],[href*="//wa.me/" i]';

/**
 * The same link to the number of an office, whatever follows the number (`?body=`, an extension) kept. A link to a
 * chat is never taken for the `only` one: a chat does not work with any number.
 */
export function planLink(href: string, changes: Changes, offices: readonly Swap[], only?: Swap): Plan {
  const [, scheme = '', phone = '', rest = ''] = PHONE_LINK.exec(href) ?? [];
  const text = phone.replace(/%../g, ' ');
  const isChat = scheme.includes('/');
  const [known] = planText(text, changes, offices).swaps;
  const swap = known ?? (!isChat && DIGIT.test(text) && only);
  if (!swap) return { signs: [href], swaps: [] };
  return { signs: [scheme + (isChat ? swap.number.slice(1) : swap.number) + rest], swaps: [swap] };
}
