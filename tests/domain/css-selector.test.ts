import { describe, expect, it } from 'vitest';
import { looksLikeSelector } from '../../edge/domain/css-selector.ts';

describe('a text', () => {
  it.each([
    '.phone',
    '#head',
    'a',
    '*',
    'a[href^="tel:"]',
    'a[href]',
    'footer .phone-service > a.tel:first-child',
    'li:nth-child(2n + 1)',
    ':is(header, footer) .tel',
    'p::before',
    '.a, .b , #c',
    '.телефон',
    '.md\\:block',
    'ul li + li ~ p',
    ' .phone ',
  ])('%s is written like a selector', (text) => {
    expect(looksLikeSelector(text)).toBe(true);
  });

  it.each([
    '.',
    '#',
    '',
    ' ',
    '..',
    '.phone >',
    '> .phone',
    '.a,',
    ',',
    'a[href',
    '.1a',
    '+7 495',
    'a b.',
    ':',
    '<a>',
    '-',
    'a{}',
  ])('%s is not', (text) => {
    expect(looksLikeSelector(text)).toBe(false);
  });

  it.each([
    ['dots', '.'.repeat(500)],
    ['words', 'a '.repeat(250) + '!'],
    ['classes', '.a'.repeat(249) + '!'],
    ['brackets', ':a('.repeat(160)],
    ['backslashes', '\\a'.repeat(249) + '!'],
    ['commas', 'a,'.repeat(249) + '!'],
  ])('of many %s does not send the matching astray', { timeout: 10_000 }, (_, text) => {
    expect(looksLikeSelector(text)).toBe(false);
  });
});
