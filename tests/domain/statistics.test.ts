import { describe, expect, it } from 'vitest';
import { type AnsweredVisit, countVisit } from '../../edge/domain/statistics.ts';

const visit = (changes: Partial<AnsweredVisit>): AnsweredVisit => ({
  isNewSession: true,
  sinceSeenMs: null,
  swaps: [],
  leases: null,
  remembered: [],
  ...changes,
});
const counted = (changes: Partial<AnsweredVisit>) => {
  const { counts, issued } = countVisit(visit(changes));
  return [counts.map(({ office, counter, by }) => `${office}:${counter}+${by}`).join(' '), issued];
};

describe('what an answered visit adds to the counters', () => {
  it('is a view, and a session for who has just come', () => {
    expect(counted({})).toEqual([':views+1 :sessions+1', []]);
    expect(counted({ isNewSession: false })).toEqual([':views+1', []]);
  });

  it('is the way of the visit from one length to the next', () => {
    const stays = [
      { counter: 'stay30', by: -1 },
      { counter: 'stay60', by: 1 },
    ] as const;
    expect(counted({ isNewSession: false, stays })).toEqual([':views+1 :stay30+-1 :stay60+1', []]);
  });

  it('is a static number every time, given out once a session', () => {
    const swaps = [{ office: 'off', kind: 'static' as const, number: '+7001' }];
    expect(counted({ swaps })).toEqual([':views+1 :sessions+1 off:static+1', ['+7001']]);
    expect(counted({ swaps, isNewSession: false })).toEqual([':views+1 off:static+1', []]);
  });

  it('is a lease for a newcomer, and by how much it grew for its holder', () => {
    const lease = { office: 'off', kind: 'leased' as const, number: '+7002', expiresInS: 600 };
    expect(counted({ leases: [{ ...lease, renewed: false }] })).toEqual([
      ':views+1 :sessions+1 off:leased+1',
      ['+7002'],
    ]);
    const again = { isNewSession: false, sinceSeenMs: 240_400, leases: [{ ...lease, renewed: true }] };
    expect(counted(again)).toEqual([':views+1 off:renewed+1 off:extendedS+240', []]);
  });

  it('is a fallback once a stay, remembered or not', () => {
    const leases = [
      { office: 'a', kind: 'fallback' as const, number: '+7003' },
      { office: 'b', kind: 'none' as const },
    ];
    expect(counted({ leases, remembered: ['b'] })).toEqual([
      ':views+1 :sessions+1 a:fallback+1 b:exhausted+1 b:remembered+1',
      ['+7003'],
    ]);
    expect(counted({ leases, isNewSession: false, sinceSeenMs: 5_000 })).toEqual([':views+1', []]);
  });
});
