import { spokenDigit } from '../../adapters/telephony/spoken-digit.ts';
import type { LegRef, PromptCommand, TelephonyCommand, TelephonyEvent } from '../../domain/ports.ts';
import { HABIT_REACTS_MS, HABIT_TALKS_MS, habitOf } from '../../domain/simulated-habit.ts';
import {
  answerLeg,
  connectLeg,
  endLeg,
  isInbound,
  type LegStep,
  legId,
  newLeg,
  pressDigit,
  type SimLeg,
  sayTo,
  speakWords,
} from '../../domain/simulated-leg.ts';
import type { WidgetOffice } from '../../domain/site-model.ts';
import type { Outbox } from '../outbox.ts';
import type { Timers } from '../timers.ts';
import { type DialledCall, InboundCalls, type LegGesture } from './inbound-calls.ts';
import type { SimStore } from './sim-store.ts';

/**
 * What the simulated exchange does with commands and with hands on telephones. All methods are called inside a
 * transaction; the events they make go through the outbox to the callback they belong to.
 */
export class SimExchange {
  readonly #store: SimStore;
  readonly #outbox: Outbox;
  readonly #timers: Timers;
  readonly #inbound: InboundCalls;

  constructor(store: SimStore, outbox: Outbox, timers: Timers) {
    this.#store = store;
    this.#outbox = outbox;
    this.#timers = timers;
    this.#inbound = new InboundCalls(store, outbox, timers);
  }

  /** A repeated command does nothing: each names a leg and a state that it leads to. */
  obey(command: TelephonyCommand, now: number): void {
    switch (command.kind) {
      case 'dial':
        this.#dial(command, now);
        break;
      case 'prompt':
        this.#say(command, now);
        break;
      case 'bridge':
        this.#bridge(command.leg, command.withLine, now);
        break;
      case 'hangup':
        this.#hangUp(this.#store.read(legId(command.leg)), now);
        break;
      default:
        command satisfies never;
    }
  }

  gesture(gesture: LegGesture, now: number): void {
    const leg = this.#store.read(gesture.leg);
    if (!leg) return;
    if (isInbound(leg.ref)) this.#inbound.gesture(leg, gesture, now);
    else if (gesture.type === 'answer') this.#take(answerLeg(leg), now);
    else if (gesture.type === 'digit') this.#take(pressDigit(leg, gesture.digit), now);
    else if (gesture.type === 'say') this.#hear(leg, gesture.text, now);
    else this.#putDown(leg, now);
  }

  /** A telephone that acts by itself does what is next: picks up, presses the digit that connects, puts down. */
  followHabit(id: string, now: number): void {
    const leg = this.#store.read(id);
    if (!leg || isInbound(leg.ref) || habitOf(leg.to) !== 'answers') return;
    const digit = leg.question?.keys.connect;
    if (leg.state === 'ringing') this.#take(answerLeg(leg), now);
    else if (leg.state === 'connected') this.#putDown(leg, now);
    else if (digit !== undefined) this.#take(pressDigit(leg, digit), now);
  }

  /** A visitor's telephone dials; `office` is where the number leads, null for nowhere. */
  call(dialled: DialledCall, office: WidgetOffice | null, now: number): void {
    this.#inbound.place(dialled, office, now);
  }

  /** Nobody picked the telephone up. */
  ringOut(id: string, now: number): void {
    const leg = this.#store.read(id);
    if (leg && isInbound(leg.ref)) this.#inbound.ringOut(leg, now);
    else if (leg?.state === 'ringing') this.#take(endLeg(leg, 'no_answer', now), now);
  }

  #dial(command: Extract<TelephonyCommand, { kind: 'dial' }>, now: number): void {
    const id = legId(command.leg);
    if (this.#store.read(id)) return;
    const isEngaged = this.#store.isEngaged(command.to);
    const { leg: ref, to, from } = command;
    const leg = newLeg({ id, ref, to, from, state: 'ringing', startedAt: now });
    const habit = habitOf(to);
    if (isEngaged || habit === 'busy') {
      this.#take(endLeg(leg, 'busy', now), now);
    } else if (habit === 'invalid_number' || habit === 'failed') {
      const ended = { ...leg, state: 'ended', endedBy: 'unreachable', endedAt: now } as const;
      this.#take({ leg: ended, event: { kind: 'ended', cause: habit } }, now);
    } else {
      this.#take({ leg, event: { kind: 'ringing' } }, now);
      this.#timers.set('ring', id, now + command.ringS * 1000);
      this.#letReact(leg, now + HABIT_REACTS_MS);
    }
  }

  #letReact(leg: SimLeg, at: number): void {
    if (habitOf(leg.to) === 'answers') this.#timers.set('habit', leg.id, at);
  }

  #say(command: PromptCommand, now: number): void {
    const leg = this.#store.read(legId(command.leg));
    const told = leg && sayTo(leg, command);
    if (!told) return;
    this.#store.write(told);
    if (told.question) this.#letReact(told, now + HABIT_REACTS_MS);
  }

  #bridge(ref: LegRef, withLine: number, now: number): void {
    const managerId = legId({ ...ref, party: 'manager', line: withLine });
    const [visitor, manager] = [this.#store.read(legId(ref)), this.#store.read(managerId)];
    const [here, there] = [
      visitor && connectLeg(visitor, managerId),
      manager && connectLeg(manager, legId(ref)),
    ];
    if (!here || !there) return;
    for (const leg of [here, there]) {
      this.#store.write(leg);
      this.#letReact(leg, now + HABIT_TALKS_MS);
    }
  }

  /** The exchange itself ends a leg, because the callback is over. */
  #hangUp(leg: SimLeg | null, now: number): void {
    if (leg) this.#take(endLeg(leg, 'there', now), now);
  }

  /** Words are understood as a recogniser of the provider's would, and told of as the digit that they stand for. */
  #hear(leg: SimLeg, words: string, now: number): void {
    const { question } = leg;
    const digit = question?.speech ? spokenDigit(words, question.language, question.keys) : null;
    this.#take(speakWords(leg, words, digit), now);
  }

  /** Who puts a connected telephone down ends the other one too, as an exchange does. */
  #putDown(leg: SimLeg, now: number): void {
    this.#take(endLeg(leg, 'here', now), now);
    this.#hangUp(leg.peer === null ? null : this.#store.read(leg.peer), now);
  }

  #take(step: LegStep, now: number): void {
    if (!step) return;
    const leg = step.event ? { ...step.leg, events: step.leg.events + 1 } : step.leg;
    this.#store.write(leg);
    if (isInbound(leg.ref) || !step.event) return;
    if (step.event.kind === 'ended' || step.event.kind === 'answered') this.#timers.clear('ring', leg.id);
    const id = `${leg.id}:${leg.events}`;
    const event: TelephonyEvent = { id, leg: leg.ref, at: now, ...step.event };
    const target = `callback:${leg.ref.account}:${leg.ref.widget}`;
    this.#outbox.add(id, target, leg.id, { type: 'telephony.event', event }, now);
  }
}
