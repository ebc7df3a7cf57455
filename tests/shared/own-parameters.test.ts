import { expect, it } from 'vitest';
import { addDebugParameter } from '../../shared/debug-link.ts';
import { removeOwnParameters } from '../../shared/own-parameters.ts';
import { addVisitLink } from '../../shared/visit-link.ts';

it.each(['https://a.example/', 'https://a.example/?x=1&y', 'https://a.example/?ringlet=1&a_rl=2&rl=3'])(
  'leaves what %s says, and takes out whatever was added',
  (address) => {
    const linked = addVisitLink(address, 'x-1');
    for (const one of [address, linked, addDebugParameter(linked, 't.m')])
      expect(removeOwnParameters(one)).toBe(address);
  },
);

it.each([
  ['?_rl=x&ringlet=debug', ''],
  ['?_rl=x&ringlet=debug.t&a=1', '?a=1'],
  ['?a=1&_rl=x&b=2&ringlet=debug&c', '?a=1&b=2&c'],
  ['?_rl=x&_rl=y#z', '#z'],
  ['?_rl=x&a&_rl=y&b', '?a&b'],
])('takes both out of %s', (before, after) => {
  expect(removeOwnParameters(`https://a.example/${before}`)).toBe(`https://a.example/${after}`);
});
