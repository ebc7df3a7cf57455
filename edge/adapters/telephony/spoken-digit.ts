import type { SmartCallAction, SmartCallKeys } from '../../../shared/contract/admin/scenario.ts';
import { type Vocabulary, vocabularyOf } from './spoken-words.ts';

/**
 * The one digit that was meant: said as such, like "Пять." or "press 5", or by what it is for in `keys`, like "соедините"
 * or "cancel it". Null if there was none, more than one, or a word that may turn it round ("не соединяйте"): whoever
 * asked then asks again.
 */
export function spokenDigit(speech: string, language: string, keys: SmartCallKeys = {}): string | null {
  const vocabulary = vocabularyOf(language);
  if (!vocabulary) return null;
  const tokens = tokensOf(speech);
  if (tokens.some((token) => vocabulary.negations.includes(token))) return null;
  const digits = new Set([
    ...tokens.flatMap((token) => digitOf(token, vocabulary)),
    ...askedFor(tokens, vocabulary, keys),
  ]);
  const [only] = digits;
  return digits.size === 1 && only?.length === 1 ? only : null;
}

function tokensOf(speech: string): string[] {
  const text = speech.toLowerCase().replaceAll('ё', 'е').replaceAll('’', "'");
  return text.match(/[\p{L}']+|\d+/gu) ?? [];
}

/** A number of several digits stays whole, so that it is no digit. */
function digitOf(token: string, { digits }: Vocabulary): string[] {
  if (/^\d+$/.test(token)) return [token];
  const digit = digits.findIndex((forms) => forms.includes(token));
  return digit === -1 ? [] : [String(digit)];
}

function askedFor(tokens: readonly string[], { actions }: Vocabulary, keys: SmartCallKeys): string[] {
  const said = (Object.keys(keys) as SmartCallAction[]).filter((action) =>
    tokens.some((token) => actions[action].some((word) => fits(token, word))),
  );
  // "The night tag" says both words and means one of them.
  const meant = said.includes('nightTag') ? said.filter((action) => action !== 'tag') : said;
  return meant.flatMap((action) => keys[action] ?? []);
}

function fits(token: string, word: string): boolean {
  return word.endsWith('*') ? token.startsWith(word.slice(0, -1)) : token === word;
}
