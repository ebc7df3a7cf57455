import type { WidgetTexts } from '../../shared/contract/admin/widget.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { EN, type Words } from './texts-en.ts';
import { RU } from './texts-ru.ts';

/** Built-in dictionaries by two-letter language. */
export const DICTIONARIES: Record<string, Words> = { en: EN, ru: RU };

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export interface Language {
  /** Two letters, or what they were cut from if the page gave more. */
  lang: string;
  dir: 'ltr' | 'rtl';
  words: Words;
}

/**
 * The first wanted language (`ru-KZ` counts as `ru`) in which there is a dictionary or the owner's own texts; the
 * owner's words win, what is missing stays English.
 */
export function pickLanguage(wanted: readonly (string | null | undefined)[], own: WidgetTexts): Language {
  const lang =
    wanted
      .map((tag) => (tag ?? '').slice(0, 2).toLowerCase())
      .find((two) => two in DICTIONARIES || two in own) ?? 'en';
  const given = Object.entries(own[lang] ?? {}).filter(([, text]) => text?.trim());
  return {
    lang,
    dir: RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr',
    words: { ...(DICTIONARIES[lang] ?? EN), ...Object.fromEntries(given) },
  };
}

/** Fills the placeholders that stay the same for as long as the widget stands. */
export function fillWords(words: Words, values: Readonly<Record<string, string | number>>): Words {
  const filled = Object.entries(words).map(([key, text]) => [key, fillPlaceholders(text, values)]);
  return Object.fromEntries(filled) as Words;
}
