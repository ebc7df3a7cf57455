import type { WidgetTexts } from '../../shared/contract/admin/widget-texts.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Words } from './texts-en.ts';
/** Built-in dictionaries besides English by two-letter language, each fetched when a visitor needs it. */
export const DICTIONARIES: Record<string, () => Promise<Words>> = {
  ru: async () => (await import('./texts-ru.ts')).RU,
};

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export interface Language {
  /** Two letters, or what they were cut from if the page gave more. */
  lang: string;
  dir: 'ltr' | 'rtl';
  /** The owner's own words, which win over the built-in ones. */
  own: Partial<Words>;
}

/** The first wanted language (`ru-KZ` counts as `ru`) in which there is a dictionary or the owner's own texts. */
export function pickLanguage(wanted: readonly (string | null | undefined)[], texts: WidgetTexts): Language {
  const lang =
    wanted
      .map((tag) => (tag ?? '').slice(0, 2).toLowerCase())
      .find((two) => two === 'en' || two in DICTIONARIES || two in texts) ?? 'en';
  return {
    lang,
    dir: RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr',
    own: Object.fromEntries(
      Object.entries(texts[lang] ?? {}).filter(([, text]) => typeof text === 'string' && text.trim() !== ''),
    ),
  };
}

/** Fills the placeholders that stay the same for as long as the widget stands. */
export function fillWords(words: Words, values: Readonly<Record<string, string | number>>): Words {
  const filled = Object.entries(words).map(([key, text]) => [key, fillPlaceholders(text, values)]);
  return Object.fromEntries(filled) as Words;
}
