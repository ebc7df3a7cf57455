import type { ChatLine } from './communication.ts';

/** Characters of a chat that go to a CRM at once: a message is one row, which holds 2 MB. */
export const MAX_CHAT = 300_000;

/** The newest lines that fit together, in their order. Of a chat that is longer the beginning is left out. */
export function newestLines(lines: readonly ChatLine[], maxChars = MAX_CHAT): ChatLine[] {
  let left = maxChars;
  const from = lines.findLastIndex(({ text }) => {
    left -= text.length + 100; // its other fields
    return left < 0;
  });
  return lines.slice(from + 1);
}
