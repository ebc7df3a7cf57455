const IDENT = String.raw`-{0,2}(?:[a-z_\u0080-\uffff]|\\.)(?:[\w\u0080-\uffff-]|\\.)*`;
const ATTRIBUTE = String.raw`\[\s*${IDENT}\s*(?:[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|[\w-]+)\s*(?:[is]\s*)?)?\]`;
const PSEUDO = String.raw`::?${IDENT}(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?`;
const PART = String.raw`(?:\.${IDENT}|#(?:[\w\u0080-\uffff-]|\\.)+|${ATTRIBUTE}|${PSEUDO})`;
const COMPOUND = String.raw`(?:(?:${IDENT}|\*)${PART}*|${PART}+)`;
const COMPLEX = String.raw`${COMPOUND}(?:(?:\s*[>+~]\s*|\s+)${COMPOUND})*`;
const SELECTORS = new RegExp(String.raw`^\s*${COMPLEX}(?:\s*,\s*${COMPLEX})*\s*$`, 'i');

/**
 * True if a text is written like a CSS selector. Customers fill the field with `.` when the page needs none (S2-27):
 * such a text is kept and skipped by the page, which alone has a real parser.
 */
export function looksLikeSelector(text: string): boolean {
  return SELECTORS.test(text);
}
