import type { CallbackRecord } from '../../../domain/facts.ts';
import { FORGET_STATISTICS_MS } from '../../../domain/limits.ts';
import type { AccountParts } from '../account-parts.ts';
import { showCallback } from '../show-records.ts';

const ENDS: readonly CallbackRecord['status'][] = ['completed', 'failed', 'cancelled', 'expired'];

/**
 * Tells of an order, and of each step that it takes. Steps that its object told of at once may be one. Call in the
 * transaction that keeps `after`; `before` is what was known until then.
 */
export function tellCallback(
  { entities, events, timers }: Pick<AccountParts, 'entities' | 'events' | 'timers'>,
  before: CallbackRecord | null,
  after: CallbackRecord,
  now: number,
): void {
  const { id, status, changedAt, scheduledAt } = after;
  // What was known may be a manager's word already, of which nobody has been told.
  const isNew = events.remember(`${id}:${status}:${changedAt}:${scheduledAt}`, now);
  const isSame = before?.status === status && before.scheduledAt === scheduledAt;
  if (!isNew && isSame) return;
  const site = entities.list('widgets').find(({ hash }) => hash === after.widget)?.site ?? null;
  const data = showCallback(after);
  if (before === null) events.record({ type: 'callback.created', site, data }, now);
  if (ENDS.includes(status)) events.record({ type: 'callback.ended', site, data }, now);
  else if (before !== null) events.record({ type: 'callback.changed', site, data }, now);
  timers.setOnce('statistics', '', now + FORGET_STATISTICS_MS);
}
