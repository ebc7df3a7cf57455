import type { TelephonyCommand, TelephonyEvent } from '../../domain/ports.ts';
import {
  answerLeg,
  connectLeg,
  endLeg,
  type LegStep,
  legId,
  peerId,
  pressDigit,
  type SimLeg,
  sayTo,
} from '../../domain/simulated-leg.ts';
import type { SimulatorGesture } from '../../../shared/contract/simulator.ts';
import type { Outbox } from '../outbox.ts';
import type { Timers } from '../timers.ts';
import type { SimStore } from './sim-store.ts';

/**
 * What the simulated exchange does with commands and with hands on telephones. All methods are called inside a
 * transaction; the events they make go through the outbox to the callback they belong to.
 */
export class SimExchange {
  readonly #store: SimStore;
  readonly #outbox: Outbox;
  readonly #timers: Timers;

  constructor(store: SimStore, outbox: Outbox, timers: Timers) {
    this.#store = store;
    this.#outbox = outbox;
    this.#timers = timers;
  }

  /** A repeated command does nothing: each names a leg and a state that it leads to. */
  obey(command: TelephonyCommand, now: number): void {
    if (command.kind === 'dial') return this.#dial(command, now);
    const leg = this.#store.read(legId(command.leg));
    if (!leg) return;
    if (command.kind === 'hangup') return this.#take(endLeg(leg, 'there', now), now);
    if (command.kind === 'bridge') return this.#bridge(leg);
    const told = sayTo(leg, command.text, command.gather);
    if (told) this.#store.write(told);
  }

  gesture(gesture: SimulatorGesture, now: number): void {
    const leg = this.#store.read(gesture.leg);
    if (!leg) return;
    if (gesture.type === 'answer') this.#take(answerLeg(leg), now);
    else if (gesture.type === 'digit') this.#take(pressDigit(leg, gesture.digit), now);
    else this.#hangUp(leg, now);
  }

  /** Nobody picked the telephone up. */
  ringOut(id: string, now: number): void {
    const leg = this.#store.read(id);
    if (leg?.state === 'ringing') this.#take(endLeg(leg, 'no_answer', now), now);
  }

  #dial(command: Extract<TelephonyCommand, { kind: 'dial' }>, now: number): void {
    const id = legId(command.leg);
    if (this.#store.read(id)) return;
    const isEngaged = this.#store.isEngaged(command.to);
    const leg: SimLeg = {
      id,
      ref: command.leg,
      to: command.to,
      from: command.from,
      state: 'ringing',
      said: [],
      wantsDigit: false,
      digits: '',
      peer: null,
      endedBy: null,
      startedAt: now,
      endedAt: null,
      events: 0,
    };
    if (isEngaged) return this.#take(endLeg(leg, 'busy', now), now);
    this.#take({ leg, event: { kind: 'ringing' } }, now);
    this.#timers.set('ring', id, now + command.ringS * 1000);
  }

  #bridge(leg: SimLeg): void {
    const peer = this.#store.read(peerId(leg.ref));
    const [here, there] = [connectLeg(leg, peerId(leg.ref)), peer && connectLeg(peer, leg.id)];
    if (!here || !there) return;
    this.#store.write(here);
    this.#store.write(there);
  }

  /** Who hangs up a connected telephone ends the other one too, as an exchange does. */
  #hangUp(leg: SimLeg, now: number): void {
    this.#take(endLeg(leg, 'here', now), now);
    const peer = leg.peer === null ? null : this.#store.read(leg.peer);
    if (peer) this.#take(endLeg(peer, 'there', now), now);
  }

  #take(step: LegStep, now: number): void {
    if (!step) return;
    const leg = { ...step.leg, events: step.leg.events + 1 };
    this.#store.write(leg);
    if (step.event.kind === 'ended' || step.event.kind === 'answered') this.#timers.clear('ring', leg.id);
    const id = `${leg.id}:${leg.events}`;
    const event: TelephonyEvent = { id, leg: leg.ref, at: now, ...step.event };
    const target = `callback:${leg.ref.account}:${leg.ref.widget}`;
    this.#outbox.add(id, target, leg.id, { type: 'telephony.event', event }, now);
  }
}
