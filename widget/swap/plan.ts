import type { Swap } from '../../shared/contract/swap.ts';
import { splitE164 } from '../../shared/phone.ts';
import { findRuns, hintOf, PHONE_LIKE, type Run, spellingsOf, toPlain } from './find.ts';

/** The numbers of the page that stand for offices, ready to be looked for. */
export interface Changes {
  list: readonly { from: string; swap: Swap }[];
  spellings: RegExp;
  /** A plain text without a match has none of them in it. */
  hint: RegExp;
}

/** The new text, sign by sign as the old one was, and what stands in it: an entry for each number. */
export interface Plan {
  signs: string[];
  swaps: Swap[];
  /** True of the `only` number, for which nothing stood but what looks like one. */
  isGuess: boolean;
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
  const plain = toPlain(text);
  const signs = text.split('');
  const swaps: Swap[] = [];

  /** Writes the digits into the form of the old number, or E.164 where that is the form of another country or length. */
  function put({ start, end }: Run, swap: Swap, from?: string): void {
    const { number } = swap;
    const { code, national } = splitE164(number);
    const old = plain.slice(start, end);
    let left = number.length;
    swaps.push(swap);
    if (
      (!from || (from.length === left && from.startsWith(`+${code}`))) &&
      RegExp(`^(\\+?(00)?${code}|\\+?8|)0?\\d{${national.length}}$`).test(old.replace(/[^\d+]/g, ''))
    ) {
      while (left > number.length - national.length)
        if (/\d/.test(plain[--end] as string))
          signs[end] = String.fromCharCode((text.charCodeAt(end) & ~15) | Number(number[--left]));
      return;
    }
    // `(495) 000-00-00` begins at its bracket.
    if (plain[start - 1] === '(' && old.split(')').length > old.split('(').length) start--;
    signs.fill('', start, end)[start] = number;
  }

  for (const run of findRuns(plain, changes.spellings)) {
    const digits = plain.slice(run.start, run.end).replace(/\D/g, '');
    const change = changes.list.find(
      ({ from, swap }) => offices.includes(swap) && digits.endsWith(splitE164(from).national),
    );
    if (change) put(run, change.swap, change.from);
  }
  const isGuess = !swaps[0];
  if (only && isGuess) {
    const [run, another] = findRuns(plain, PHONE_LIKE);
    if (run && !another) put(run, only);
  }
  return { signs, swaps, isGuess };
}

/** What calls or writes to a phone, its number (perhaps with escaped blanks, brackets and plus), and what follows. */
const PHONE_LINK = /^(tel:|sms:|callto:|https?:\/\/wa\.me\/)((?:%2[089bd]|[^?;,#%a-z])*)(.*)/is;
/** Elements with an address that may be one. */
export const PHONE_LINKS = 'a:is([href^="tel:" i],[href^="sms:" i],[href^="callto:" i],[href*="//wa.me/" i])';

/**
 * The same link to the number of an office, whatever follows the number (`?body=`, an extension) kept. A link to a
 * chat is never taken for the `only` one: a chat does not work with any number.
 */
export function planLink(href: string, changes: Changes, offices: readonly Swap[], only?: Swap): Plan {
  const [, scheme = '', phone = '', rest = ''] = PHONE_LINK.exec(href) ?? [];
  const text = toPlain(phone.replace(/%../g, ' '));
  const isChat = scheme.includes('/');
  const [known] = planText(text, changes, offices).swaps;
  const swap = known ?? (!isChat && /\d/.test(text) && only);
  const signs = [swap ? scheme + swap.number.slice(isChat ? 1 : 0) + rest : href];
  return { signs, swaps: swap ? [swap] : [], isGuess: !known };
}
