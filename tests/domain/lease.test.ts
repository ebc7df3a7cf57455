import { describe, expect, it } from 'vitest';
import { decideLease, type LeaseInput, type PoolNumber } from '../../edge/domain/lease.ts';

const NOW = 1_000_000;
const number = (changes: Partial<PoolNumber> = {}): PoolNumber => ({
  e164: '+74950000001',
  draining: false,
  usableFrom: 0,
  visitor: null,
  expiresAt: 0,
  restUntil: 0,
  ...changes,
});
const input = (changes: Partial<LeaseInput> = {}): LeaseInput => ({
  visitor: 'v_ann',
  now: NOW,
  holdMs: 600_000,
  restMs: 60_000,
  last: null,
  next: null,
  fallback: null,
  ...changes,
});

describe('which number a visitor gets', () => {
  it('keeps the number of an unexpired lease and extends it', () => {
    const last = number({ visitor: 'v_ann', expiresAt: NOW + 1, restUntil: NOW + 60_001 });
    expect(decideLease(input({ last, next: number() }))).toEqual({
      kind: 'keep',
      number: last,
      expiresAt: NOW + 600_000,
      restUntil: NOW + 660_000,
    });
  });

  it('never shortens a promise when the hold was lowered meanwhile', () => {
    const last = number({ visitor: 'v_ann', expiresAt: NOW + 500_000, restUntil: NOW + 560_000 });
    const decision = decideLease(input({ last, holdMs: 1_000 }));
    expect(decision).toMatchObject({ kind: 'keep', expiresAt: NOW + 500_000, restUntil: NOW + 560_000 });
  });

  it('lets a draining number run to its promised end and no longer', () => {
    const last = number({ visitor: 'v_ann', expiresAt: NOW + 5, restUntil: NOW + 60_005, draining: true });
    expect(decideLease(input({ last }))).toMatchObject({ kind: 'keep', expiresAt: NOW + 5 });
  });

  it('treats a lease as over at the very millisecond it was promised until', () => {
    const last = number({ visitor: 'v_ann', expiresAt: NOW, restUntil: NOW + 60_000, draining: true });
    expect(decideLease(input({ last, next: number({ e164: '+74950000002' }) }))).toMatchObject({
      kind: 'grant',
      number: { e164: '+74950000002' },
    });
  });

  it('gives a returning last holder the old number although it still rests', () => {
    const last = number({ visitor: 'v_ann', expiresAt: NOW - 1, restUntil: NOW + 59_999 });
    expect(decideLease(input({ last, next: number({ e164: '+74950000002' }) }))).toMatchObject({
      kind: 'grant',
      number: { e164: '+74950000001' },
    });
  });

  it('gives an earlier holder the old number only when its rest is over', () => {
    const last = number({ visitor: 'v_bob', expiresAt: NOW - 1, restUntil: NOW + 1 });
    const next = number({ e164: '+74950000002' });
    expect(decideLease(input({ last, next }))).toMatchObject({ number: { e164: '+74950000002' } });
    const rested = number({ visitor: 'v_bob', expiresAt: NOW - 2, restUntil: NOW });
    expect(decideLease(input({ last: rested, next }))).toMatchObject({ number: { e164: '+74950000001' } });
  });

  it('does not take the old number from its present holder', () => {
    const last = number({ visitor: 'v_bob', expiresAt: NOW + 1, restUntil: NOW + 60_001 });
    expect(decideLease(input({ last, fallback: '+78000000000' }))).toEqual({
      kind: 'fallback',
      number: '+78000000000',
    });
  });

  it('does not return a number that is not usable yet', () => {
    const last = number({ visitor: 'v_ann', expiresAt: 1, restUntil: 2, usableFrom: NOW + 1 });
    expect(decideLease(input({ last }))).toEqual({ kind: 'none' });
  });

  it('answers nothing when the pool is exhausted and has no fallback', () => {
    expect(decideLease(input())).toEqual({ kind: 'none' });
  });
});
