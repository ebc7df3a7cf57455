import { officesFor } from '../../domain/callback/rules.ts';
import { orderCallback } from '../../domain/callback/state.ts';
import type { WidgetConfig } from '../../domain/site-model.ts';
import type { CreateCallbackArgs } from '../../rpc/callback-rpc.ts';
import { oweRecord, type TransitionSink } from './apply-transition.ts';
import type { StoredCallback } from './callback-store.ts';

/** Stores a new order with its timer and the fact for the account. Call inside a transaction. */
export function keepOrder(
  { store, outbox, timers }: TransitionSink,
  args: CreateCallbackArgs,
  config: WidgetConfig,
  plan: { scheduledAt: number; isOurTime: boolean },
  now: number,
): StoredCallback {
  const { id, bodyHash, order, visitor, campaign, doubts = [] } = args;
  const { state, effects } = orderCallback({ ...plan, needsConfirmation: doubts.length > 0 }, now);
  const office = officesFor(config, order.office)[0]?.id ?? null;
  const callback = { id, bodyHash, order, state, office, visitor, campaign, createdAt: now, doubts };
  store.insert(callback);
  for (const effect of effects) if (effect.kind === 'timer') timers.set(effect.timer, id, effect.at);
  oweRecord(outbox, callback, config, now);
  return callback;
}
