import type { OrderPolicy } from '../../domain/abuse.ts';
import type { AccountStore } from './account-store.ts';
import { fieldSql } from './entity-store.ts';

/**
 * What an account allows to be called at this moment, and whether a telephone (E.164) is excluded. It is asked for
 * each order and before each attempt and never cached, so a setting holds at once. Null: there is no such account.
 */
export function readOrderPolicy(sql: SqlStorage, account: AccountStore, phone: string): OrderPolicy | null {
  const found = account.find();
  if (!found) return null;
  const { country, orders } = found.body;
  const excluded = sql.exec(
    `SELECT 1 FROM entities WHERE kind = 'exclusions' AND ${fieldSql('address')} = ?`,
    phone,
  );
  return {
    ...orders,
    countries: orders.countries.length > 0 ? orders.countries : [country],
    isExcluded: excluded.toArray().length > 0,
  };
}
