import { expect, it } from 'vitest';
import {
  addDebugParameter,
  findDebugParameter,
  removeDebugParameter,
  tokenOf,
} from '../../shared/debug-link.ts';

it.each([
  ['https://shop.example/', 'https://shop.example/?ringlet=debug.t0k_e-n.mac'],
  ['https://shop.example/a?b=1', 'https://shop.example/a?b=1&ringlet=debug.t0k_e-n.mac'],
  ['https://shop.example/a?b=1&c#d?e', 'https://shop.example/a?b=1&c&ringlet=debug.t0k_e-n.mac#d?e'],
  ['https://shop.example/#top', 'https://shop.example/?ringlet=debug.t0k_e-n.mac#top'],
])('puts the parameter into %s and takes it out again, byte for byte', (before, after) => {
  expect(addDebugParameter(before, 't0k_e-n.mac')).toBe(after);
  expect(addDebugParameter(after, 't0k_e-n.mac')).toBe(after);
  expect(removeDebugParameter(after)).toBe(before);
  expect(tokenOf(findDebugParameter(after) ?? '')).toBe('t0k_e-n.mac');
});

it('takes it out wherever a person typed it', () => {
  expect(removeDebugParameter('https://a.example/?ringlet=debug')).toBe('https://a.example/');
  expect(removeDebugParameter('https://a.example/?ringlet=debug&x=1#y')).toBe('https://a.example/?x=1#y');
  expect(removeDebugParameter('https://a.example/p&q?x=1&ringlet=debug&z')).toBe(
    'https://a.example/p&q?x=1&z',
  );
  expect(tokenOf('?ringlet=debug')).toBe('');
});

it.each(['https://a.example/?', 'https://a.example/?ringlet=1', 'https://a.example/?aringlet=debug', ''])(
  'leaves %s alone',
  (address) => {
    expect(findDebugParameter(address)).toBeUndefined();
    expect(removeDebugParameter(address)).toBe(address);
  },
);
