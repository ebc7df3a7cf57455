import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  changeAssignments,
  desiredAssignments,
  usableFrom,
} from '../../edge/domain/assign-numbers.ts';
import { SHARED_REST_MS } from '../../edge/domain/limits.ts';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';

const NOW = 5_000_000;
const campaign = (
  status: Campaign['status'],
  numbers: string[],
  fallback: string | null = null,
): Campaign => ({
  id: 'cmp_a',
  name: 'A',
  site: 'site_a',
  status,
  position: 0,
  sessionS: 300,
  afterSessionS: 300,
  restS: 60,
  groups: [],
  offices: [{ office: 'off_a', selectors: ['.phone'], numbers, fallback }],
});
const place = (number: string, kind: Assignment['kind'], changes: Partial<Assignment> = {}): Assignment => ({
  number,
  campaign: 'cmp_a',
  office: 'off_a',
  kind,
  ...changes,
});

describe('the places of numbers', () => {
  it('calls an office with exactly one number static and one with more leased', () => {
    expect(desiredAssignments([campaign('active', ['n1'])])).toEqual([place('n1', 'static')]);
    expect(desiredAssignments([campaign('active', ['n1', 'n2'], 'n3')])).toEqual([
      place('n1', 'leased'),
      place('n2', 'leased'),
      place('n3', 'fallback'),
    ]);
  });

  it('gives a campaign that is not active no number', () => {
    for (const status of ['draft', 'paused', 'archived'] as const) {
      expect(desiredAssignments([campaign(status, ['n1', 'n2'])])).toEqual([]);
    }
  });

  it('waits for the word of the pool when a leased number leaves its place', () => {
    const change = changeAssignments(
      [place('n1', 'leased')],
      [place('n1', 'leased', { campaign: 'cmp_b' })],
      NOW,
    );
    expect(change.releases).toEqual([{ number: 'n1', campaign: 'cmp_a', freeAt: null }]);
  });

  it('waits also when a pool of two shrinks to one static number in the same office', () => {
    const change = changeAssignments(
      [place('n1', 'leased'), place('n2', 'leased')],
      [place('n1', 'static')],
      NOW,
    );
    expect(change.releases.map(({ number, freeAt }) => [number, freeAt])).toEqual([
      ['n1', null],
      ['n2', null],
    ]);
  });

  it('rests a shared number before it may belong to one visitor', () => {
    const change = changeAssignments([place('n1', 'static')], [place('n1', 'leased')], NOW);
    expect(change.releases).toEqual([{ number: 'n1', campaign: 'cmp_a', freeAt: NOW + SHARED_REST_MS }]);
  });

  it('lets a shared number stay with its office without a rest', () => {
    const change = changeAssignments(
      [place('n1', 'static')],
      [place('n1', 'fallback', { campaign: 'cmp_b' })],
      NOW,
    );
    expect(change.releases).toEqual([]);
  });

  it('changes nothing when nothing changed', () => {
    const open = [place('n1', 'leased'), place('n2', 'leased')];
    expect(changeAssignments(open, open, NOW)).toEqual({ opened: [], closed: [], releases: [] });
  });

  it('takes the latest of several releases, and none while one is unknown', () => {
    const instants = usableFrom([
      { e164: '+7001', freeAt: 10 },
      { e164: '+7001', freeAt: 30 },
      { e164: '+7002', freeAt: null },
      { e164: '+7002', freeAt: 30 },
    ]);
    expect([instants.get('+7001'), instants.get('+7002'), instants.get('+7003')]).toEqual([
      30,
      null,
      undefined,
    ]);
  });
});
