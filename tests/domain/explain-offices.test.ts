import { expect, it } from 'vitest';
import { explainOffices, type OfficesQuestion, reasonOf } from '../../edge/domain/explain-offices.ts';
import type { EdgeOffice } from '../../edge/domain/site-model.ts';

const NOW = 1_000_000;
const usable = (e164: string, usableFrom = 0) => ({ e164, usableFrom });
const office = (changes: Partial<EdgeOffice>): EdgeOffice => ({
  office: 'off',
  selectors: ['.phone'],
  replaces: [],
  kind: 'dynamic',
  static: null,
  fallback: usable('+7009'),
  ...changes,
});
const FULL = {
  office: 'off',
  numbers: 2,
  free: 0,
  held: 1,
  resting: 1,
  draining: 0,
  nextFreeInS: 30,
  lease: null,
};

function explain(own: Partial<EdgeOffice>, changes: Partial<OfficesQuestion> = {}) {
  const campaign = { id: 'cmp', name: 'C', groups: [], sessionS: 300, dynamic: true, offices: [office(own)] };
  const [found] = explainOffices({
    campaign,
    pool: { active: true, offices: [FULL] },
    without: null,
    names: { off: 'Main' },
    now: NOW,
    ...changes,
  });
  return found && [found.shows, found.number, found.why, reasonOf([found])];
}

it.each<[string, Partial<EdgeOffice>, Partial<OfficesQuestion>, unknown[]]>([
  [
    'a lease of one’s own',
    {},
    { pool: { active: true, offices: [{ ...FULL, lease: { number: '+7001', expiresInS: 9 } }] } },
    ['leased', '+7001', null, 'renewed'],
  ],
  [
    'a number that is free',
    {},
    { pool: { active: true, offices: [{ ...FULL, free: 1 }] } },
    ['free', null, null, 'leased'],
  ],
  ['the fallback of a full pool', {}, {}, ['fallback', '+7009', 'exhausted', 'fallback']],
  ['nothing without a fallback', { fallback: null }, {}, ['none', null, 'exhausted', 'exhausted']],
  [
    'nothing while the fallback rests',
    { fallback: usable('+7009', NOW + 1) },
    {},
    ['none', null, 'exhausted', 'exhausted'],
  ],
  ['the fallback without consent', {}, { without: 'consent' }, ['fallback', '+7009', 'consent', 'fallback']],
  [
    'the fallback of a paused campaign',
    {},
    { pool: { active: false, offices: [FULL] } },
    ['fallback', '+7009', 'paused', 'fallback'],
  ],
  ['the fallback if the pool is silent', {}, { pool: null }, ['fallback', '+7009', 'unknown', 'fallback']],
  [
    'the shared number, to programs too',
    { kind: 'static', static: usable('+7002') },
    { without: 'bot' },
    ['static', '+7002', null, 'static'],
  ],
  [
    'the fallback while the shared number rests',
    { kind: 'static', static: usable('+7002', NOW + 1) },
    {},
    ['fallback', '+7009', 'resting', 'fallback'],
  ],
  [
    'nothing of an office without numbers',
    { kind: 'none', fallback: null },
    {},
    ['none', null, 'no_numbers', 'none'],
  ],
])('tells of %s', (_, own, changes, expected) => {
  expect(explain(own, changes)).toEqual(expected);
});
