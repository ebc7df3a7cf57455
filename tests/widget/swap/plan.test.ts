import { describe, expect, it } from 'vitest';
import type { Swap } from '../../../shared/contract/swap.ts';
import { compileChanges, type Plan, planLink, planText } from '../../../widget/swap/plan.ts';

const MOSCOW = '+74951234567';
const OLD = '+74950000000';

function swapTo(number: string): Swap {
  return { office: 'off_a', selectors: ['.phone'], replaces: [], number, kind: 'leased', expiresInS: 600 };
}

/** What a text reads once its plan is carried out; null if there was nothing to plan. */
function swapIn(text: string, number = MOSCOW, replaces: string[] = [OLD], plan = planText): string | null {
  const swap = swapTo(number);
  const changes = compileChanges([...replaces, number].map((from) => ({ from, swap })));
  const { signs, swaps }: Plan = plan(text, changes, [swap], swap);
  return swaps.length > 0 ? signs.join('') : null;
}

describe("a number of the office's own list keeps its form", () => {
  it.each([
    ['plain E.164', '+74950000000', '+74951234567'],
    ['without a plus', '74950000000', '74951234567'],
    ['trunk prefix', '84950000000', '84951234567'],
    ['the usual Russian form', '+7 (495) 000-00-00', '+7 (495) 123-45-67'],
    ['the usual form with 8', '8 (495) 000-00-00', '8 (495) 123-45-67'],
    ['no spaces around the brackets', '8(495)000-00-00', '8(495)123-45-67'],
    ['another grouping', '+7 495 00 000 00', '+7 495 12 345 67'],
    ['dots', '+7.495.000.00.00', '+7.495.123.45.67'],
    ['hyphens only', '8-495-000-00-00', '8-495-123-45-67'],
    ['no-break spaces', '8\u00a0(495)\u00a0000\u00a000\u00a000', '8\u00a0(495)\u00a0123\u00a045\u00a067'],
    [
      'narrow no-break spaces',
      '+7\u202f495\u202f000\u202f00\u202f00',
      '+7\u202f495\u202f123\u202f45\u202f67',
    ],
    ['thin spaces', '+7\u2009495\u2009000\u200900\u200900', '+7\u2009495\u2009123\u200945\u200967'],
    ['non-breaking hyphens', '8 (495) 000\u201100\u201100', '8 (495) 123\u201145\u201167'],
    ['en dashes', '8 (495) 000\u201300\u201300', '8 (495) 123\u201345\u201367'],
    ['em dashes', '8 (495) 000\u201400\u201400', '8 (495) 123\u201445\u201467'],
    ['minus signs', '8 (495) 000\u221200\u221200', '8 (495) 123\u221245\u221267'],
    ['spaced dashes', '8 (495) 000 - 00 - 00', '8 (495) 123 - 45 - 67'],
    ['soft hyphens', '8 (495) 000\u00ad00\u00ad00', '8 (495) 123\u00ad45\u00ad67'],
    ['direction marks', '\u200e+7 495 000-00-00\u200e', '\u200e+7 495 123-45-67\u200e'],
    ['square brackets', '8 [495] 000-00-00', '8 [495] 123-45-67'],
    ['full-width digits', '＋７（４９５）０００００００', '＋７（４９５）１２３４５６７'],
    ['Arabic-Indic digits', '+٧ ٤٩٥ ٠٠٠ ٠٠ ٠٠', '+٧ ٤٩٥ ١٢٣ ٤٥ ٦٧'],
    ['Persian digits', '۸ (۴۹۵) ۰۰۰-۰۰-۰۰', '۸ (۴۹۵) ۱۲۳-۴۵-۶۷'],
    ['without a country code', '(495) 000-00-00', '(495) 123-45-67'],
    ['without a country code or brackets', '495 000 00 00', '495 123 45 67'],
    ['dialled from abroad', '007 495 000-00-00', '007 495 123-45-67'],
    [
      'words around it',
      'Звоните: 8 (495) 000-00-00 (круглосуточно)',
      'Звоните: 8 (495) 123-45-67 (круглосуточно)',
    ],
    ['hours behind it', '8 (495) 000-00-00 9:00-21:00', '8 (495) 123-45-67 9:00-21:00'],
    ['hours behind a national form', '495 000-00-00 9:00', '495 123-45-67 9:00'],
    ['an extension behind it', '8 (495) 000-00-00 доб. 123', '8 (495) 123-45-67 доб. 123'],
    ['a year before it', 'Since 1998 +7 495 000-00-00', 'Since 1998 +7 495 123-45-67'],
    ['twice', '+7 495 000-00-00, 8 495 000 00 00', '+7 495 123-45-67, 8 495 123 45 67'],
    ['next to another number', '8 (495) 765-43-21 8 (495) 000-00-00', '8 (495) 765-43-21 8 (495) 123-45-67'],
    ['in brackets of the text', '(тел. +7 495 000-00-00)', '(тел. +7 495 123-45-67)'],
    ['wrapped over source lines', '8 (495)\n            000-00-00', '8 (495)\n            123-45-67'],
  ])('%s', (_name, text, wanted) => {
    expect(swapIn(text)).toBe(wanted);
  });
});

