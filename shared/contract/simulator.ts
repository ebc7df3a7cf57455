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
  /** What the voice has said on this leg, oldest first. */
  said: string[];
  /** True while the voice waits for a digit. */
  wantsDigit: boolean;
  digits: string;
  /** The leg it is connected with. */
  peer: string | null;
  /** `unreachable`: what was dialled leads to no office. */
  endedBy: 'here' | 'there' | 'no_answer' | 'busy' | 'unreachable' | null;
  startedAt: string;
  endedAt: string | null;
}

export type SimulatorGesture =
  | { type: 'answer'; leg: string }
  | { type: 'decline'; leg: string }
  | { type: 'digit'; leg: string; digit: string }
  | { type: 'hangup'; leg: string }
  /** A visitor's telephone `from` dials a number, both E.164. */
  | { type: 'call'; from: string; to: string };

/** Sub-protocol of the socket; the admin token travels beside it as `bearer.{token}`. */
export const SIMULATOR_PROTOCOL = 'ringlet.simulator';
export const BEARER_PROTOCOL_PREFIX = 'bearer.';

export function simulatorLivePath(account: string): string {
  return `/admin/v1/accounts/${account}/simulator/live`;
}
