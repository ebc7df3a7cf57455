import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneFinder } from '../../edge/domain/privacy/find-phone.ts';

describe('a telephone in a text', () => {
  const finder = phoneFinder('+79161234567');

  it.each([
    '{"phone":"+79161234567"}',
    'https://shop.example/?p=%2B79161234567&x=1',
    'https://shop.example/?p=%2079161234567',
    'tel:+7(916)123-45-67',
    'call 8 916 123-45-67 please',
    '89161234567',
    '+7 916 123 45 67',
    '+7.916.123.45.67',
  ])('is found in %s, and taken out', (text) => {
    expect(finder.isIn(text)).toBe(true);
    expect(finder.isIn(finder.blank(text))).toBe(false);
    expect(finder.blank(text)).toContain('•••');
  });

  it.each(['+791612345678', '179161234567', '9161234567', '+7916123456', '1796116123456700', '+79161234568'])(
    'is not found in %s',
    (text) => {
      expect(finder.isIn(text)).toBe(false);
      expect(finder.blank(text)).toBe(text);
    },
  );

  it('is not looked for in a national form that has no prefix of its own', () => {
    expect(phoneFinder('+12015550123').isIn('201-555-0123')).toBe(false);
    expect(phoneFinder('+12015550123').isIn('+1 (201) 555-0123')).toBe(true);
    expect(phoneFinder('+447911123456').isIn('07911 123456')).toBe(true);
  });

  it('is found by its hints wherever it is found at all', () => {
    const between = fc.constantFrom('', ' ', '-', '(', ')', '.', '%20', ') ', ' (');
    fc.assert(
      fc.property(
        fc.array(between, { minLength: 10, maxLength: 10 }),
        fc.string(),
        fc.string(),
        (gaps, a, b) => {
          const written = [...'79161234567'].map((digit, i) => digit + (gaps[i] ?? '')).join('');
          const text = `${a.replace(/\d$/, '')}|${written}|${b}`;
          expect(finder.isIn(text)).toBe(true);
          const bare = text.replace(/%20|[ ().\u00a0-]/g, '');
          expect(finder.hints.some((hint) => bare.includes(hint))).toBe(true);
        },
      ),
    );
  });
});
