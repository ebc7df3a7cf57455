/** Languages of the built-in texts. */
export const TEXT_LANGUAGES = { ru: 'Russian', en: 'English', de: 'German', ar: 'Arabic' } as const;
export type TextLanguage = keyof typeof TEXT_LANGUAGES;
