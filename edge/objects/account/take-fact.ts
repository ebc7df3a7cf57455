import type { CallbackRecord, Fact } from '../../domain/facts.ts';
import { DOUBTS_TOLD, FORGET_STATISTICS_MS } from '../../domain/limits.ts';
import { noteFact } from '../received-facts.ts';
import type { AccountParts } from './account-parts.ts';
import { noteCallback } from './communications/note-callback.ts';
import { tellCallback } from './events/tell-callbacks.ts';
import { watchOrders } from './events/watch-orders.ts';
import type { ConfirmLink } from './orders/confirm-links.ts';
import { questionOf } from './orders/order-questions.ts';
import { takeQueueState } from './webhooks/take-queue-state.ts';

/**
 * Keeps a fact that another object owes the account. Of a callback and of a delivery the newest state counts; a fact
 * that has come before changes nothing. `links` are those by which managers confirm orders. Runs inside a transaction;
 * `now` is epoch ms.
 */
export function takeFact(
  parts: AccountParts,
  fact: Fact,
  links: ReadonlyMap<string, ConfirmLink>,
  now: number,
): void {
  const { body } = fact;
  if (
    body.type !== 'callback.changed' &&
    body.type !== 'delivery.changed' &&
    body.type !== 'delivery.state'
  ) {
    return;
  }
  if (!noteFact(parts.storage.sql, fact, now, true)) return;
  const { entities, notices, leads } = parts;
  if (body.type === 'delivery.changed') notices.keepProgress(body.progress, now);
  else if (body.type === 'delivery.state') takeQueueState(parts, body, now);
  else {
    const before = entities.get('callbacks', body.callback.id);
    notices.onCallback(before, body.callback, now);
    if (before === null) leads.onCallback(body.callback, now);
    tellCallback(parts, before, body.callback, now);
    noteCallback(parts, body.callback, now);
    saveCallback(parts, body.callback, links.get(body.callback.id) ?? null, now);
  }
}

function saveCallback(
  parts: AccountParts,
  callback: CallbackRecord,
  link: ConfirmLink | null,
  now: number,
): void {
  const { storage, entities, events, timers, notices } = parts;
  entities.save('callbacks', callback, now);
  if (callback.status !== 'needs_confirmation') return;
  const waiting = watchOrders({ sql: storage.sql, entities, events }, callback.widget, now);
  if (link && waiting <= DOUBTS_TOLD) notices.onDoubt(questionOf(parts, callback), callback, link, now);
  timers.setOnce('statistics', '', now + FORGET_STATISTICS_MS);
}
