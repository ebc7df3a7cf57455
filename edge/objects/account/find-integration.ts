import type { StoredIntegration } from './entity-bodies.ts';
import { type EntityStore, fieldSql } from './entity-store.ts';

/** The integration with a routing key; null if there is none. */
export function findIntegration(entities: EntityStore, key: string): StoredIntegration | null {
  const where = [{ sql: `${fieldSql('key')} = ?`, values: [key] }];
  const page = { where, sortBy: null, descending: false, after: null, limit: 1 };
  return entities.page('integrations', page)[0]?.body ?? null;
}
