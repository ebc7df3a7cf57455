import type { JSX } from 'preact';
import type { CallbackStatus, CallbackView } from '../../shared/contract/callback.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Stage } from './machine.ts';
import type { Words } from './texts-en.ts';

/** A call planned further ahead than this is announced by its time, not by a countdown. */
const SOON_MS = 120_000;
/** Before the visitor's phone rings: only then does a countdown say anything. */
const COUNTING: readonly CallbackStatus[] = ['planned', 'due', 'ringing_manager', 'manager_answered'];
/** How far along the way to talking each status is, of three. */
const PROGRESS: Partial<Record<CallbackStatus, number>> = {
  ringing_manager: 1,
  manager_answered: 1,
  ringing_both: 2,
  ringing_visitor: 2,
  visitor_answered: 2,
  talking: 3,
};

/** A stage of an order in words. */
export interface Account {
  headline: string;
  detail: string;
}

/** What to say of a stage. Instants are told in the visitor's own zone. */
export function tellStage(stage: Stage, words: Words, lang: string): Account {
  switch (stage.kind) {
    case 'form':
      return { headline: words.title, detail: '' };
    case 'sending':
      return { headline: words.title, detail: words.sending };
    case 'waiting':
      return { headline: tellView(stage.view, words, lang), detail: '' };
    case 'done':
      return { headline: words.completed, detail: '' };
    case 'offline':
      return { headline: words.offline, detail: words.offlineText };
    case 'failed':
      return tellFailure(stage, words);
  }
}

export interface StatusProps {
  stage: Exclude<Stage, { kind: 'form' | 'sending' }>;
  detail: string;
  words: Words;
  /** On the clock of the stage's `etaAt`; drawn again every second it makes a countdown. */
  now: number;
  onCancel: () => void;
  /** Sends the same order again. */
  onRetry: () => void;
  onAgain: () => void;
  onFinish: () => void;
}

/** How far the order has come, and what can be done about it. */
export function Status({ stage, detail, words, now, ...on }: StatusProps): JSX.Element {
  if (stage.kind === 'waiting') {
    const { view, etaAt } = stage;
    const isCounting = COUNTING.includes(view.status) && isSoon(view);
    return (
      <div class="status">
        <Progress at={PROGRESS[view.status] ?? 0} />
        {isCounting && etaAt !== null && <p class="detail">{countDown(etaAt - now, words)}</p>}
        {view.can.includes('cancel') && (
          <button type="button" class="quiet" onClick={on.onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
    );
  }
  const act = { done: on.onFinish, offline: on.onRetry, failed: on.onAgain }[stage.kind];
  return (
    <div class="status">
      <p class="detail">{detail}</p>
      <button type="button" class="button" onClick={act}>
        {stage.kind === 'done' ? words.finish : words.again}
      </button>
    </div>
  );
}

function tellView(view: CallbackView, words: Words, lang: string): string {
  const { status, scheduledAt } = view;
  if (status === 'planned' && isSoon(view)) return words.due;
  // A status that this build does not know is still one of getting ready.
  return fillPlaceholders(words[status] ?? words.due, { TIME: tellTime(scheduledAt, lang) });
}

function tellFailure({ reason, code }: Extract<Stage, { kind: 'failed' }>, words: Words): Account {
  if (reason === 'cancelled_by_visitor' || reason === 'cancelled_by_manager') {
    return { headline: words.cancelled, detail: words[reason] };
  }
  if (code === 'blocked' || code === 'caps') return { headline: words.failed, detail: words[code] };
  const isOurs = reason === null || reason === 'provider' || reason === 'unknown_outcome';
  const detail = code === 'no_office' ? words.no_hours : isOurs ? words.failedText : words[reason];
  return { headline: words.failed, detail };
}

/** Outside the live region: to hear every second would drown the page. */
function countDown(leftMs: number, words: Words): string {
  return leftMs > 0 ? fillPlaceholders(words.eta, { SECONDS: Math.ceil(leftMs / 1000) }) : words.moment;
}

function Progress({ at }: { at: number }): JSX.Element {
  return (
    <div class="progress" aria-hidden="true">
      {[1, 2, 3].map((step) => (
        <i key={step} class={step < at ? 'past' : step === at ? 'present' : ''} />
      ))}
    </div>
  );
}

function isSoon({ status, scheduledAt }: CallbackView): boolean {
  return status !== 'planned' || Date.parse(scheduledAt) - Date.now() < SOON_MS;
}

function tellTime(instant: string, lang: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const parts = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(lang, parts).format(at);
}
