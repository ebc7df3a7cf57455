import type { CallbackRecord, Fact } from '../../domain/facts.ts';
import { FORGET_STATISTICS_MS } from '../../domain/limits.ts';
import { noteFact } from '../received-facts.ts';
import type { AccountParts } from './account-parts.ts';
import { watchOrders } from './events/watch-orders.ts';

/**
 * Keeps a fact that another object owes the account. Of a callback and of a delivery the newest state counts; a fact
 * that has come before changes nothing. Runs inside a transaction; `now` is epoch ms.
 */
export function takeFact(parts: AccountParts, fact: Fact, now: number): void {
  const { body } = fact;
  if (body.type !== 'callback.changed' && body.type !== 'delivery.changed') return;
  if (!noteFact(parts.storage.sql, fact, now, true)) return;
  const { entities, notices } = parts;
  if (body.type === 'delivery.changed') notices.keepProgress(body.progress, now);
  else {
    notices.onCallback(entities.get('callbacks', body.callback.id), body.callback, now);
    saveCallback(parts, body.callback, now);
  }
}

function saveCallback(parts: AccountParts, callback: CallbackRecord, now: number): void {
  const { storage, entities, events, timers } = parts;
  entities.save('callbacks', callback, now);
  if (callback.status !== 'needs_confirmation') return;
  watchOrders({ sql: storage.sql, entities, events }, callback.widget, now);
  timers.setOnce('statistics', '', now + FORGET_STATISTICS_MS);
}
