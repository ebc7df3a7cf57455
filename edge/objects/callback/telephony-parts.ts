import type { CallbackInput } from '../../domain/callback/state.ts';
import type { TelephonyCommand } from '../../domain/ports.ts';
import type { WidgetConfig, WidgetIntegration } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import type { Outbox } from '../outbox.ts';
import type { Timers } from '../timers.ts';
import type { CallbackStore } from './callback-store.ts';

/** What telephony needs of the object that it belongs to. */
export interface TelephonyParts {
  env: Env;
  storage: DurableObjectStorage;
  store: CallbackStore;
  timers: Timers;
  /** Epoch ms. */
  now(): number;
  /** Moves the machine of a callback. */
  advance(callback: string, input: CallbackInput): void;
  /** It is made after this, since it sends by it. */
  outbox(): Outbox;
}

/** The integration that dialled `then`, with the newest of its settings; the widget's if nothing was dialled yet. */
export function integrationOf(
  store: CallbackStore,
  then: WidgetIntegration | null,
): WidgetIntegration | null {
  const now = store.readConfig()?.integration ?? null;
  return then === null || then.id === now?.id ? now : then;
}

/** A target for each callback, so that none waits for an answer that another is waiting for. */
export function telephonyTarget({ provider }: Pick<WidgetConfig, 'provider'>, callback: string): string {
  return `telephony:${provider}:${callback}`;
}

/** Owes a command, once more or anew. Call inside a transaction. */
export function queueCommand({ store, outbox, now }: TelephonyParts, command: TelephonyCommand): void {
  const { callback } = command.leg;
  const config = store.readConfig();
  if (!config) return;
  const body = { type: 'telephony.command', command } as const;
  outbox().add(command.key, telephonyTarget(config, callback), callback, body, now());
}
