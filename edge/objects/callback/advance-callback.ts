import { hoursOf } from '../../domain/callback/hours.ts';
import { transition } from '../../domain/callback/machine.ts';
import { officesFor, rulesOf } from '../../domain/callback/rules.ts';
import type { CallbackInput } from '../../domain/callback/state.ts';
import type { Fact } from '../../domain/facts.ts';
import { noteFact } from '../received-facts.ts';
import { applyTransition, type TransitionSink } from './apply-transition.ts';
import type { StoredCallback } from './callback-store.ts';

export interface AdvanceParts extends TransitionSink {
  storage: DurableObjectStorage;
  /** Epoch ms, and the object's clock does not run behind it any more. */
  stamp(): number;
}

/** `impossible`: the visitor asked for what cannot be any more. `unknown`: there is no such callback. */
export type Advanced =
  | { kind: 'moved'; callback: StoredCallback }
  | { kind: 'ignored' | 'impossible' | 'unknown' };

/**
 * One step of a callback's machine with all that follows, in one transaction. A fact moves the machine once. A widget
 * without offices still ends what is under way.
 */
export function advanceCallback(
  parts: AdvanceParts,
  id: string,
  input: CallbackInput,
  fact?: Fact,
): Advanced {
  const { storage, store, stamp } = parts;
  return storage.transactionSync((): Advanced => {
    const now = stamp();
    if (fact && !noteFact(storage.sql, fact, now, false)) return { kind: 'ignored' };
    const callback = store.read(id);
    const config = store.readConfig();
    if (!callback || !config) return { kind: 'unknown' };
    const { order, state } = callback;
    const lines = officesFor(config, order.office).length;
    const hours = hoursOf(config, order, () => store.listPlanned(id));
    const step = transition(state, input, rulesOf(config, lines, hours), now);
    if (step.kind !== 'moved') return step;
    applyTransition(parts, callback, config, step.state, step.effects, now);
    return { kind: 'moved', callback: { ...callback, state: step.state } };
  });
}
