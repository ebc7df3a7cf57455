import { expect, it } from 'vitest';
import { diagnose, type Observed } from '../../../widget/debug/diagnose.ts';
import type { Found } from '../../../widget/debug/find-on-page.ts';

const SWAP = {
  office: 'off',
  selectors: ['.phone'],
  replaces: ['+74950001010'],
  number: '+74951000001',
  kind: 'leased' as const,
  expiresInS: 600,
};
const FOUND: Found = {
  office: 'off',
  selector: '.phone',
  elements: [document.createElement('p')],
  shown: 1,
  skipped: {},
};
const OFFICE = {
  office: 'off',
  name: 'Main',
  kind: 'dynamic' as const,
  selectors: ['.phone'],
  shows: 'leased' as const,
  number: '+74951000001',
  expiresInS: 600,
  why: null,
  pool: null,
};
const TOLD = {
  campaign: { id: 'cmp', name: 'C' },
  campaigns: [],
  reason: 'renewed' as const,
  version: 1,
  isReturning: false,
  offices: [OFFICE],
};

function codes(changes: Partial<Observed>): string[] {
  const faults = diagnose({
    origin: 'https://calls.example',
    site: 's1',
    hosts: ['shop.example'],
    hostname: 'shop.example',
    tags: ['s1'],
    consent: 'full',
    local: { reason: 'leased', campaign: { id: 'cmp', name: 'C' }, swaps: [SWAP] },
    edge: { kind: 'told', explanation: TOLD },
    found: [FOUND],
    violations: [],
    ...changes,
  });
  return faults.map(({ code, hint }) => [code, hint].filter(Boolean).join(' '));
}

const nothing = (reason: string) => ({ reason, campaign: null, swaps: [] });

it.each<[string, Partial<Observed>, string[]]>([
  ['nothing on a page that works', {}, []],
  ['two tags', { tags: ['s1', 's1'] }, ['tag_found_twice']],
  ['a tag of another site beside its own', { tags: ['s1', 's2'] }, ['wrong_key', 'tag_found_twice']],
  [
    'a foreign host before the silence that follows from it',
    { hostname: 'm.shop.example', local: nothing('network'), edge: { kind: 'lost' } },
    ['origin_not_allowed'],
  ],
  [
    'the policy before the silence that follows from it',
    {
      violations: [{ directive: 'connect-src', blocked: 'https://calls.example/v1/swap' }],
      local: nothing('network'),
      edge: { kind: 'lost' },
    },
    ['csp_blocked'],
  ],
  ['a server that is not there', { local: nothing('network'), edge: { kind: 'lost' } }, ['api_unreachable']],
  ['a server that answers too late', { local: nothing('timeout') }, ['api_unreachable slow_answer']],
  ['no consent', { consent: 'none', local: nothing('consent') }, ['consent_pending']],
  ['consent for this page alone', { consent: 'memory', local: nothing('consent') }, ['consent_pending']],
  ['no campaign', { local: nothing('no_campaign') }, ['no_campaign']],
  [
    'a full pool',
    {
      edge: {
        kind: 'told',
        explanation: { ...TOLD, offices: [{ ...OFFICE, shows: 'fallback', why: 'exhausted' }] },
      },
    },
    ['pool_exhausted shows_fallback'],
  ],
  [
    'a full pool by the page’s own word, when the link has expired',
    { local: nothing('exhausted'), edge: { kind: 'expired' } },
    ['pool_exhausted'],
  ],
  ['no place', { found: [{ ...FOUND, elements: [], shown: 0 }] }, ['no_selector']],
  [
    'places without a number',
    { found: [{ ...FOUND, shown: 0, skipped: { no_number: 1 } }] },
    ['format_unknown'],
  ],
  [
    'nothing where one of two places works',
    { found: [FOUND, { ...FOUND, shown: 0, skipped: { no_number: 1 } }] },
    [],
  ],
  [
    'nothing about places where nothing is to be shown',
    { found: [{ ...FOUND, elements: [], shown: 0 }], local: nothing('no_campaign') },
    ['no_campaign'],
  ],
])('names %s', (_, changes, expected) => {
  expect(codes(changes)).toEqual(expected);
});
