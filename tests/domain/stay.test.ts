import { expect, it } from 'vitest';
import { judgeStay, type StayFacts } from '../../edge/domain/stay.ts';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const ago = (minutes: number, returning?: true) => ({ seenAt: NOW - minutes * MINUTE, returning });
const facts = (changes: Partial<StayFacts>): StayFacts => ({
  last: null,
  isKnown: true,
  isNewTouch: false,
  touchAgeS: 0,
  now: NOW,
  ...changes,
});

it.each<[string, Partial<StayFacts>, boolean, boolean]>([
  ['a first visit', { isNewTouch: true }, false, false],
  ['a browser without an id, however old its touch', { isKnown: false, touchAgeS: 9_999 }, false, false],
  ['the next page of a first visit', { last: ago(5) }, true, false],
  ['the next page of somebody who returned', { last: ago(5, true) }, true, true],
  ['29 min 59 s of silence', { last: { seenAt: NOW - 30 * MINUTE + 1_000 } }, true, false],
  ['half an hour of silence', { last: ago(30) }, false, true],
  ['a second advertisement within minutes', { last: ago(5), isNewTouch: true }, false, true],
  ['a week of silence', { last: ago(7 * 24 * 60) }, false, true],
  ['no token, and a touch of yesterday', { touchAgeS: 86_400 }, false, true],
  ['no token, and a touch of this minute', { touchAgeS: 30 }, false, false],
])('%s', (_, changes, goesOn, isReturning) => {
  expect(judgeStay(facts(changes))).toEqual({ goesOn, isReturning });
});
