import { describe, expect, it } from 'vitest';
import type { EdgeCampaign, EdgeOffice } from '../../edge/domain/site-model.ts';
import { composeSwaps, type PoolOfficeAnswer } from '../../edge/domain/swap-answer.ts';

const NOW = 1_000_000;
const usable = (e164: string, usableFrom = 0) => ({ e164, usableFrom });

function office(id: string, changes: Partial<EdgeOffice>): EdgeOffice {
  const replaces = ['+74950001010'];
  return {
    office: id,
    selectors: [`.${id}`],
    replaces,
    kind: 'none',
    static: null,
    fallback: null,
    ...changes,
  };
}
const SAME = { replaces: ['+74950001010'] };
const STATIC = office('static', { kind: 'static', static: usable('+7001') });
const DYNAMIC = office('dynamic', { kind: 'dynamic', fallback: usable('+7002') });
const BARE = office('bare', { kind: 'dynamic' });

const campaign = (...offices: EdgeOffice[]): EdgeCampaign => ({
  id: 'cmp_a',
  name: 'A',
  groups: [],
  sessionS: 300,
  dynamic: offices.some(({ kind }) => kind === 'dynamic'),
  offices,
});
const shown = (offices: EdgeOffice[], leases: PoolOfficeAnswer[] | null) => {
  const { swaps, reason } = composeSwaps(campaign(...offices), leases, NOW);
  return [reason, ...swaps.map(({ office: id, number, kind, expiresInS }) => [id, number, kind, expiresInS])];
};
const leased = (id: string, renewed = false): PoolOfficeAnswer => ({
  office: id,
  kind: 'leased',
  renewed,
  number: '+7009',
  expiresInS: 600,
});

describe('what a page shows of a campaign', () => {
  it('is the leased number, the static one and their selectors, office by office', () => {
    expect(composeSwaps(campaign(STATIC, DYNAMIC), [leased('dynamic')], NOW)).toEqual({
      reason: 'leased',
      swaps: [
        {
          ...SAME,
          office: 'static',
          selectors: ['.static'],
          number: '+7001',
          kind: 'static',
          expiresInS: null,
        },
        {
          ...SAME,
          office: 'dynamic',
          selectors: ['.dynamic'],
          number: '+7009',
          kind: 'leased',
          expiresInS: 600,
        },
      ],
    });
  });

  it('is the fallback for a visitor who gets no lease', () => {
    expect(shown([DYNAMIC], null)).toEqual(['fallback', ['dynamic', '+7002', 'fallback', null]]);
  });

  it('leaves out an office that has nothing, so that the page keeps its own number', () => {
    expect(shown([BARE, STATIC], [{ office: 'bare', kind: 'none' }])).toEqual([
      'exhausted',
      ['static', '+7001', 'static', null],
    ]);
    expect(shown([office('empty', {})], null)).toEqual(['none']);
  });

  it.each([
    [NOW, 'static'],
    [NOW + 1, 'none'],
  ])('waits with a shared number until it may be used: %i', (usableFrom, reason) => {
    const resting = office('static', { kind: 'static', static: usable('+7001', usableFrom) });
    expect(shown([resting], null)[0]).toBe(reason);
  });

  it('names the strongest of several reasons', () => {
    const fallback: PoolOfficeAnswer = { office: 'bare', kind: 'fallback', number: '+7003' };
    expect(shown([BARE, DYNAMIC, STATIC], [fallback, leased('dynamic', true)])[0]).toBe('renewed');
    expect(shown([BARE, STATIC], [fallback])[0]).toBe('fallback');
  });
});
