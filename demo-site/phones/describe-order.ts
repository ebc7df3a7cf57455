import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CallbackReason, CallbackStatus } from '../../shared/contract/callback.ts';
import type { Order } from './orders.ts';

export type Mood = 'good' | 'warn' | 'bad' | 'plain';

/** Where an order stands, in a word. */
export const STATUS_WORDS: Readonly<Record<CallbackStatus, [string, Mood]>> = {
  needs_confirmation: ['Needs a word', 'warn'],
  planned: ['Planned', 'warn'],
  due: ['Due', 'warn'],
  ringing_manager: ['Rings the office', 'good'],
  manager_answered: ['Office answered', 'good'],
  ringing_visitor: ['Rings the visitor', 'good'],
  visitor_answered: ['Visitor answered', 'good'],
  ringing_both: ['Rings both', 'good'],
  talking: ['Talking', 'good'],
  retry_planned: ['Retry planned', 'warn'],
  completed: ['Completed', 'good'],
  failed: ['Failed', 'bad'],
  cancelled: ['Cancelled', 'plain'],
  expired: ['Expired', 'plain'],
};

const REASONS: Readonly<Record<CallbackReason, string>> = {
  no_answer_manager: 'the office did not answer',
  no_answer_visitor: 'the visitor did not answer',
  busy_manager: 'the office was busy',
  busy_visitor: 'the visitor was busy',
  declined: 'the manager hung up before they were connected',
  invalid_number: 'the number leads nowhere',
  blocked: 'this number may not be called',
  caps: 'it has been called too often for now',
  no_hours: 'there are no working hours',
  provider: 'the exchange could not do it',
  unknown_outcome: 'nobody knows what became of the call',
  cancelled_by_manager: 'the manager cancelled it and every later attempt',
  cancelled_by_visitor: 'the visitor cancelled it',
};

/** What happens now or has happened, in a sentence. A time to come stands beside it. */
export function describeOrder({ callback, maxAttempts }: Order): string {
  const { status, reason, success, talkS } = callback;
  const why = reason === null ? '' : REASONS[reason];
  switch (status) {
    case 'needs_confirmation':
      return 'Nothing rings until a manager confirms it.';
    case 'planned':
      return callback.attempts.length > 0
        ? 'The manager has put it off.'
        : 'The office is closed, or another time was chosen.';
    case 'due':
      return 'Is called in a moment.';
    case 'ringing_manager':
      return 'The visitor’s telephone stays quiet until a manager has accepted.';
    case 'manager_answered':
      return 'The voice tells the manager which keys to press.';
    case 'ringing_visitor':
      return 'The manager has accepted and waits.';
    case 'visitor_answered':
      return 'The visitor waits for the office.';
    case 'ringing_both':
      return 'Whoever answers first waits for the other.';
    case 'talking':
      return 'Both are connected.';
    case 'retry_planned':
      return `${attemptOf(callback, maxAttempts)} did not succeed: ${why}.`;
    case 'completed':
      return success === false
        ? `They talked for ${talkS ?? 0} s, too short to count as a success.`
        : `They talked for ${talkS ?? 0} s.`;
    case 'failed':
    case 'cancelled':
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
    case 'expired':
      return 'Nobody confirmed it in time.';
    default: {
      const never: never = status;
      return never;
    }
  }
}

/** How an attempt ended, from its pair of codes. */
export function describeOutcome(outcome: string): string {
  const [manager, visitor] = outcome.split('-').map(Number);
  if (manager === 200 && visitor === 200) return 'connected';
  if (manager === 200 && visitor === 0) return 'office answered, no call to the visitor';
  return manager === 200 ? `visitor: ${describeCode(visitor)}` : `office: ${describeCode(manager)}`;
}

/** True if a time to come may be brought on. */
export function isWaiting({ status }: Callback): boolean {
  return status === 'planned' || status === 'retry_planned';
}

function attemptOf({ attempts }: Callback, max: number | null): string {
  return `Attempt ${attempts.length}${max === null ? '' : ` of ${max}`}`;
}

function describeCode(code = 0): string {
  if (code === 486 || code === 600) return 'busy';
  if (code === 408 || code === 480) return 'no answer';
  if (code === 487) return 'gone before they were connected';
  if (code === 404 || code === 484) return 'wrong number';
  return `not reached (${code})`;
}
