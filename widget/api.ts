import type { CallbackAccepted, CallbackOrder, CallbackView } from '../shared/contract/callback.ts';
import type { SlotsAnswer } from '../shared/contract/slots.ts';
import type { SwapAnswer, SwapRequest } from '../shared/contract/swap.ts';
import type { FieldError } from '../shared/error-codes.ts';
import { SWAP_PATH } from '../shared/paths.ts';
import { isE164 } from '../shared/phone.ts';
import type { Undo } from './boundary.ts';

/** How a question to the edge ended. */
export type Outcome<Value> =
  | { kind: 'ok'; value: Value }
  /** The edge said no. `code` is one of the contract's error codes, empty if the answer had none. */
  | { kind: 'refused'; status: number; code: string; errors: FieldError[] }
  /** No usable answer came. */
  | { kind: 'lost'; reason: 'timeout' | 'network' | 'bad_answer' };

/** What the callback card needs from the world. A preview passes its own. */
export interface Transport {
  /** The same `key` with the same order reaches the same callback, however often it is sent. */
  order(order: CallbackOrder, key: string): Promise<Outcome<CallbackAccepted>>;
  status(id: string, token: string): Promise<Outcome<CallbackView>>;
  /** Tells every change at once while the line stands; `onGone` once it does not, or never came to be. */
  live(id: string, token: string, onView: (view: CallbackView) => void, onGone: () => void): Undo;
  /** Gives the callback as it is now, if the edge tells. */
  cancel(id: string, token: string): Promise<Outcome<CallbackView | null>>;
  /** Moves the callback to another instant, ISO 8601. */
  reschedule(id: string, token: string, when: string): Promise<Outcome<CallbackView>>;
  /** When a call can be ordered for, and what the widget is to show at this hour. */
  slots(widget: string): Promise<Outcome<SlotsAnswer>>;
}

/** An answer with its `x-ringlet-reason`, or only why there is none. */
export interface SwapOutcome {
  answer: SwapAnswer | null;
  reason: string;
}

/** A page keeps its own number rather than wait longer. */
const SWAP_TIMEOUT_MS = 800;
/** The last of it begins when the page is not busy: an answer that came while it was can still be read. */
const GRACE_MS = 50;

/** Asks which numbers this page shows. A string body goes as `text/plain`, which needs no preflight. */
export async function postSwap(origin: string, request: SwapRequest): Promise<SwapOutcome> {
  const ending = new AbortController();
  const { signal } = ending;
  let reason = 'network';
  setTimeout(() => setTimeout(() => ending.abort(), GRACE_MS), SWAP_TIMEOUT_MS - GRACE_MS);
  try {
    const response = await fetch(origin + SWAP_PATH, {
      // What other scripts left on Object.prototype is no setting of this request.
      __proto__: null,
      method: 'POST',
      body: JSON.stringify(request),
      credentials: 'omit',
      signal,
    } as RequestInit);
    const told = response.headers.get('x-ringlet-reason') ?? 'none';
    reason = response.ok ? 'bad_answer' : told;
    const answer: unknown = response.ok && (await response.json());
    if (isSwapAnswer(answer)) return { answer, reason: told };
  } catch {
    if (signal.aborted) reason = 'timeout';
  }
  return { answer: null, reason };
}

/**
 * Just enough to be sure that what gets written into a page is a phone number. Throws, too, where an answer is none at
 * all.
 */
export function isSwapAnswer(value: unknown): value is SwapAnswer {
  const { renewAfterS, swaps } = value as SwapAnswer;
  return (
    renewAfterS > 0 &&
    swaps.every(
      ({ selectors, replaces, number }) =>
        Array.isArray(selectors) && Array.isArray(replaces) && isE164(number),
    )
  );
}
