import type { CallbackReason, CallbackStatus } from '../../../shared/contract/callback.ts';
import type { LegNews, Party, TelephonyEvent } from '../ports.ts';

/** One telephone that was rung in an attempt. */
export interface CallbackLeg {
  party: Party;
  /** Which of the scenario's offices; 0 for the visitor. */
  line: number;
  answered: boolean;
  /** How it ended, as a code of SIP (200 was answered); null while it rings or talks. */
  code: number | null;
  /** The keys that meant something, in order; absent where none was pressed. */
  digits?: string;
}

/** An attempt that is over. */
export interface PastAttempt {
  attempt: number;
  /** Epoch ms. */
  startedAt: number;
  endedAt: number;
  /** Manager's and visitor's code (S1-52). */
  outcome: string;
  legs: CallbackLeg[];
  /** Where its talk can be heard; absent if nobody recorded it. */
  recording?: string;
}

/** Where a callback stands. Instants are epoch ms. */
export interface CallbackState {
  status: CallbackStatus;
  reason: CallbackReason | null;
  /** When this status began. */
  at: number;
  scheduledAt: number;
  /** True if the time was chosen by us and not by the visitor: working hours are then looked at again. */
  isOurTime: boolean;
  attempt: number;
  attemptAt: number;
  legs: CallbackLeg[];
  /** Of this attempt, if it is told before its end. */
  recording?: string | undefined;
  /** What a pause before an action is for. */
  next: 'manager' | 'visitor' | 'prompt' | null;
  /** The time that the manager has chosen by digits so far. */
  proposedAt: number | null;
  tags: CallbackTag[];
  talkingAt: number | null;
  talkS: number | null;
  /** Of a completed one: the talk was long enough (S1-50). */
  success: boolean | null;
  past: PastAttempt[];
}

export type CallbackTag = 'smartcall' | 'smartcall_night';

export type CallbackInput =
  | { kind: 'due' }
  /** The pause before the next action is over. */
  | { kind: 'step' }
  /** `isUnmet`: the provider has not said yet that it has connected the two. */
  | { kind: 'telephone'; event: Pick<TelephonyEvent, 'leg' | 'at'> & LegNews; isUnmet?: boolean }
  /** Nobody answered in time, or a talk's end was never heard of. */
  | { kind: 'timeout' }
  | { kind: 'provider_refused' }
  /** Nobody knows whether the provider rings; it is looked up after `waitMs`, and rings from then on at the latest. */
  | { kind: 'dial_unsure'; waitMs: number }
  /** It cannot be found out, so nothing more is rung for this callback. */
  | { kind: 'unknown_outcome' }
  | { kind: 'confirm' }
  | { kind: 'decline' }
  | { kind: 'expire' }
  /** It may not ring any more, or there is nobody and nothing to ring it by. */
  | { kind: 'forbid'; reason: 'blocked' | 'caps' | 'no_answer_manager' | 'provider' }
  | { kind: 'cancel' }
  /** To a time that the hours allow, unless it is `fixed`: simulated telephones ring whenever somebody plays with them. */
  | { kind: 'reschedule'; when: number; fixed?: true };

export type EndCause = Extract<TelephonyEvent, { kind: 'ended' }>['cause'];

/** What the voice says: to the manager, or to a visitor who was called first and waits. */
export type Announcement = 'before' | 'after' | 'info' | 'tagged' | 'moved' | 'wait';

/** What to do after the state is stored. Timers: `due` starts an attempt, `step` ends a pause, `timeout` ends a wait. */
export type CallbackEffect =
  | { kind: 'dial'; party: Party; line: number }
  | { kind: 'prompt'; text: Announcement; party: Party; line: number; at?: number }
  | { kind: 'bridge'; line: number }
  | { kind: 'hangup'; party: Party; line: number }
  | { kind: 'timer'; timer: CallbackTimer; at: number }
  | { kind: 'clear_timer'; timer: CallbackTimer };
export type CallbackTimer = 'due' | 'step' | 'timeout' | 'expire';

/** What the machine goes by: the widget's scenario, and its schedule as questions about instants. */
export interface CallbackRules {
  order: 'manager_first' | 'visitor_first' | 'parallel';
  offices: 'in_order' | 'in_turn' | 'all_at_once';
  /** Offices that may be called for this callback; 0 once its widget has lost them all. */
  lines: number;
  smartCall: {
    on: boolean;
    connect: string;
    info: string | null;
    cancel: string | null;
    reschedule: string | null;
    tag: string | null;
    nightTag: string | null;
  };
  ringMs: number;
  /** How long the manager hears the prompt before it counts as declined. */
  promptMs: number;
  maxTalkMs: number;
  successMs: number;
  retryAfterMs: readonly number[];
  retryOn: readonly string[];
  delaysMs: { manager: number; visitor: number; prompt: number };
  /** The hours of the office alone: they are asked for times that the visitor chose. */
  nextWorking(at: number): number | null;
  /** The hours of the office and of the called person: they are asked for times that we choose. */
  isCallable(at: number): boolean;
  nextCallable(at: number): number | null;
  /** When a call comes that the visitor wants then: at that time if the office works and has room, else later. */
  spread(wanted: number): number | null;
  /** The first convenient time after an instant that is callable, spread among what is planned. */
  nextConvenient(after: number): number | null;
}

export type Transition =
  | { kind: 'moved'; state: CallbackState; effects: CallbackEffect[] }
  /** Late, repeated or out of place: nothing changes. */
  | { kind: 'ignored' }
  /** The visitor asked for something that is not possible any more. */
  | { kind: 'impossible' };

const ENDS: readonly CallbackStatus[] = ['completed', 'failed', 'cancelled', 'expired'];
const WAITING: readonly CallbackStatus[] = ['planned', 'due', 'retry_planned', 'needs_confirmation'];

export function isEnded(status: CallbackStatus): boolean {
  return ENDS.includes(status);
}

/** Statuses in which nothing rings, so the visitor may still cancel or choose another time. */
export function canChange(status: CallbackStatus): boolean {
  return WAITING.includes(status);
}

/** True while a telephone rings or talks. */
export function isUnderWay(status: CallbackStatus): boolean {
  return !isEnded(status) && !canChange(status);
}

/** How long an order that needs a manager's word waits for it. */
export const CONFIRM_MS = 24 * 3_600_000;

/** A new order: due at once, planned for later, or waiting for a manager's word. */
export function orderCallback(
  order: { scheduledAt: number; isOurTime: boolean; needsConfirmation: boolean },
  now: number,
): { state: CallbackState; effects: CallbackEffect[] } {
  const scheduledAt = Math.max(order.scheduledAt, now);
  const state: CallbackState = {
    status: order.needsConfirmation ? 'needs_confirmation' : scheduledAt > now ? 'planned' : 'due',
    reason: null,
    at: now,
    scheduledAt,
    isOurTime: order.isOurTime,
    attempt: 1,
    attemptAt: 0,
    legs: [],
    next: null,
    proposedAt: null,
    tags: [],
    talkingAt: null,
    talkS: null,
    success: null,
    past: [],
  };
  const timer = order.needsConfirmation
    ? ({ kind: 'timer', timer: 'expire', at: now + CONFIRM_MS } as const)
    : ({ kind: 'timer', timer: 'due', at: scheduledAt } as const);
  return { state, effects: [timer] };
}
