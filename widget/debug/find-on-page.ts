import type { Swap } from '../../shared/contract/swap.ts';
import { digitsOf, splitE164 } from '../../shared/phone.ts';
import { readTagAddress } from '../../shared/tag-address.ts';
import { findRuns, PHONE_LIKE, spellingsOf, toPlain } from '../swap/find.ts';
import { closestAround, OFF } from '../swap/walk.ts';

/** What an office's numbers are looked for by. `number` is null where nothing is to be shown. */
export type Sought = Pick<Swap, 'office' | 'selectors' | 'replaces'> & { number: string | null };

/** What one selector finds on the page as it is now. */
export interface Found {
  office: string;
  selector: string;
  elements: Element[];
  /** How many of them show the number. */
  shown: number;
  /** Why the others do not, and how many for each reason. */
  skipped: Partial<Record<SkipReason, number>>;
}

/** `kept`: there is a number, and the page kept its own, because the answer was late or the page said no. */
export type SkipReason = 'bad_selector' | 'no_number' | 'off' | 'kept';

export function findOnPage(doc: Document, sought: readonly Sought[]): Found[] {
  return sought.flatMap((office) => {
    const mark = `[data-ringlet-number=${JSON.stringify(office.office)}]`;
    const marked = findBy(doc, mark, office);
    // Without a selector the number is looked for on the whole page.
    const selectors = office.selectors.length > 0 ? office.selectors : ['body'];
    const found = selectors.map((selector) => findBy(doc, selector, office));
    return marked.elements.length > 0 ? [...found, marked] : found;
  });
}

function findBy(doc: Document, selector: string, { office, replaces, number }: Sought): Found {
  const found: Found = { office, selector, elements: [], shown: 0, skipped: {} };
  const skip = (reason: SkipReason) => {
    found.skipped[reason] = (found.skipped[reason] ?? 0) + 1;
  };
  try {
    // One that is cut off is good by itself, but not in a list, as the swap asks for it.
    doc.querySelector(`${selector},a`);
    found.elements = Array.from(doc.querySelectorAll(selector));
  } catch {
    skip('bad_selector');
  }
  for (const element of found.elements) {
    if (closestAround(element, OFF)) skip('off');
    else if (number === null) continue;
    else if (shows(element, number)) found.shown++;
    else skip(hasNumber(element, replaces) ? 'kept' : 'no_number');
  }
  return found;
}

function shows(element: Element, number: string): boolean {
  return (
    spells(element.textContent ?? '', [number]) ||
    phoneLinks(element).some((href) => digitsOf(href) === number.slice(1))
  );
}

function hasNumber(element: Element, replaces: readonly string[]): boolean {
  const text = element.textContent ?? '';
  return (
    spells(text, replaces) ||
    findRuns(toPlain(text), PHONE_LIKE).length === 1 ||
    phoneLinks(element).length > 0
  );
}

/** The text has one of the numbers (E.164) in it, in any spelling. */
function spells(text: string, numbers: readonly string[]): boolean {
  return numbers.length > 0 && findRuns(toPlain(text), spellingsOf(numbers.map(splitE164))).length > 0;
}

function phoneLinks(element: Element): string[] {
  const around = element.closest('a[href]');
  const links = [...(around ? [around] : []), ...element.querySelectorAll('a[href]')];
  return links
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => /^(tel|sms|callto):/i.test(href));
}

/** The keys of all tags of Ringlet on the page. */
export function findTags(doc: Document): string[] {
  return Array.from(doc.scripts).flatMap(({ src, dataset }) => {
    const key = readTagAddress(src);
    return key === null ? [] : [key || (dataset.site ?? '')];
  });
}
