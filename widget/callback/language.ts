import type { WidgetTexts, WidgetWords } from '../../shared/contract/admin/widget-texts.ts';
import { LANGUAGES } from './dictionary.ts';

export interface Language {
  /** Two letters. */
  lang: string;
  dir: 'ltr' | 'rtl';
  /** The owner's own words, which win over the built-in ones. */
  own: WidgetWords;
}

/** The first wanted language (`ru-KZ` counts as `ru`) in which there is a dictionary or the owner's own texts. */
export function pickLanguage(wanted: readonly (string | null | undefined)[], texts: WidgetTexts): Language {
  const lang =
    wanted
      .map((tag) => (tag ?? '').slice(0, 2).toLowerCase())
      .find((two) => LANGUAGES.includes(two) || Object.hasOwn(texts, two)) ?? 'en';
  return { lang, dir: directionOf(lang), own: texts[lang] ?? {} };
}

export function directionOf(lang: string): 'ltr' | 'rtl' {
  return /ar|fa|he|ur/.test(lang) ? 'rtl' : 'ltr';
}
