import { telephonyProvider } from '../../adapters/telephony/providers.ts';
import type { LegRef } from '../../domain/ports.ts';
import type { LegStore } from './leg-store.ts';
import { integrationOf, type TelephonyParts } from './telephony-parts.ts';

/** The timer of a talk that is looked at; its key is the callback. */
export const TALK_TIMER = 'talk';
/** A provider that tells of an end once, to nobody, is asked for it after this long at the latest. */
const ASK_MS = 30_000;

/** Call once both sides are connected by a provider that can be asked. */
export function watchTalk({ timers, now }: TelephonyParts, callback: string): void {
  timers.set(TALK_TIMER, callback, now() + ASK_MS);
}

/**
 * Asks the provider whether the calls of a talk still last. Without that, a talk whose end was told to a server that was
 * down would keep its widget's line until the longest talk is over, and others would wait for it.
 */
export async function checkTalk(parts: TelephonyParts, legs: LegStore, callback: string): Promise<void> {
  const { env, store, now, advance } = parts;
  const stored = store.read(callback);
  const config = store.readConfig();
  if (!config || stored?.state.status !== 'talking') return;
  watchTalk(parts, callback);
  const { attempt } = stored.state;
  for (const { party, line, code } of stored.state.legs) {
    const leg: LegRef = {
      account: config.account,
      widget: config.widget,
      callback,
      attempt,
      party,
      line,
    };
    const dialled = legs.read(leg);
    if (code !== null || !dialled?.call) continue;
    const provider = await telephonyProvider(env, integrationOf(store, dialled.integration));
    const news = (await provider?.check?.(dialled.call)) ?? null;
    if (news?.kind !== 'ended') continue;
    const event = { id: `${dialled.dial.key}:checked`, leg, at: now(), ...news };
    advance(callback, { kind: 'telephone', event });
    return;
  }
}
