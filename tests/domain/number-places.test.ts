import { describe, expect, it } from 'vitest';
import { findRepeatedNumbers, findTakenNumbers } from '../../edge/domain/number-places.ts';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';

type Entry = { office: string; numbers?: string[]; fallback?: string | null };

function aCampaign(id: string, entries: Entry[], status: Campaign['status'] = 'active'): Campaign {
  const offices = entries.map(({ office, numbers = [], fallback = null }) => ({
    office,
    selectors: ['.phone'],
    numbers,
    fallback,
  }));
  const times = { sessionS: 300, afterSessionS: 300, restS: 60 };
  return { id, name: id.toUpperCase(), site: 'site', groups: [], position: 0, status, offices, ...times };
}

const OTHER = aCampaign('other', [{ office: 'o1', numbers: ['n1', 'n2'], fallback: 'f1' }]);

describe('a number has one place', () => {
  it.each<[string, Entry[], string[]]>([
    ['numbers of its own are free', [{ office: 'o1', numbers: ['n3'], fallback: 'f3' }], []],
    [
      'a number of the other one is taken',
      [{ office: 'o1', numbers: ['n3', 'n2'] }],
      ['offices.0.numbers.1'],
    ],
    ['its number is no fallback here', [{ office: 'o1', fallback: 'n1' }], ['offices.0.fallback']],
    ['its fallback is no number here', [{ office: 'o1', numbers: ['f1'] }], ['offices.0.numbers.0']],
    ['its fallback may serve the same office', [{ office: 'o1', fallback: 'f1' }], []],
    ['but no other office', [{ office: 'o2', fallback: 'f1' }], ['offices.0.fallback']],
  ])('%s', (_, entries, paths) => {
    const taken = findTakenNumbers(aCampaign('mine', entries), [OTHER]);
    expect(taken.map(({ path }) => path)).toEqual(paths);
    for (const { holder } of taken) expect(holder).toEqual({ id: 'other', name: 'OTHER' });
  });

  it.each(['draft', 'paused', 'archived'] as const)('which a %s campaign does not hold', (status) => {
    const mine = aCampaign('mine', [{ office: 'o1', numbers: ['n1'] }]);
    expect(findTakenNumbers(mine, [{ ...OTHER, status }])).toEqual([]);
  });

  it('which it does not take from itself', () => {
    expect(findTakenNumbers(OTHER, [OTHER])).toEqual([]);
  });

  it('also within one campaign', () => {
    const campaign = aCampaign('mine', [
      { office: 'o1', numbers: ['n1'], fallback: 'f1' },
      { office: 'o2', numbers: ['f1'], fallback: 'n1' },
    ]);
    expect(findRepeatedNumbers(campaign).map(({ path }) => path)).toEqual([
      'offices.1.numbers.0',
      'offices.1.fallback',
    ]);
  });
});
