import type { DigitAction, RobocallStatus } from '../../../shared/contract/admin/robocall.ts';

/** A robocall as the account keeps it. Instants are epoch ms. */
export interface StoredRobocall {
  id: string;
  integration: string;
  number: string;
  phone: string;
  record: string;
  actions: DigitAction[];
  status: RobocallStatus;
  vendorStatus: string | null;
  detail: string | null;
  vendorCall: string | null;
  createdAt: number;
  answeredAt: number | null;
  finishedAt: number | null;
  digit: string | null;
  recording: string | null;
  cost: number | null;
}

/** What the vendor tells of a call, by its webhook or asked; null is what it has not said. Instants are epoch ms. */
export interface RobocallNews {
  vendorCall: string | null;
  vendorStatus: string | null;
  answeredAt: number | null;
  finishedAt: number | null;
  digit: string | null;
  recording: string | null;
  cost: number | null;
  /** The vendor says that it will not be made. */
  refusal: string | null;
}

const ENDS: readonly RobocallStatus[] = ['completed', 'not_answered', 'cancelled', 'failed'];

export function isOver({ status }: Pick<StoredRobocall, 'status'>): boolean {
  return ENDS.includes(status);
}

/**
 * The call with what is told of it. News may come twice and in any order: what was said once stays, of two instants the
 * earlier answer and the later end count.
 */
export function takeNews(call: StoredRobocall, news: RobocallNews): StoredRobocall {
  const answeredAt = earlier(call.answeredAt, news.answeredAt);
  const finishedAt = later(call.finishedAt, news.finishedAt);
  const told = {
    ...call,
    vendorCall: call.vendorCall ?? news.vendorCall,
    vendorStatus: isNewer(call, news) ? (news.vendorStatus ?? call.vendorStatus) : call.vendorStatus,
    answeredAt,
    finishedAt,
    digit: later(call.digit, news.digit),
    recording: call.recording ?? news.recording,
    cost: later(call.cost, news.cost),
    detail: call.detail ?? news.refusal,
  };
  return { ...told, status: statusOf(told, news) };
}

function statusOf(call: StoredRobocall, { refusal }: RobocallNews): RobocallStatus {
  if (call.finishedAt !== null && call.answeredAt !== null) return 'completed';
  if (call.status === 'cancelled') return 'cancelled';
  if (call.finishedAt !== null) return 'not_answered';
  if (call.answeredAt !== null) return 'answered';
  if (call.status === 'failed' || refusal !== null) return 'failed';
  return call.vendorCall !== null ? 'calling' : call.status;
}

/** The vendor's word is kept of the latest step that is known. */
function isNewer(call: StoredRobocall, news: RobocallNews): boolean {
  const step = (one: { answeredAt: number | null; finishedAt: number | null }) =>
    one.finishedAt !== null ? 2 : one.answeredAt !== null ? 1 : 0;
  return (
    step(news) > step(call) ||
    (step(news) === step(call) && (news.vendorStatus ?? '') > (call.vendorStatus ?? ''))
  );
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function later<T extends number | string>(a: T | null, b: T | null): T | null {
  return a === null ? b : b === null ? a : a > b ? a : b;
}