describe('other countries', () => {
  it.each([
    ['United States', '(212) 555-0100', '+12125550100', '+16465550199', '(646) 555-0199'],
    ['United States with the code', '+1 (212) 555-0100', '+12125550100', '+16465550199', '+1 (646) 555-0199'],
    ['Germany, trunk 0', '030 / 123456', '+4930123456', '+4940654321', '040 / 654321'],
    ['Germany, from abroad', '0049 30 123456', '+4930123456', '+4940654321', '0049 40 654321'],
    ['Germany, a longer number', '030 123456', '+4930123456', '+493012345678', '+493012345678'],
    ['Latvia, national', '67 123 456', '+37167123456', '+37129876543', '29 876 543'],
    ['Emirates, trunk 0', '04 123 4567', '+97141234567', '+97147654321', '04 765 4321'],
    ['a toll-free number', '8 800 000 00 00', '+78000000000', '+78001234567', '8 800 123 45 67'],
    ['a toll-free number, national', '800 000-00-00', '+78000000000', '+74951234567', '495 123-45-67'],
  ])('%s', (_name, text, old, number, wanted) => {
    expect(swapIn(text, number, [old])).toBe(wanted);
  });

  it.each([
    ['another length', '+7 (495) 000-00-00', '+4930123456', '+4930123456'],
    ['the same length but a longer code', '+7 (495) 000-00-00', '+37167123456', '+37167123456'],
    ['the trunk prefix 8', '8 (495) 000-00-00', '+12125550100', '+12125550100'],
    ['a national form', '(495) 000-00-00', '+12125550100', '+12125550100'],
  ])('writes E.164 in place of a form of another country: %s', (_name, text, number, wanted) => {
    expect(swapIn(text, number)).toBe(wanted);
  });

  it('keeps a bracket that belongs to the text when E.164 takes the place', () => {
    expect(swapIn('(+7 495 000-00-00)', '+4930123456')).toBe('(+4930123456)');
    expect(swapIn('Tel (495) 000-00-00.', '+4930123456')).toBe('Tel +4930123456.');
  });
});

describe('a target without a number of the list', () => {
  it.each([
    ['one number', 'Call 8 (499) 765-43-21 now', 'Call 8 (495) 123-45-67 now'],
    ['one international number', '+7 499 765 43 21', '+7 495 123 45 67'],
    [
      'one number among a date and a price',
      '12.05.2026, 10 000 ₽, 8 (499) 765-43-21',
      '12.05.2026, 10 000 ₽, 8 (495) 123-45-67',
    ],
    ['one number and hours', '8 499 765-43-21 9:00-18:00', '8 495 123-45-67 9:00-18:00'],
  ])('gets its only number swapped: %s', (_name, text, wanted) => {
    expect(swapIn(text)).toBe(wanted);
  });

  it.each([
    ['several numbers', '8 (499) 765-43-21, 8 (499) 765-43-22'],
    ['several numbers with a space between', '8 (499) 765-43-21 8 (499) 765-43-22'],
    ['no number', 'Call us'],
    ['a date', '2026-11-21'],
    ['a price', '1 234 567 ₽'],
    ['a card number', '4276 1234 5678 9012'],
    ['nothing', ''],
  ])('is left alone: %s', (_name, text) => {
    expect(swapIn(text)).toBeNull();
  });

  it('needs no list at all', () => {
    expect(swapIn('(212) 555-0100', '+16465550199', [])).toBe('(646) 555-0199');
  });

  it('leaves the number alone where it stands already', () => {
    const both = '8 (495) 123-45-67, 8 (499) 765-43-21';
    expect(swapIn(both)).toBe(both);
  });

  it('does not take part of a longer number for one of the list', () => {
    expect(swapIn('Order 99174950000000123')).toBeNull();
    expect(swapIn('Order 84950000000123456')).toBeNull();
  });
});

describe('links', () => {
  it.each([
    ['tel:+74950000000', 'tel:+74951234567'],
    ['tel:8-495-000-00-00', 'tel:+74951234567'],
    ['tel:+7%20495%20000-00-00', 'tel:+74951234567'],
    ['TEL:84950000000', 'TEL:+74951234567'],
    ['tel:+74950000000;ext=12', 'tel:+74951234567;ext=12'],
    ['sms:+74950000000?body=Hi', 'sms:+74951234567?body=Hi'],
    ['callto:84950000000', 'callto:+74951234567'],
    ['https://wa.me/74950000000?text=Hi', 'https://wa.me/74951234567?text=Hi'],
  ])('%s becomes %s', (href, wanted) => {
    expect(swapIn(href, MOSCOW, [OLD], planLink)).toBe(wanted);
  });

  it.each(['https://example.com/74950000000', 'mailto:a@example.com', '#tel', 'tel:', ''])(
    '%s calls nobody',
    (href) => {
      expect(swapIn(href, MOSCOW, [OLD], planLink)).toBeNull();
    },
  );

  it('takes a call to any number for the one that is meant, and no chat', () => {
    expect(swapIn('tel:112', MOSCOW, [OLD], planLink)).toBe(`tel:${MOSCOW}`);
    expect(swapIn('https://wa.me/79161112233', MOSCOW, [OLD], planLink)).toBeNull();
  });
});
