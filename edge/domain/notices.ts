import type { CallStatus } from '../../shared/contract/admin/call.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { CallbackReason } from '../../shared/contract/callback.ts';
import { CANCELLED, reasonOf } from './callback/outcome.ts';
import type { CallbackLeg, PastAttempt } from './callback/state.ts';
import type { CallbackRecord } from './facts.ts';

/** What an office's call came to: of a callback or an inbound call. */
export interface OfficeResult {
  /** Tells this result from every other one of the account. */
  key: string;
  office: string;
  success: boolean;
  /** Why it was none; `missed` of an inbound call, `short` of a talk that was too short. */
  reason: NoticeReason | null;
  /** From 1; 0 for an order that ended before anybody was called, null for an inbound call. */
  attempt: number | null;
  /** When it ended, epoch ms. */
  at: number;
  talkS: number | null;
}

export type NoticeReason = CallbackReason | 'missed' | 'short' | 'expired';

/**
 * What the new attempts of a callback came to, office by office (S1-19). An attempt is a success if the visitor talked
 * with the office for long enough. A telephone that stopped ringing because a colleague took the call had no call of
 * its own. `before` is the record that was known, null if there was none.
 */
export function resultsOfCallback(before: CallbackRecord | null, after: CallbackRecord): OfficeResult[] {
  const known = new Set(before?.attempts.map(({ attempt }) => attempt));
  const results = after.attempts
    .filter(({ attempt }) => !known.has(attempt))
    .flatMap((attempt) => resultsOfAttempt(after, attempt));
  if (results.length > 0 || after.attempts.length > 0 || after.office === null) return results;
  // An order that nobody was called for: the office would never hear of it.
  const isLost = after.status === 'failed' || after.status === 'expired';
  if (!isLost || before?.status === after.status) return [];
  const reason = after.status === 'expired' ? 'expired' : after.reason;
  const base = { office: after.office, attempt: 0, at: after.changedAt, talkS: null };
  return [{ ...base, key: `${after.id}:0:${after.office}`, success: false, reason }];
}

function resultsOfAttempt(callback: CallbackRecord, past: PastAttempt): OfficeResult[] {
  const isLast = past === callback.attempts.at(-1);
  // A success ends the callback, so no attempt but the last can have been one.
  const success = isLast && callback.success === true;
  const hasTalked = past.outcome === '200-200';
  const managers = past.legs.filter(({ party }) => party === 'manager');
  const wasTaken = managers.some(({ answered }) => answered);
  const base = { attempt: past.attempt, at: past.endedAt };
  const called = managers.filter((leg) => !(wasTaken && !leg.answered && leg.code === CANCELLED));
  const results = called.flatMap((leg): OfficeResult[] => {
    const office = callback.offices?.[leg.line] ?? callback.office;
    if (office === null) return [];
    const key = `${callback.id}:${past.attempt}:${office}`;
    if (leg.answered && success) {
      return [{ ...base, key, office, success: true, reason: null, talkS: callback.talkS }];
    }
    const reason = reasonOfLeg(leg, hasTalked, past);
    const talkS = leg.answered && hasTalked && isLast ? callback.talkS : null;
    return [{ ...base, key, office, success: false, reason, talkS }];
  });
  if (managers.length > 0 || callback.office === null) return results;
  // The visitor was called first and did not answer: nobody rang the office, whose call this was.
  const key = `${callback.id}:${past.attempt}:${callback.office}`;
  const reason = reasonOf('visitor', visitorCode(past));
  return [{ ...base, key, office: callback.office, success: false, reason, talkS: null }];
}

function reasonOfLeg(leg: CallbackLeg, hasTalked: boolean, past: PastAttempt): NoticeReason {
  if (!leg.answered) return reasonOf('manager', leg.code ?? CANCELLED);
  if (hasTalked) return 'short';
  const code = visitorCode(past);
  return code === 0 ? 'declined' : reasonOf('visitor', code);
}

/** The visitor's half of the pair; 0 for one that was not called. */
function visitorCode({ outcome }: PastAttempt): number {
  return Number(outcome.split('-')[1] ?? 0);
}

/** Whether an inbound call was a success for its office; null while it is not over, or nobody told how it ended. */
export function successOfCall(status: CallStatus): boolean | null {
  if (status === 'ringing' || status === 'talking' || status === 'unknown') return null;
  return status === 'completed';
}

/** Addresses of an office that want to hear of a result, each once (S1-20). */
export function addressesFor({ notifications }: Pick<Office, 'notifications'>, success: boolean): string[] {
  const wanted = notifications.filter(({ on }) => on === 'all' || on === (success ? 'success' : 'failure'));
  return [...new Set(wanted.map(({ email }) => email))];
}

/** All addresses of an office, each once: of a question, whatever results they want to hear of. */
export function addressesOf({ notifications }: Pick<Office, 'notifications'>): string[] {
  return [...new Set(notifications.map(({ email }) => email))];
}
