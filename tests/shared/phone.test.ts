import { describe, expect, it } from 'vitest';
import { canonicalDigits, digitsOf, isE164, toE164 } from '../../shared/phone.ts';

describe('what a visitor typed, as E.164', () => {
  it.each([
    ['+7 916 123-45-67', '7', '+79161234567'],
    ['8 (916) 123-45-67', '7', '+79161234567'],
    ['8 800 555-35-35', '7', '+78005553535'],
    ['7-495-123-45-67', '7', '+74951234567'],
    ['(495) 123-45-67', '7', '+74951234567'],
    ['+8 916 123 45 67', '7', '+79161234567'],
    ['tel:+7-916-123-45-67', '7', '+79161234567'],
    ['＋７９１６１２３４５６７', '7', '+79161234567'],
    ['٠٠٩٧١٥٠١٢٣٤٥٦٧', '971', '+971501234567'],
    ['+81 3 1234 5678', '7', '+81312345678'],
    ['+86 138 0013 8000', '7', '+8613800138000'],
    ['007 916 123 45 67', '7', '+79161234567'],
    ['0151 12345678', '49', '+4915112345678'],
    ['20 1234 56', '371', '+37120123456'],
    ['123-45-67', '7', null],
    ['+7 916 123 45 678', '7', null],
    ['112', '7', null],
    ['', '7', null],
    ['call me', '7', null],
  ])('%j with the code %s is %s', (typed, code, expected) => {
    expect(toE164(typed, code)).toBe(expected);
  });
});

describe('digits', () => {
  it('are the same for two spellings of a number', () => {
    for (const text of ['+7 (495) 000-10-10', '8 495 000‑10‑10', '7495 0001010']) {
      expect(canonicalDigits(text)).toBe('74950001010');
    }
    expect(canonicalDigits('+1 212 555 0100')).toBe('12125550100');
  });

  it('are folded from other scripts', () => {
    expect(digitsOf('۱۲۳ ٤٥٦ ７８９ x')).toBe('123456789');
  });

  it('make no E.164 with a leading zero or too few of them', () => {
    expect([isE164('+0123456789'), isE164('+123456'), isE164('79161234567'), isE164('+7916')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
