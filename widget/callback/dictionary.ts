import type { EN } from './dictionaries/en.ts';

/** A text by the number in it: which forms a language has, `Intl.PluralRules` knows. */
export type PluralText = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every built-in word of the widget in one language. Names in `%…%` are filled in. */
export type Dictionary = {
  readonly [Key in keyof typeof EN]: (typeof EN)[Key] extends string ? string : PluralText;
};

/** The form of `text` that goes with `count`. */
export function pluralOf(text: PluralText, count: number, lang: string): string {
  return text[new Intl.PluralRules(lang).select(count)] ?? text.other;
}

/** One file a language, named by its two letters; each is fetched when a visitor needs it. */
const FILES = import.meta.glob<Dictionary>('./dictionaries/*.ts', { import: 'default' });

/** Languages in which the widget speaks by itself. */
export const LANGUAGES: readonly string[] = Object.keys(FILES).map((path) => path.slice(-5, -3));

/** Fetches a dictionary; of a language without one, English. Rejects if it cannot be had. */
export async function fetchDictionary(lang: string): Promise<Dictionary> {
  const load = FILES[`./dictionaries/${lang}.ts`] ?? FILES['./dictionaries/en.ts'];
  if (!load) throw new Error('the build has no dictionary');
  return load();
}
