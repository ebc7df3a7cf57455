import { newId } from '../../../keys/ids.ts';
import { AuditStore } from '../audit-store.ts';
import type { EntityStore } from '../entity-store.ts';
import { findByE164 } from '../resources/find-number.ts';

/**
 * A call to a number of the account's own came in by one of its providers, so the number is connected (S2-8). One that
 * somebody has disabled stays so. Answers whether that changed anything. Call inside a transaction; `now` is epoch ms.
 */
export function connectNumber(
  { sql, entities }: { sql: SqlStorage; entities: EntityStore },
  e164: string,
  now: number,
): boolean {
  const number = findByE164(entities, e164);
  if (number?.status !== 'not_connected') return false;
  entities.save('numbers', { ...number, status: 'active' }, now);
  new AuditStore(sql).add({
    id: newId('aud'),
    at: now,
    requestId: '',
    token: 'first call',
    actorKind: 'system',
    verb: 'update',
    kind: 'numbers',
    entity: number.id,
    fields: ['status'],
  });
  return true;
}
