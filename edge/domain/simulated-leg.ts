import type { SimulatedLegState } from '../../shared/contract/simulator.ts';
import type { LegRef, Party, TelephonyEvent } from './ports.ts';

/** A leg of a call that a visitor's telephone has dialled. */
export interface InboundRef {
  account: string;
  call: string;
  /** What was dialled, E.164. */
  number: string;
  /** The telephone that dialled, E.164. */
  caller: string;
  party: Party;
}

export function isInbound(ref: LegRef | InboundRef): ref is InboundRef {
  return 'number' in ref;
}

/** One simulated telephone call leg. Instants are epoch ms. */
export interface SimLeg {
  id: string;
  ref: LegRef | InboundRef;
  to: string;
  from: string;
  state: SimulatedLegState;
  said: string[];
  wantsDigit: boolean;
  digits: string;
  peer: string | null;
  endedBy: 'here' | 'there' | 'no_answer' | 'busy' | 'unreachable' | null;
  startedAt: number;
  endedAt: number | null;
  /** How many events this leg has told of; numbers the next one. */
  events: number;
}

type EventBody =
  | { kind: 'ringing' | 'answered' }
  | { kind: 'digit'; digit: string }
  | { kind: 'ended'; cause: Extract<TelephonyEvent, { kind: 'ended' }>['cause'] };

/** The leg after a hand did something to its telephone, with the event to tell of; null if that is not possible. */
export type LegStep = { leg: SimLeg; event: EventBody } | null;

/** Both legs of one attempt have ids that follow from it, so a repeated command meets the same leg. */
export function legId({ callback, attempt, party, line }: LegRef): string {
  return `${callback}:${attempt}:${party}${line}`;
}

export function answerLeg(leg: SimLeg): LegStep {
  return leg.state === 'ringing' ? { leg: { ...leg, state: 'answered' }, event: { kind: 'answered' } } : null;
}

export function pressDigit(leg: SimLeg, digit: string): LegStep {
  const isTalking = leg.state === 'answered' || leg.state === 'connected';
  if (!isTalking || !/^[0-9*#]$/.test(digit)) return null;
  return {
    leg: { ...leg, digits: (leg.digits + digit).slice(-32), wantsDigit: false },
    event: { kind: 'digit', digit },
  };
}

/** Ends a leg: a ringing one was declined or not answered, a talking one was hung up. */
export function endLeg(leg: SimLeg, endedBy: NonNullable<SimLeg['endedBy']>, now: number): LegStep {
  if (leg.state === 'ended') return null;
  const wasRinging = leg.state === 'ringing';
  const cause = endedBy === 'no_answer' ? 'no_answer' : wasRinging && endedBy !== 'there' ? 'busy' : 'hangup';
  return {
    leg: { ...leg, state: 'ended', endedBy, endedAt: now, wantsDigit: false },
    event: { kind: 'ended', cause },
  };
}

export function sayTo(leg: SimLeg, text: string, gather: boolean): SimLeg | null {
  if (leg.state !== 'answered' && leg.state !== 'connected') return null;
  return { ...leg, said: [...leg.said, text].slice(-20), wantsDigit: gather };
}

export function connectLeg(leg: SimLeg, peer: string): SimLeg | null {
  return leg.state === 'answered' ? { ...leg, state: 'connected', peer, wantsDigit: false } : null;
}
