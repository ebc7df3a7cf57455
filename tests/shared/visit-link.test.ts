import { expect, it } from 'vitest';
import { addVisitLink, findVisitLink, removeVisitLink } from '../../shared/visit-link.ts';

it.each([
  ['https://b.example/', 'https://b.example/?_rl=aZ0_-'],
  ['https://b.example/a?b=1', 'https://b.example/a?b=1&_rl=aZ0_-'],
  ['https://b.example/a?b=1&c#d?e', 'https://b.example/a?b=1&c&_rl=aZ0_-#d?e'],
  ['//b.example/#top', '//b.example/?_rl=aZ0_-#top'],
])('puts what a link carries into %s and takes it out again, byte for byte', (before, after) => {
  expect(addVisitLink(before, 'aZ0_-')).toBe(after);
  expect(addVisitLink(after, 'aZ0_-')).toBe(after);
  expect(removeVisitLink(after)).toBe(before);
  expect(findVisitLink(after)).toBe('aZ0_-');
});

it('takes it out wherever it stands', () => {
  expect(removeVisitLink('https://b.example/?_rl=x&y=1#z')).toBe('https://b.example/?y=1#z');
  expect(removeVisitLink('https://b.example/?y=1&_rl=%20&z')).toBe('https://b.example/?y=1&z');
});

it.each(['', 'https://b.example/?', 'https://b.example/?a_rl=1', 'https://b.example/#_rl=1'])(
  'leaves %s alone',
  (address) => {
    expect(findVisitLink(address)).toBe('');
    expect(removeVisitLink(address)).toBe(address);
  },
);
