import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallbackStatus, CallbackView } from '../../shared/contract/callback.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Stage } from './machine.ts';
import type { Words } from './texts.ts';

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

export interface StatusProps {
  stage: Exclude<Stage, { kind: 'form' | 'sending' }>;
  words: Words;
  lang: string;
  now: () => number;
  onCancel: () => void;
  onRetry: () => void;
  onAgain: () => void;
  onFinish: () => void;
}

/** What has become of the order, in words, with what can be done about it. */
export function Status({ stage, words, lang, now, onCancel, onRetry, onAgain, onFinish }: StatusProps): JSX.Element {
  switch (stage.kind) {
    case 'waiting': {
      const isCounting = COUNTING.includes(stage.view.status) && stage.etaAt !== null && isSoon(stage.view);
      return (
        <div class="status">
          <Progress at={PROGRESS[stage.view.status] ?? 0} />
          <p class="headline">{describe(stage.view, words, lang)}</p>
          {isCounting && <Countdown etaAt={stage.etaAt ?? 0} words={words} now={now} />}
          {stage.view.can.includes('cancel') && (
            <button type="button" class="quiet" onClick={onCancel}>
              {words.cancel}
            </button>
          )}
        </div>
      );
    }
    case 'done':
      return <Ending headline={words.completed} detail="" label={words.finish} onAct={onFinish} />;
    case 'offline':
      return <Ending headline={words.offline} detail={words.offlineText} label={words.again} onAct={onRetry} />;
    case 'failed': {
      const { headline, detail } = describeFailure(stage, words);
      return <Ending headline={headline} detail={detail} label={words.again} onAct={onAgain} />;
    }
  }
}

/** One sentence for the live region and the headline. */
export function describe(view: CallbackView, words: Words, lang: string): string {
  const { status, scheduledAt } = view;
  if (status === 'planned' && isSoon(view)) return words.due;
  const text = status === 'cancelled' || status === 'failed' || status === 'expired' ? words[status] : words[status];
  return fillPlaceholders(text, { TIME: formatTime(scheduledAt, lang) });
}

/** What to say of an order that came to nothing. */
export function describeFailure(
  { reason, code }: Extract<Stage, { kind: 'failed' }>,
  words: Words,
): { headline: string; detail: string } {
  if (reason === 'cancelled_by_visitor' || reason === 'cancelled_by_manager') {
    return { headline: words.cancelled, detail: words[reason] };
  }
  const known = reason && reason !== 'provider' && reason !== 'unknown_outcome' ? words[reason] : words.failedText;
  return { headline: words.failed, detail: code === 'no_office' ? words.no_hours : known };
}

function Ending(props: { headline: string; detail: string; label: string; onAct: () => void }): JSX.Element {
  return (
    <div class="status">
      <p class="headline">{props.headline}</p>
      {props.detail !== '' && <p class="detail">{props.detail}</p>}
      <button type="button" class="button" onClick={props.onAct}>
        {props.label}
      </button>
    </div>
  );
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

/** Counts whole seconds on screen; it is silent, because hearing every second would drown the page. */
function Countdown({ etaAt, words, now }: { etaAt: number; words: Words; now: () => number }): JSX.Element {
  const secondsLeft = () => Math.ceil((etaAt - now()) / 1000);
  const [seconds, setSeconds] = useState(secondsLeft);
  useEffect(() => {
    setSeconds(secondsLeft());
    const timer = setInterval(() => setSeconds(secondsLeft()), 1000);
    return () => clearInterval(timer);
  }, [etaAt]);
  return (
    <p class="detail" aria-live="off">
      {seconds > 0 ? fillPlaceholders(words.eta, { SECONDS: seconds }) : words.moment}
    </p>
  );
}

function isSoon({ status, scheduledAt }: CallbackView): boolean {
  return status !== 'planned' || Date.parse(scheduledAt) - Date.now() < SOON_MS;
}

function formatTime(instant: string, lang: string): string {
  return new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}
