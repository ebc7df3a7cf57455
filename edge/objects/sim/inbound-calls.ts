import type { SimulatorGesture } from '../../../shared/contract/simulator.ts';
import type { CallEvent } from '../../domain/call-event.ts';
import {
  endLeg,
  type InboundRef,
  type LegStep,
  newLeg,
  pressDigit,
  type SimLeg,
  speakWords,
} from '../../domain/simulated-leg.ts';
import type { WidgetOffice } from '../../domain/site-model.ts';
import type { Outbox } from '../outbox.ts';
import type { Timers } from '../timers.ts';
import type { SimStore } from './sim-store.ts';

/** A call as it was dialled: the account, an id of the call, and both numbers in E.164. */
export type DialledCall = Omit<InboundRef, 'party'>;
export type LegGesture = Exclude<SimulatorGesture, { type: 'call' | 'hurry' }>;

type EndedBy = NonNullable<SimLeg['endedBy']>;
type Told =
  | { kind: 'started' | 'answered' }
  | { kind: 'ended'; outcome: Extract<CallEvent, { kind: 'ended' }>['outcome'] };

/** Rings an office this long. */
const RING_MS = 45_000;

/**
 * Calls that visitors' telephones dial: two legs, and the events of a telephony provider to the account. All methods
 * are called inside a transaction.
 */
export class InboundCalls {
  readonly #store: SimStore;
  readonly #outbox: Outbox;
  readonly #timers: Timers;

  constructor(store: SimStore, outbox: Outbox, timers: Timers) {
    this.#store = store;
    this.#outbox = outbox;
    this.#timers = timers;
  }

  /** A telephone that rings or talks cannot dial. */
  place(dialled: DialledCall, office: WidgetOffice | null, now: number): void {
    if (this.#store.isEngaged(dialled.caller)) return;
    const caller = legOf(dialled, 'visitor', dialled.caller, dialled.number, now);
    this.#tell(dialled, { kind: 'started' }, now);
    const isEngaged = office !== null && this.#store.isEngaged(office.address);
    if (office === null || isEngaged) {
      this.#end(caller, isEngaged ? 'busy' : 'unreachable', now);
      this.#tell(dialled, { kind: 'ended', outcome: isEngaged ? 'busy' : 'failed' }, now);
      return;
    }
    const ringing = legOf(dialled, 'manager', office.address, dialled.caller, now);
    this.#store.write(caller);
    this.#store.write(ringing);
    this.#timers.set('ring', ringing.id, now + RING_MS);
  }

  gesture(leg: SimLeg, gesture: LegGesture, now: number): void {
    if (gesture.type === 'answer') this.#answer(leg, now);
    else if (gesture.type === 'digit') this.#note(pressDigit(leg, gesture.digit));
    else if (gesture.type === 'say') this.#note(speakWords(leg, gesture.text, null));
    else this.#putDown(leg, now);
  }

  /** The office did not pick up. */
  ringOut(office: SimLeg, now: number): void {
    if (office.state !== 'ringing') return;
    this.#finish(office, { here: 'no_answer', there: 'no_answer', outcome: 'no_answer' }, now);
  }

  #answer(office: SimLeg, now: number): void {
    const caller = this.#peerOf(office);
    if (office.state !== 'ringing' || !caller) return;
    this.#store.write({ ...office, state: 'connected', peer: caller.id });
    this.#store.write({ ...caller, state: 'connected', peer: office.id });
    this.#timers.clear('ring', office.id);
    this.#tell(refOf(office), { kind: 'answered' }, now);
  }

  /** Nobody but the two hears what is pressed and said in their call. */
  #note(step: LegStep): void {
    if (step) this.#store.write(step.leg);
  }

  /** The caller gave up, the office declined, or one of two who talked hung up. */
  #putDown(leg: SimLeg, now: number): void {
    if (leg.state === 'ended') return;
    const outcome =
      leg.state === 'connected' ? 'completed' : refOf(leg).party === 'visitor' ? 'cancelled' : 'busy';
    this.#finish(leg, { here: 'here', there: 'there', outcome }, now);
  }

  #finish(
    leg: SimLeg,
    how: { here: EndedBy; there: EndedBy; outcome: Extract<Told, { kind: 'ended' }>['outcome'] },
    now: number,
  ): void {
    const peer = this.#peerOf(leg);
    this.#end(leg, how.here, now);
    if (peer) this.#end(peer, how.there, now);
    this.#tell(refOf(leg), { kind: 'ended', outcome: how.outcome }, now);
  }

  #end(leg: SimLeg, endedBy: EndedBy, now: number): void {
    const step = endLeg(leg, endedBy, now);
    if (step) this.#store.write(step.leg);
    this.#timers.clear('ring', leg.id);
  }

  #peerOf(leg: SimLeg): SimLeg | null {
    const ref = refOf(leg);
    return this.#store.read(inboundLegId({ ...ref, party: ref.party === 'visitor' ? 'manager' : 'visitor' }));
  }

  #tell({ account, call, number, caller }: DialledCall, told: Told, now: number): void {
    const known = { call, number, caller, at: now };
    const event: CallEvent =
      told.kind === 'ended' ? { ...known, ...told, talkS: null, totalS: null } : { ...known, ...told };
    this.#outbox.add(`${call}:${told.kind}`, `account:${account}`, call, { type: 'call.event', event }, now);
  }
}

function legOf(
  dialled: DialledCall,
  party: 'manager' | 'visitor',
  to: string,
  from: string,
  now: number,
): SimLeg {
  const ref: InboundRef = { ...dialled, party };
  const state = party === 'visitor' ? 'calling' : 'ringing';
  return newLeg({ id: inboundLegId(ref), ref, to, from, state, startedAt: now });
}

function inboundLegId({ call, party }: InboundRef): string {
  return `${call}:${party}`;
}

/** @throws Error for a leg of a callback: those are the exchange's */
function refOf({ ref }: SimLeg): InboundRef {
  if (!('number' in ref)) throw new Error('the leg belongs to no inbound call');
  return ref;
}
