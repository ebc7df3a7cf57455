import type { StoredNumber } from '../entity-bodies.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';

const FIRST = { sortBy: null, descending: false, after: null, limit: 1 } as const;

/** The account's number with this E.164, or null. */
export function findByE164(entities: EntityStore, e164: string): StoredNumber | null {
  const where = [{ sql: `${fieldSql('e164')} = ?`, values: [e164] }];
  return entities.page('numbers', { ...FIRST, where })[0]?.body ?? null;
}

/** The id of the purchase that may yet bring this number, or null. */
export function openPurchaseOf(entities: EntityStore, e164: string): string | null {
  const where = [
    { sql: `${fieldSql('status')} = 'ordered'`, values: [] },
    {
      sql: "EXISTS (SELECT 1 FROM json_each(body, '$.numbers') WHERE value ->> '$.e164' = ?)",
      values: [e164],
    },
  ];
  return entities.page('purchases', { ...FIRST, where })[0]?.body.id ?? null;
}
