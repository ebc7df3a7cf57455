import type { SmartCallKeys } from './admin/scenario.ts';

/**
 * The socket between the simulated telephones page and the simulator: the server sends the whole picture after
 * every change, the page sends what a hand does to one telephone.
 */
export interface SimulatorPicture {
  type: 'picture';
  calls: SimulatedLeg[];
}

/** `calling`: this telephone has dialled and hears it ring. */
export type SimulatedLegState = 'calling' | 'ringing' | 'answered' | 'connected' | 'ended';

/** One leg: one telephone that rings or talks. */
export interface SimulatedLeg {
  id: string;
  /** The telephone itself: E.164 or a SIP address. */
  to: string;
  /** The number it shows: whose call it is, or what it dialled. */
  from: string;
  /** True for the telephone that dialled. */
  isCaller: boolean;
  party: 'manager' | 'visitor';
  state: SimulatedLegState;
  /** What was said and pressed on this leg, the oldest first. */
  turns: SimulatedTurn[];
  /** What the voice waits for, null if for nothing. */
  waitsFor: {
    /** The digits that mean something, by what they are for. */
    keys: SmartCallKeys;
    /** True if a word does as well; the language is that of the voice. */
    speech: boolean;
    language: string;
  } | null;
  /** The leg it is connected with. */
  peer: string | null;
  /** `unreachable`: what was dialled leads to no office. */
  endedBy: 'here' | 'there' | 'no_answer' | 'busy' | 'unreachable' | null;
  startedAt: string;
  endedAt: string | null;
}

/** Something that the voice said, or that was pressed or said at this telephone. */
export interface SimulatedTurn {
  by: 'voice' | 'key' | 'word';
  text: string;
}

/** Nobody says more to a machine. */
export const MAX_SPOKEN = 200;

export type SimulatorGesture =
  | { type: 'answer'; leg: string }
  | { type: 'decline'; leg: string }
  | { type: 'digit'; leg: string; digit: string }
  /** Words into the telephone, as a recogniser has written them down. */
  | { type: 'say'; leg: string; text: string }
  | { type: 'hangup'; leg: string }
  /** The next attempt of a callback (its id and its widget's hash) comes now, whatever it was planned for. */
  | { type: 'hurry'; callback: string; widget: string }
  /** A visitor's telephone `from` dials a number, both E.164. */
  | { type: 'call'; from: string; to: string };

/** What the voice has said on a leg, the oldest first. */
export function saidOn(leg: Pick<SimulatedLeg, 'turns'> | undefined): string[] {
  return leg?.turns.flatMap(({ by, text }) => (by === 'voice' ? [text] : [])) ?? [];
}

/** Sub-protocol of the socket; the admin token travels beside it as `bearer.{token}`. */
export const SIMULATOR_PROTOCOL = 'ringlet.simulator';
export const BEARER_PROTOCOL_PREFIX = 'bearer.';

export function simulatorLivePath(account: string): string {
  return `/admin/v1/accounts/${account}/simulator/live`;
}
