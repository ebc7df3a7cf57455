import { DOUBTS_AGAIN_MS, DOUBTS_TOLD } from '../../../domain/limits.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';
import type { EventLog } from './event-log.ts';

const HOUR_MS = 3_600_000;

/**
 * Tells the account of a widget (by hash) at which many orders of the last hour wait for a manager's word: somebody
 * plays tricks, or a cap is too low. Once in six hours. Answers how many wait. Call in the transaction that stored such
 * an order; `now` is epoch ms.
 */
export function watchOrders(
  { sql, entities, events }: { sql: SqlStorage; entities: EntityStore; events: EventLog },
  widget: string,
  now: number,
): number {
  const { waiting } = sql
    .exec<{ waiting: number }>(
      `SELECT count(*) AS waiting FROM entities WHERE kind = 'callbacks' AND ${fieldSql('widget')} = ?
       AND ${fieldSql('createdAt')} > ? AND ${fieldSql('status')} = 'needs_confirmation'`,
      widget,
      now - HOUR_MS,
    )
    .one();
  if (waiting < DOUBTS_TOLD) return waiting;
  if (!events.rememberFor(`callback.alert:${widget}`, DOUBTS_AGAIN_MS, now)) return waiting;
  const site = entities.list('widgets').find(({ hash }) => hash === widget)?.site ?? null;
  events.record({ type: 'callback.alert', site, data: { widget, waiting } }, now);
  return waiting;
}
