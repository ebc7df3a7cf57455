import type { CallbackView } from '../../shared/contract/callback.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Dictionary } from './dictionary.ts';
import type { Stage } from './machine.ts';
import { isElsewhere, knownZone, tellClock, tellInstant } from './times.ts';

/** A call planned further ahead than this is announced by its time, not by a countdown. */
const SOON_MS = 120_000;

/** A stage of an order in words. */
export interface Account {
  headline: string;
  detail: string;
}

export interface TellingFacts {
  words: Dictionary;
  lang: string;
  /** In which instants are told; the visitor's own is added where it differs. */
  zone: string;
  /** Epoch ms. */
  now: number;
}

/** What to say of a stage. */
export function tellStage(stage: OrderStage, facts: TellingFacts): Account {
  const { words } = facts;
  switch (stage.kind) {
    case 'waiting':
      return tellView(stage.view, facts);
    case 'done':
      return { headline: words.completed, detail: '' };
    case 'offline':
      return { headline: words.offline, detail: words.offlineText };
    case 'failed':
      return tellFailure(stage, words);
    default: {
      const never: never = stage;
      return never;
    }
  }
}

/** A stage after the form. */
export type OrderStage = Exclude<Stage, { kind: 'form' | 'sending' | 'taken' }>;

/** True for a call that comes within the next minutes. */
export function isSoon({ status, scheduledAt }: CallbackView, now: number): boolean {
  return status !== 'planned' || Date.parse(scheduledAt) - now < SOON_MS;
}

function tellView(view: CallbackView, facts: TellingFacts): Account {
  const { words } = facts;
  const { status } = view;
  const at = (text: string) => fillPlaceholders(text, { TIME: tellWhen(view.scheduledAt, facts) });
  switch (status) {
    case 'planned':
      return { headline: isSoon(view, facts.now) ? words.due : at(words.planned), detail: '' };
    case 'needs_confirmation':
      return { headline: words.needs_confirmation, detail: words.confirmationText };
    case 'retry_planned':
      return { headline: words.retry_planned, detail: at(words.retryText) };
    case 'ringing_visitor':
      return { headline: words.ringing_visitor, detail: words.pickUp };
    default:
      // A status that this build does not know is still one of getting ready.
      return { headline: words[status] ?? words.due, detail: '' };
  }
}

function tellWhen(instant: string, { words, lang, zone }: TellingFacts): string {
  const told = tellInstant(instant, zone, lang);
  if (!isElsewhere(instant, zone)) return told;
  const own = tellClock(instant, knownZone(undefined), lang);
  return `${told} (${fillPlaceholders(words.yourTime, { TIME: own })})`;
}

function tellFailure({ reason, code }: Extract<Stage, { kind: 'failed' }>, words: Dictionary): Account {
  if (reason === 'cancelled_by_visitor' || reason === 'cancelled_by_manager') {
    return { headline: words.cancelled, detail: words[reason] };
  }
  if (code === 'blocked' || code === 'caps') return { headline: words.failed, detail: words[code] };
  const isOurs = reason === null || reason === 'provider' || reason === 'unknown_outcome';
  const detail = code === 'no_office' ? words.no_hours : isOurs ? words.failedText : words[reason];
  return { headline: words.failed, detail };
}
