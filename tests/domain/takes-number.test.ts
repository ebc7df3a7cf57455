import { describe, expect, it } from 'vitest';
import { type Asker, reasonForNone } from '../../edge/domain/takes-number.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36';
const asker = (changes: Partial<Asker> = {}): Asker => ({
  consent: 'full',
  userAgent: CHROME,
  purpose: undefined,
  address: '203.0.113.7',
  ...changes,
});

describe('who takes a number', () => {
  it('is a person with full consent', () => {
    expect(reasonForNone(asker(), [])).toBeNull();
    expect(reasonForNone(asker({ consent: 'memory' }), [])).toBe('consent');
  });

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; YandexBot/3.0)',
    'facebookexternalhit/1.1',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 HeadlessChrome/156.0',
    'curl/8.5.0',
    'python-requests/2.32',
    '',
    undefined,
  ])('is not the program %s', (userAgent) => {
    expect(reasonForNone(asker({ userAgent }), [])).toBe('bot');
  });

  it('is not a page that is fetched before anybody asked for it', () => {
    expect(reasonForNone(asker({ purpose: 'prefetch;prerender' }), [])).toBe('bot');
  });

  it('is nobody at an excluded address', () => {
    expect(reasonForNone(asker(), ['198.51.100.0/24', '203.0.113.0/24'])).toBe('excluded');
    expect(reasonForNone(asker({ address: '::ffff:203.0.113.9' }), ['203.0.113.0/24'])).toBe('excluded');
    expect(reasonForNone(asker({ address: '' }), ['203.0.113.0/24'])).toBeNull();
    expect(reasonForNone(asker(), ['damaged'])).toBeNull();
  });
});
