/** A number to show and the link that dials it. */
export interface SpelledNumber {
  text: string;
  /** For `href`. */
  tel: string;
}

/** The page's own number, as the page writes it. */
export function spellOwn(own: string): SpelledNumber {
  return { text: own, tel: `tel:${own.replace(/[^\d+]/g, '')}` };
}

/**
 * Another number in the form of the page's own: `+7 (495) 000-10-10` and `+74955550101` make `+7 (495) 555-01-01`. Takes
 * forms with the country's code, and the Russian one with 8; in any other the number is shown as E.164 has it.
 */
export function spellLike(own: string, number: string): SpelledNumber {
  const ownDigits = own.replace(/\D/g, '');
  const digits = number.replace(/\D/g, '');
  const isTrunk = !own.includes('+') && ownDigits.startsWith('8') && digits.startsWith('7');
  const isWhole = own.includes('+') || ownDigits[0] === digits[0] || isTrunk;
  const next = [...(isTrunk ? `8${digits.slice(1)}` : digits)];
  const text =
    isWhole && ownDigits.length === digits.length ? own.replace(/\d/g, () => next.shift() ?? '') : number;
  return { text, tel: `tel:${number}` };
}
