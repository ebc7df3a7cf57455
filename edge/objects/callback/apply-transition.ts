import { officesFor } from '../../domain/callback/rules.ts';
import type { CallbackEffect, CallbackState } from '../../domain/callback/state.ts';
import type { WidgetConfig } from '../../domain/site-model.ts';
import { toCommand } from '../../domain/telephony-commands.ts';
import type { RingToPermit } from '../guard/permit-ring.ts';
import type { Outbox } from '../outbox.ts';
import type { Timers } from '../timers.ts';
import { type CallbackStore, type StoredCallback, toRecord } from './callback-store.ts';
import { telephonyTarget } from './telephony-parts.ts';

export interface TransitionSink {
  store: CallbackStore;
  outbox: Outbox;
  timers: Timers;
}

/**
 * Stores a new state with everything that follows from it: timers, commands to the telephony provider and the
 * fact for the account. Call inside a transaction; nothing has left the object when it returns.
 */
export function applyTransition(
  { store, outbox, timers }: TransitionSink,
  callback: StoredCallback,
  config: WidgetConfig,
  state: CallbackState,
  effects: readonly CallbackEffect[],
  now: number,
): void {
  store.writeState(callback.id, state);
  for (const effect of effects) {
    if (effect.kind === 'timer') timers.set(effect.timer, callback.id, effect.at);
    else if (effect.kind === 'clear_timer') timers.clear(effect.timer, callback.id);
    else addCommand(outbox, callback, config, state, effect, now);
  }
  oweRecord(outbox, { ...callback, state }, config, now);
}

/** What has to be permitted before the next attempt of a callback. */
export function ringOf({ id, order, state }: StoredCallback, config: WidgetConfig): RingToPermit {
  return {
    callback: id,
    attempt: state.past.length + 1,
    account: config.account,
    widget: config.widget,
    phone: order.phone,
    ringsVisitorFirst: config.scenario.order !== 'manager_first',
  };
}

/** Each state of a callback is a fact of its own; the account keeps the newest. */
export function oweRecord(outbox: Outbox, callback: StoredCallback, config: WidgetConfig, now: number): void {
  const { id, order, state } = callback;
  const offices = officesFor(config, order.office).map((office) => office.id);
  // A recording that comes after the end is news of a state that was told of already.
  const recordings = state.past.filter(({ recording }) => recording).length;
  outbox.add(
    `${id}:${state.attempt}:${state.status}:${state.at}${recordings > 0 ? `:${recordings}` : ''}`,
    `account:${config.account}`,
    id,
    { type: 'callback.changed', callback: toRecord(callback, config, offices) },
    now,
  );
}

function addCommand(
  outbox: Outbox,
  { id, order }: StoredCallback,
  config: WidgetConfig,
  { attempt }: CallbackState,
  effect: CallbackEffect,
  now: number,
): void {
  const call = { callback: id, attempt, order, offices: officesFor(config, order.office), config, now };
  const command = toCommand(effect, call);
  if (command) {
    const target = telephonyTarget(config, id);
    outbox.add(command.key, target, id, { type: 'telephony.command', command }, now);
  }
}
