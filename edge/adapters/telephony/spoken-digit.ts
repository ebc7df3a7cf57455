/** Words for digits, by language: what a recogniser writes, and short forms of it. */
const WORDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ru: [
    ['ноль', 'нуль'],
    ['один', 'раз', 'единица'],
    ['два', 'двойка'],
    ['три', 'тройка'],
    ['четыре'],
    ['пять', 'пятерка', 'пятёрка'],
    ['шесть'],
    ['семь'],
    ['восемь'],
    ['девять'],
  ],
  en: [
    ['zero', 'oh'],
    ['one'],
    ['two'],
    ['three'],
    ['four'],
    ['five'],
    ['six'],
    ['seven'],
    ['eight'],
    ['nine'],
  ],
};

/** The one digit that was said, like "Пять." or "press 5"; null if there was none, or more than one. */
export function spokenDigit(speech: string, language: string): string | null {
  const words = WORDS[language] ?? [];
  const digits = new Set(
    (speech.toLowerCase().match(/[\p{L}]+|\d+/gu) ?? []).flatMap((token) => {
      if (/^\d+$/.test(token)) return [token];
      const digit = words.findIndex((forms) => forms.includes(token));
      return digit === -1 ? [] : [String(digit)];
    }),
  );
  const [only] = digits;
  return digits.size === 1 && only?.length === 1 ? only : null;
}
