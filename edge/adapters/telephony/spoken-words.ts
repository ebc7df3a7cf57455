import type { SmartCallAction, SmartCallKeys } from '../../../shared/contract/admin/scenario.ts';

/** What a recogniser writes for what managers say, in lower case and with е for ё. */
export interface Vocabulary {
  /** Forms of each digit. */
  digits: readonly (readonly string[])[];
  /**
   * Words by what they ask for, with a star for any ending. A plain "yes" is none of them, for that is how a telephone is
   * answered; nor is "connection", which is complained about.
   */
  actions: Readonly<Record<SmartCallAction, readonly string[]>>;
  /** Words that turn what is said into its opposite. */
  negations: readonly string[];
  /** Examples for a recogniser, which listens better for what it expects. */
  hints: { digits: readonly string[]; actions: Readonly<Record<SmartCallAction, string>> };
}

const RU_DIGITS = [
  ['ноль', 'нуль'],
  ['один', 'единица'],
  ['два', 'двойка'],
  ['три', 'тройка'],
  ['четыре', 'четверка'],
  ['пять', 'пятерка'],
  ['шесть', 'шестерка'],
  ['семь', 'семерка'],
  ['восемь', 'восьмерка'],
  ['девять', 'девятка'],
];
const EN_DIGITS = [
  ['zero'],
  ['one'],
  ['two'],
  ['three'],
  ['four'],
  ['five'],
  ['six'],
  ['seven'],
  ['eight'],
  ['nine'],
];

const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  ru: {
    digits: RU_DIGITS,
    actions: {
      connect: ['соедини*', 'соединя*', 'подключи*', 'подключа*', 'свяжи*'],
      info: ['информац*', 'подробн*', 'детал*'],
      cancel: ['отмен*'],
      reschedule: ['перенес*', 'перенос*', 'отлож*', 'позже', 'попозже'],
      tag: ['метк*', 'отметк*', 'отмет*', 'пометк*', 'помет*'],
      nightTag: ['ночн*'],
    },
    negations: ['не'],
    hints: {
      digits: RU_DIGITS.map(([word = '']) => word),
      actions: {
        connect: 'соединить',
        info: 'информация',
        cancel: 'отменить',
        reschedule: 'перенести',
        tag: 'метка',
        nightTag: 'ночная метка',
      },
    },
  },
  en: {
    digits: EN_DIGITS,
    actions: {
      connect: ['connect', 'through'],
      info: ['info*', 'detail*'],
      cancel: ['cancel*'],
      reschedule: ['reschedul*', 'postpone*', 'later'],
      tag: ['tag*'],
      nightTag: ['night*'],
    },
    negations: ['not', "don't", 'dont', 'never'],
    hints: {
      digits: EN_DIGITS.map(([word = '']) => word),
      actions: {
        connect: 'connect',
        info: 'information',
        cancel: 'cancel',
        reschedule: 'reschedule',
        tag: 'tag',
        nightTag: 'night tag',
      },
    },
  },
};

/** Null for a language that nobody is understood in. */
export function vocabularyOf(language: string): Vocabulary | null {
  return VOCABULARIES[language] ?? null;
}

/** What a recogniser is to expect: the digits, and the words for what they are for. */
export function hintsFor(language: string, keys: SmartCallKeys): string[] {
  const words = vocabularyOf(language)?.hints;
  if (!words) return [];
  return [
    ...words.digits,
    ...(Object.keys(keys) as SmartCallAction[]).map((action) => words.actions[action]),
  ];
}
