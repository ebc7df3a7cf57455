import type { first, later } from './dictionaries/en.ts';

/** A text by the number in it: which forms a language has, `Intl.PluralRules` knows. */
export type PluralText = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

type Words<English> = { readonly [Key in keyof English]: English[Key] extends string ? string : PluralText };

/** What the launcher and the form say in working hours. */
export type FirstWords = Words<typeof first>;
/** What the widget says of times, of orders, and out of hours. */
export type LaterWords = Words<typeof later>;
/** Every built-in word of the widget in one language. Names in `%…%` are filled in. */
export type Dictionary = FirstWords & LaterWords;
/** As much of it as has come. */
export type KnownWords = FirstWords & Partial<LaterWords>;

/** The form of `text` that goes with `count`. */
export function pluralOf(text: PluralText, count: number, lang: string): string {
  return text[new Intl.PluralRules(lang).select(count)] ?? text.other;
}

/** One file a language, named by its two letters; of each the build makes two, fetched when a visitor needs them. */
const FIRST = import.meta.glob<FirstWords>('./dictionaries/*.ts', { import: 'first', query: '?first' });
const LATER = import.meta.glob<LaterWords>('./dictionaries/*.ts', { import: 'later', query: '?later' });

/** Languages in which the widget speaks by itself. */
export const LANGUAGES: readonly string[] = Object.keys(FIRST).map((path) => path.slice(-5, -3));

/** Both fetch words; of a language without any, the English ones. They reject if these cannot be had. */
export const fetchFirst = (lang: string): Promise<FirstWords> => fetchWords(FIRST, lang);
export const fetchLater = (lang: string): Promise<LaterWords> => fetchWords(LATER, lang);

function fetchWords<Part>(files: Record<string, () => Promise<Part>>, lang: string): Promise<Part> {
  const two = LANGUAGES.includes(lang) ? lang : 'en';
  return (files[`./dictionaries/${two}.ts`] as () => Promise<Part>)();
}
