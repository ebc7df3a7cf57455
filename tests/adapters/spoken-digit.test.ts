import { describe, expect, it } from 'vitest';
import { spokenDigit } from '../../edge/adapters/telephony/spoken-digit.ts';
import { SMARTCALL_ACTIONS } from '../../shared/contract/admin/scenario.ts';

const KEYS = { connect: '5', info: '4', cancel: '7', reschedule: '2', tag: '8', nightTag: '9' };

describe('a digit that is spoken (S1-42)', () => {
  it.each([
    ['ru', 'ноль нуль 0', '0'],
    ['ru', 'один 1', '1'],
    ['ru', 'два двойка 2', '2'],
    ['ru', 'три 3', '3'],
    ['ru', 'четыре четвёрка 4', '4'],
    ['ru', 'пять Пятёрка пятерка 5', '5'],
    ['ru', 'шесть шестёрка 6', '6'],
    ['ru', 'семь 7', '7'],
    ['ru', 'восемь 8', '8'],
    ['ru', 'девять девятка 9', '9'],
    ['en', 'zero 0', '0'],
    ['en', 'one two three four five six seven eight nine', null],
    ['en', 'one 1', '1'],
    ['en', 'two 2', '2'],
    ['en', 'three 3', '3'],
    ['en', 'four 4', '4'],
    ['en', 'Five 5', '5'],
    ['en', 'six 6', '6'],
    ['en', 'seven 7', '7'],
    ['en', 'eight 8', '8'],
    ['en', 'nine 9', '9'],
  ])('in %s each word of "%s" is %s', (language, words, digit) => {
    const heard = words.split(' ').map((word) => spokenDigit(`${word}.`, language));
    expect(new Set(digit === null ? [spokenDigit(words, language)] : heard)).toEqual(new Set([digit]));
  });

  it.each([
    ['нажимаю цифру семь', 'ru', '7'],
    ['press five', 'en', '5'],
    ['Алло', 'ru', null],
    ['', 'ru', null],
    ['пять или шесть', 'ru', null],
    ['25', 'en', null],
    ['five', 'ru', null],
    ['пять', 'de', null],
  ])('"%s" in %s is %s', (speech, language, digit) => {
    expect(spokenDigit(speech, language)).toBe(digit);
  });
});

describe('a word for what a digit is for (S1-42)', () => {
  it.each([
    ['Соедините.', 'ru', '5'],
    ['Соединяйте меня с клиентом', 'ru', '5'],
    ['соединить', 'ru', '5'],
    ['Подключите!', 'ru', '5'],
    ['Свяжите меня с ним', 'ru', '5'],
    ['Подробнее, пожалуйста', 'ru', '4'],
    ['дополнительная информация', 'ru', '4'],
    ['Отмена', 'ru', '7'],
    ['Отмените звонок', 'ru', '7'],
    ['Перенесите', 'ru', '2'],
    ['перенесём на потом', 'ru', '2'],
    ['Давайте позже', 'ru', '2'],
    ['отложить', 'ru', '2'],
    ['Метка', 'ru', '8'],
    ['поставьте отметку', 'ru', '8'],
    ['пометьте', 'ru', '8'],
    ['ночная метка', 'ru', '9'],
    ['Connect.', 'en', '5'],
    ['please connect us', 'en', '5'],
    ['Put me through', 'en', '5'],
    ['more information', 'en', '4'],
    ['Details?', 'en', '4'],
    ['cancel it', 'en', '7'],
    ['Cancelled', 'en', '7'],
    ['Reschedule', 'en', '2'],
    ['postpone the call', 'en', '2'],
    ['call them later', 'en', '2'],
    ['Tag it', 'en', '8'],
    ['the night tag', 'en', '9'],
    ['соедините, пять', 'ru', '5'],
    ['пять, отмена', 'ru', null],
    ['соедините или отмените', 'ru', null],
    ['Не соединяйте', 'ru', null],
    ["don't connect", 'en', null],
    ['Don’t connect', 'en', null],
    ['Да, слушаю вас', 'ru', null],
    ['Yes, speaking', 'en', null],
    ['плохое соединение', 'ru', null],
    ['a bad connection', 'en', null],
    ['connect', 'ru', null],
  ])('"%s" in %s is %s', (speech, language, digit) => {
    expect(spokenDigit(speech, language, KEYS)).toBe(digit);
  });

  it('means nothing where the widget has no digit for it', () => {
    for (const word of ['Соедините', 'Отмена', 'Метка']) expect(spokenDigit(word, 'ru', {})).toBeNull();
    expect(spokenDigit('ночная метка', 'ru', { tag: '8' })).toBe('8');
    expect(SMARTCALL_ACTIONS.filter((action) => !(action in KEYS))).toEqual([]);
  });
});
