import type { CallOutcome, CallStatus } from '../../shared/contract/admin/call.ts';
import { CALL_OUTCOMES } from '../../shared/contract/admin/call.ts';
import { CALL_SILENCE_MS, TRUSTED_CLOCK_MS } from './limits.ts';

/**
 * What a telephony provider told of an inbound call, in the words of no provider. Events come late, twice, in any
 * order or not at all; merging them in any order ends in the same facts.
 */
export type CallEvent = {
  /** The provider's own id of the whole call. */
  call: string;
  /** The number that was dialled and the one that called, E.164; null if the event does not say. */
  number: string | null;
  caller: string | null;
  /** Epoch ms, by `eventTime`. */
  at: number;
} & (
  | { kind: 'started' }
  | { kind: 'answered' }
  | {
      kind: 'ended';
      outcome: CallOutcome | null;
      talkS: number | null;
      /** How long the call took from its first ring; a provider that tells only of ends so tells of the start. */
      totalS: number | null;
    }
  | { kind: 'recording_ready'; recordingUrl: string }
);

/** All that is known of a call. Instants are epoch ms, null while nobody told of them. */
export interface CallFacts {
  number: string | null;
  caller: string | null;
  /** The earliest instant of any event. */
  firstAt: number;
  startedAt: number | null;
  /** The start that follows from an end and the length of the call. */
  impliedStartAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  outcome: CallOutcome | null;
  talkS: number | null;
  recordingUrl: string | null;
}

/**
 * When an event happened, epoch ms: the provider's word if it is within five minutes of the receipt, else the
 * receipt. A provider whose clock is wrong must not move a call to somebody else's lease.
 */
export function eventTime(toldAt: number | null, receivedAt: number): number {
  if (toldAt === null || !(Math.abs(receivedAt - toldAt) <= TRUSTED_CLOCK_MS)) return receivedAt;
  return toldAt;
}

/** Takes one event into what is known. Commutative, associative and idempotent: only the set of events counts. */
export function mergeCall(known: CallFacts | null, event: CallEvent): CallFacts {
  const told = factsOf(event);
  if (!known) return told;
  return {
    number: least(known.number, told.number),
    caller: least(known.caller, told.caller),
    firstAt: Math.min(known.firstAt, told.firstAt),
    startedAt: least(known.startedAt, told.startedAt),
    impliedStartAt: least(known.impliedStartAt, told.impliedStartAt),
    answeredAt: least(known.answeredAt, told.answeredAt),
    endedAt: greatest(known.endedAt, told.endedAt),
    outcome: firstOutcome(known.outcome, told.outcome),
    talkS: greatest(known.talkS, told.talkS),
    recordingUrl: least(known.recordingUrl, told.recordingUrl),
  };
}

/** When the caller dialled, as well as it is known. Attribution asks who held the number then. */
export function callStart(facts: CallFacts): number {
  return facts.startedAt ?? facts.impliedStartAt ?? facts.firstAt;
}

/** Seconds of talk: the provider's figure, else from the answer to the end; null if there was none so far. */
export function talkTime({ talkS, answeredAt, endedAt }: CallFacts): number | null {
  if (talkS !== null) return talkS;
  return answeredAt === null || endedAt === null
    ? null
    : Math.max(0, Math.round((endedAt - answeredAt) / 1000));
}

/** A call whose end was never heard of is `unknown` after four hours. */
export function callStatus(facts: CallFacts, now: number): CallStatus {
  const wasAnswered = facts.answeredAt !== null || (facts.talkS ?? 0) > 0 || facts.recordingUrl !== null;
  if (facts.endedAt === null) {
    if (facts.recordingUrl !== null) return 'completed';
    if (now - callStart(facts) >= CALL_SILENCE_MS) return 'unknown';
    return wasAnswered ? 'talking' : 'ringing';
  }
  if (wasAnswered) return 'completed';
  if (facts.outcome === 'completed') return facts.talkS === 0 ? 'no_answer' : 'completed';
  return facts.outcome ?? 'no_answer';
}

function factsOf(event: CallEvent): CallFacts {
  const { kind, number, caller, at } = event;
  const isEnd = kind === 'ended';
  return {
    number,
    caller,
    firstAt: at,
    startedAt: kind === 'started' ? at : null,
    impliedStartAt: isEnd && event.totalS !== null ? at - event.totalS * 1000 : null,
    answeredAt: kind === 'answered' ? at : null,
    endedAt: isEnd ? at : null,
    outcome: isEnd ? event.outcome : null,
    talkS: isEnd ? event.talkS : null,
    recordingUrl: kind === 'recording_ready' ? event.recordingUrl : null,
  };
}

/** Where two events contradict each other, the smaller value stands: any rule will do that asks for no order. */
function least<T extends string | number>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function greatest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function firstOutcome(a: CallOutcome | null, b: CallOutcome | null): CallOutcome | null {
  return CALL_OUTCOMES.find((outcome) => outcome === a || outcome === b) ?? null;
}
