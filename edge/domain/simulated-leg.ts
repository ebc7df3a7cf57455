import type { SmartCallKeys } from '../../shared/contract/admin/scenario.ts';
import type { SimulatedLegState, SimulatedTurn } from '../../shared/contract/simulator.ts';
import type { LegRef, Party, PromptCommand, TelephonyEvent } from './ports.ts';

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
  turns: SimulatedTurn[];
  /** What the voice waits for an answer to. */
  question: SimQuestion | null;
  peer: string | null;
  endedBy: 'here' | 'there' | 'no_answer' | 'busy' | 'unreachable' | null;
  startedAt: number;
  endedAt: number | null;
  /** How many events this leg has told of; numbers the next one. */
  events: number;
}

/** A prompt that is to be answered by a digit or, with `speech`, by a word for one of `keys`. */
export interface SimQuestion {
  text: string;
  language: string;
  speech: boolean;
  keys: SmartCallKeys;
  /** How often it may still be asked again. */
  again: number;
}

type EventBody =
  | { kind: 'ringing' | 'answered' }
  | { kind: 'digit'; digit: string }
  | { kind: 'ended'; cause: Extract<TelephonyEvent, { kind: 'ended' }>['cause'] };

/** The leg after somebody did something to its telephone, with the event to tell of; null if that is not possible. */
export type LegStep = { leg: SimLeg; event: EventBody | null } | null;

/** A leg remembers so many turns. */
const MAX_TURNS = 60;

/** Both legs of one attempt have ids that follow from it, so a repeated command meets the same leg. */
export function legId({ callback, attempt, party, line }: LegRef): string {
  return `${callback}:${attempt}:${party}${line}`;
}

/** A leg whose telephone begins to ring or to call. */
export function newLeg(
  known: Pick<SimLeg, 'id' | 'ref' | 'to' | 'from' | 'startedAt'> & { state: 'ringing' | 'calling' },
): SimLeg {
  return { ...known, turns: [], question: null, peer: null, endedBy: null, endedAt: null, events: 0 };
}

export function answerLeg(leg: SimLeg): LegStep {
  return leg.state === 'ringing' ? { leg: { ...leg, state: 'answered' }, event: { kind: 'answered' } } : null;
}

/** A key is told of whatever it means; after one that means nothing the question is asked again. */
export function pressDigit(leg: SimLeg, digit: string): LegStep {
  if (!isTalking(leg) || !/^[0-9*#]$/.test(digit)) return null;
  return { leg: takeAnswer(turn(leg, 'key', digit), digit), event: { kind: 'digit', digit } };
}

/** `digit` is what a recogniser made of the words, null if it made nothing of them. */
export function speakWords(leg: SimLeg, words: string, digit: string | null): LegStep {
  if (!isTalking(leg) || words === '') return null;
  const heard = turn(leg, 'word', words);
  if (!leg.question?.speech) return { leg: heard, event: null };
  return { leg: takeAnswer(heard, digit), event: digit === null ? null : { kind: 'digit', digit } };
}

/** Ends a leg: a ringing one was declined or not answered, a talking one was hung up. */
export function endLeg(leg: SimLeg, endedBy: NonNullable<SimLeg['endedBy']>, now: number): LegStep {
  if (leg.state === 'ended') return null;
  const wasRinging = leg.state === 'ringing';
  const cause = endedBy === 'no_answer' ? 'no_answer' : wasRinging && endedBy !== 'there' ? 'busy' : 'hangup';
  return {
    leg: { ...leg, state: 'ended', endedBy, endedAt: now, question: null },
    event: { kind: 'ended', cause },
  };
}

/** The voice says a prompt, and waits for an answer if it is to be answered. */
export function sayTo(leg: SimLeg, prompt: PromptCommand): SimLeg | null {
  if (!isTalking(leg)) return null;
  const { text, gather, language, speech, keys = {}, repeats } = prompt;
  // What is said once may be asked again once; what repeats itself, as often as it would have.
  const question = gather ? { text, language, speech, keys, again: Math.max(1, repeats - 1) } : null;
  return { ...turn(leg, 'voice', text), question };
}

export function connectLeg(leg: SimLeg, peer: string): SimLeg | null {
  return leg.state === 'answered' ? { ...leg, state: 'connected', peer, question: null } : null;
}

function isTalking({ state }: SimLeg): boolean {
  return state === 'answered' || state === 'connected';
}

function turn(leg: SimLeg, by: SimulatedTurn['by'], text: string): SimLeg {
  return { ...leg, turns: [...leg.turns, { by, text }].slice(-MAX_TURNS) };
}

/**
 * A digit that means something is answered by the next words of the voice; anything else has the question asked again,
 * until it was asked often enough.
 */
function takeAnswer(leg: SimLeg, digit: string | null): SimLeg {
  const { question } = leg;
  if (!question) return leg;
  const isUnderstood = digit !== null && Object.values(question.keys).includes(digit);
  if (isUnderstood || question.again === 0) return leg;
  return { ...turn(leg, 'voice', question.text), question: { ...question, again: question.again - 1 } };
}
