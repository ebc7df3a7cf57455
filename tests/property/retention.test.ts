import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_EVENTS_MS, FORGET_ROWS } from '../../edge/domain/limits.ts';
import { adminMigrations } from '../../edge/objects/account/account-migrations.ts';
import { forgetSlice } from '../../edge/objects/account/privacy/forget-old.ts';
import { DEFAULT_PRIVACY, type KeepDays } from '../../shared/contract/admin/account.ts';
import { openNodeSql } from '../support/node-sql.ts';

const DAY_MS = 86_400_000;
const NOW = 2_000_000_000_000;
const OPEN = ['planned', 'due', 'talking', 'retry_planned', 'needs_confirmation'];
const ENDED = ['completed', 'failed', 'cancelled', 'expired'];

interface Aged {
  kind: string;
  ageDays: number;
  status: string;
  type: string;
}

/** Of what age a row of a kind goes, days; null for one that never does. Written anew from the documentation. */
function limitOf({ kind, status, type }: Aged, keep: KeepDays): number | null {
  if (kind === 'callbacks') return ENDED.includes(status) ? keep.callbacks : null;
  if (kind === 'events') {
    const isOfPerson = /^(call|lead)/.test(type) && type !== 'callback.alert';
    return isOfPerson ? Math.min(keep.events, CALL_EVENTS_MS / DAY_MS) : keep.events;
  }
  if (kind === 'offices' || kind === 'deliveries') return null;
  return keep[kind as keyof KeepDays];
}

const row: fc.Arbitrary<Aged> = fc.record({
  kind: fc.constantFrom(
    'calls',
    'callbacks',
    'leads',
    'consents',
    'events',
    'audit',
    'offices',
    'deliveries',
  ),
  ageDays: fc.integer({ min: -40, max: 4000 }),
  status: fc.constantFrom(...OPEN, ...ENDED),
  type: fc.constantFrom('call.ended', 'callback.created', 'callback.alert', 'lead.created', 'pool.alert'),
});
const days = (min: number, max: number) => fc.integer({ min, max });
const keepDays: fc.Arbitrary<KeepDays> = fc.record({
  calls: days(30, 3650),
  callbacks: days(7, 3650),
  leads: days(7, 3650),
  consents: days(30, 3650),
  leases: days(7, 90),
  events: days(7, 90),
  audit: days(30, 3650),
});

function aTable(rows: readonly Aged[]) {
  const sql = openNodeSql(adminMigrations.steps);
  rows.forEach(({ kind, ageDays, status, type }, i) => {
    const at = NOW - ageDays * DAY_MS;
    const body = { id: String(i), startedAt: at, createdAt: at, givenAt: at, occurredAt: at, status, type };
    sql.exec(
      'INSERT INTO entities (kind, id, body, revision, created_at, updated_at) VALUES (?, ?, ?, 1, 0, 0)',
      kind,
      String(i),
      JSON.stringify(body),
    );
  });
  const left = () =>
    sql
      .exec<{ id: string }>('SELECT id FROM entities ORDER BY seq')
      .toArray()
      .map(({ id }) => Number(id));
  return { sql: sql as never, left };
}

describe('what is too old', () => {
  it('goes, and nothing else does, whatever the settings, however often it is looked for', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), keepDays, (rows, keep) => {
        const { sql, left } = aTable(rows);
        const isKept = (one: Aged) => {
          const limit = limitOf(one, keep);
          return limit === null || one.ageDays <= limit;
        };
        const expected = rows.flatMap((one, i) => (isKept(one) ? [i] : []));
        expect(forgetSlice(sql, keep, NOW)).toBe(false);
        expect(left()).toEqual(expected);
        forgetSlice(sql, keep, NOW);
        expect(left()).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('goes slice by slice, of each kind so many at once, and says when no more is left', () => {
    const old = { ageDays: 3999, status: 'completed', type: 'pool.alert' };
    const rows = ['calls', 'audit'].flatMap((kind) =>
      Array.from({ length: FORGET_ROWS + 1 }, () => ({ kind, ...old })),
    );
    const { sql, left } = aTable(rows);
    const keep = DEFAULT_PRIVACY.keepDays;
    expect([forgetSlice(sql, keep, NOW), left().length]).toEqual([true, 2]);
    expect([forgetSlice(sql, keep, NOW), left().length]).toEqual([false, 0]);
  });
});
