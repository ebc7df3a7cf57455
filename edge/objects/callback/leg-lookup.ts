import { legName } from '../../adapters/telephony/leg-address.ts';
import { telephonyProvider } from '../../adapters/telephony/providers.ts';
import type { FactBody } from '../../domain/facts.ts';
import { isWanted } from '../../domain/pending-commands.ts';
import type { FoundCall, TelephonyProvider } from '../../domain/ports.ts';
import { logWarning } from '../../log.ts';
import type { DialledLeg, LegStore } from './leg-store.ts';
import { integrationOf, queueCommand, type TelephonyParts } from './telephony-parts.ts';

/** A call tells of itself within this time, if it was made. */
const WAIT_MS = 60_000;
/** A provider that cannot be asked is asked again, and in the end left alone. */
const ASK_AGAIN_MS = 15_000;
const GIVE_UP_MS = 600_000;
const MAX_TRIES = 3;
/** Of dials that are further apart than this a provider's list tells which is which. */
const MIX_UP_MS = 180_000;

/** The timer of a lookup; its key is the name of the leg. */
export const LOOKUP_TIMER = 'lookup';

/**
 * Finds out what became of a dial whose answer never came: the call tells of itself, or else the provider is asked for
 * calls like it. Exactly one that can be no other's is taken for it, none lets the dial be sent again, several end the
 * callback, as does one that may as well be that of another lost dial to the same telephone.
 */
export class LegLookup {
  readonly #parts: TelephonyParts;
  readonly #legs: LegStore;

  constructor(parts: TelephonyParts, legs: LegStore) {
    this.#parts = parts;
    this.#legs = legs;
  }

  start(leg: DialledLeg, provider: Pick<TelephonyProvider, 'lookup'>): void {
    const { storage, timers, now, advance } = this.#parts;
    if (provider.lookup === 'none') {
      this.#giveUp(leg);
      return;
    }
    storage.transactionSync(() => {
      this.#legs.write({ ...leg, status: 'unsure' });
      timers.set(LOOKUP_TIMER, legName(leg.dial.leg), now() + WAIT_MS);
    });
    advance(leg.dial.leg.callback, { kind: 'dial_unsure', waitMs: WAIT_MS });
  }

  /**
   * Nobody waits any more for a dial whose call is not known: it is hung up once it is. One that a crash left on its way
   * is looked up for that; it would be taken for the call of others to the same telephone.
   */
  dismiss(leg: DialledLeg): void {
    const { storage, timers, now } = this.#parts;
    const isLost = leg.status === 'sending';
    storage.transactionSync(() => {
      this.#legs.write({ ...leg, unwanted: true, status: isLost ? 'unsure' : leg.status });
      if (isLost) timers.set(LOOKUP_TIMER, legName(leg.dial.leg), now() + WAIT_MS);
    });
  }

  /** The call of the leg is known now; if nobody wants it any more, it is hung up. */
  know(leg: DialledLeg, call: string | null): void {
    const { storage, timers } = this.#parts;
    const name = legName(leg.dial.leg);
    storage.transactionSync(() => {
      this.#legs.write({ ...leg, status: 'known', call, unwanted: false });
      timers.clear(LOOKUP_TIMER, name);
      if (leg.unwanted) {
        queueCommand(this.#parts, { key: `${name}:hangup-late`, leg: leg.dial.leg, kind: 'hangup' });
      }
    });
  }

  /** Whether news may move the machine: by the integration that dialled, and of the call that this made. */
  admits({ event, via }: Extract<FactBody, { type: 'telephony.event' }>): boolean {
    if (!via) return true;
    const before = this.#legs.read(event.leg);
    if (!before || before.integration.key !== via.key) return false;
    if (before.status !== 'known') this.know(before, via.call);
    const leg = this.#legs.read(event.leg);
    if (leg?.call !== via.call) return false;
    if (via.isAsking) this.#legs.write({ ...leg, askedAt: this.#parts.now() });
    return true;
  }

  async run(name: string): Promise<void> {
    const { env, store, now, timers } = this.#parts;
    const asked = this.#legs.find(name);
    if (asked?.status !== 'unsure') return;
    // The provider may not answer for a while, and we may be gone by then.
    timers.set(LOOKUP_TIMER, name, now() + ASK_AGAIN_MS);
    const provider = await telephonyProvider(env, integrationOf(store, asked.integration));
    const found = (await provider?.find?.(asked.dial, asked.sentAt)) ?? null;
    const leg = this.#legs.find(name);
    if (leg?.status !== 'unsure') return;
    const calls = found?.filter(({ call }) => !this.#legs.hasCall(call)) ?? null;
    // A call that is there may be that of another dial to the same telephone, which may be sent once more for it.
    const rivals = calls?.length === 0 ? [] : this.#legs.listRivals(leg, MIX_UP_MS);
    if (calls === null || rivals.includes('sending')) {
      if (now() - leg.sentAt > GIVE_UP_MS) this.#giveUp(leg);
      else timers.set(LOOKUP_TIMER, name, now() + ASK_AGAIN_MS);
      return;
    }
    const [only] = calls;
    if (!only) this.#tryAgain(leg);
    else if (calls.length === 1 && rivals.length === 0) this.#adopt(leg, only);
    else this.#giveUp(leg);
  }

  #adopt(leg: DialledLeg, { call, news }: FoundCall): void {
    this.know(leg, call);
    if (!news) return;
    const { leg: ref, key } = leg.dial;
    const event = { id: `${key}:found`, leg: ref, at: this.#parts.now(), ...news };
    this.#parts.advance(ref.callback, { kind: 'telephone', event });
  }

  #tryAgain(leg: DialledLeg): void {
    const { dial } = leg;
    const state = this.#parts.store.read(dial.leg.callback)?.state;
    if (leg.unwanted || !state || !isWanted(dial, state)) this.#legs.remove(dial.leg);
    else if (leg.tries >= MAX_TRIES) this.#giveUp(leg);
    else {
      this.#parts.storage.transactionSync(() => {
        this.#legs.write({ ...leg, status: 'unsent' });
        queueCommand(this.#parts, dial);
      });
    }
  }

  /** A callback that waits for the call ends; one that has gone on without it does not. */
  #giveUp({ dial, unwanted }: DialledLeg): void {
    this.#parts.timers.clear(LOOKUP_TIMER, legName(dial.leg));
    if (unwanted) {
      this.#legs.remove(dial.leg);
      return;
    }
    logWarning('outcome of a call is unknown', { callback: dial.leg.callback });
    this.#parts.advance(dial.leg.callback, { kind: 'unknown_outcome' });
  }
}
