import type { CallbackInput, CallbackRules, EndCause } from '../../edge/domain/callback/state.ts';
import type { Party } from '../../edge/domain/ports.ts';
import { RETRY_OUTCOMES } from '../../shared/retry-outcomes.ts';

/** A Monday, 09:00 UTC. */
export const NINE = Date.parse('2026-12-07T09:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Open from nine to eighteen, UTC, on every day; the convenient time is ten. */
export const OFFICE_HOURS = {
  isCallable: (at: number) => at % DAY >= 9 * HOUR && at % DAY < 18 * HOUR,
  nextWorking(at: number): number {
    if (OFFICE_HOURS.isCallable(at)) return at;
    const midnight = Math.floor(at / DAY) * DAY;
    return at % DAY < 9 * HOUR ? midnight + 9 * HOUR : midnight + DAY + 9 * HOUR;
  },
  spread: (wanted: number): number => OFFICE_HOURS.nextWorking(wanted),
  nextCallable: (at: number): number => OFFICE_HOURS.nextWorking(at),
  nextConvenient(after: number): number {
    const today = Math.floor(after / DAY) * DAY + 10 * HOUR;
    return today > after ? today : today + DAY;
  },
};

/** A scenario without pauses, two offices and two more attempts, unless told otherwise. */
export function someRules(changes: Partial<CallbackRules> = {}): CallbackRules {
  return {
    order: 'manager_first',
    offices: 'in_order',
    lines: 1,
    smartCall: { on: true, connect: '5', info: '4', cancel: '7', reschedule: '2', tag: '8', nightTag: '9' },
    ringMs: 45_000,
    promptMs: 128_000,
    maxTalkMs: HOUR,
    successMs: 30_000,
    retryAfterMs: [],
    retryOn: RETRY_OUTCOMES,
    delaysMs: { manager: 0, visitor: 0, prompt: 0 },
    ...OFFICE_HOURS,
    ...changes,
  };
}

const leg = (party: Party, line: number, attempt: number) => ({
  account: 'a',
  widget: 'w',
  callback: 'cb',
  attempt,
  party,
  line,
});

export const answered = (party: Party, line = 0, attempt = 1): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg(party, line, attempt), at: NINE, kind: 'answered' },
});

export const digit = (value: string, line = 0, attempt = 1): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg('manager', line, attempt), at: NINE, kind: 'digit', digit: value },
});

export const ended = (party: Party, cause: EndCause, line = 0, attempt = 1): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg(party, line, attempt), at: NINE, kind: 'ended', cause },
});

export const recorded = (url = 'https://pbx.example/1.mp3', attempt = 1): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg('manager', 0, attempt), at: NINE, kind: 'recorded', url },
});
