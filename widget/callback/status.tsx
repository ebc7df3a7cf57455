import type { JSX } from 'preact';
import type { CallbackStatus, CallbackView } from '../../shared/contract/callback.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { type Dictionary, pluralOf } from './dictionary.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icons.tsx';
import css from './status.css?inline';
import { isSoon, type OrderStage } from './tell-stage.ts';

export { followCallback } from './live.ts';
export { tellStage } from './tell-stage.ts';
/** The sheet of what is drawn here. */
export { css };

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
  stage: OrderStage;
  headline: string;
  detail: string;
  dictionary: Dictionary;
  lang: string;
  /** The number that is called, as people write it. */
  phone: string;
  /** Whether the seconds are shown (S1-84). */
  hasTimer: boolean;
  /** Words only. */
  isSimple: boolean;
  /** On the clock of the stage's `etaAt`; drawn again every second it makes a countdown. */
  now: number;
  countdownS: number;
  /** Stands in the place of the buttons while another time is chosen. */
  picker: JSX.Element | null;
  onCancel: () => void;
  onReschedule: () => void;
  /** Sends the same order again. */
  onRetry: () => void;
  onAgain: () => void;
  onFinish: () => void;
}

/** How far the order has come, and what can be done about it. */
export function Status(props: StatusProps): JSX.Element {
  const { stage, detail, dictionary, isSimple, picker } = props;
  if (stage.kind === 'waiting') return <Waiting {...props} stage={stage} />;
  const act = { done: props.onFinish, offline: props.onRetry, failed: props.onAgain }[stage.kind];
  const icon = ({ done: 'check', offline: 'offline', failed: 'alert' } as const)[stage.kind];
  return (
    <div class="status">
      {!isSimple && <Badge icon={icon} look={stage.kind} />}
      {detail && <p class="detail">{detail}</p>}
      <button type="button" class="button" onClick={act}>
        {stage.kind === 'done' ? dictionary.finish : dictionary.again}
      </button>
      {picker}
    </div>
  );
}

function Waiting(props: StatusProps & { stage: Extract<OrderStage, { kind: 'waiting' }> }): JSX.Element {
  const { stage, detail, dictionary, lang, phone, isSimple, now, picker } = props;
  const { view, etaAt, note } = stage;
  const isComing = COUNTING.includes(view.status) && isSoon(view, Date.now());
  const leftMs = etaAt === null ? null : etaAt - now;
  const isCounting = isComing && leftMs !== null && props.hasTimer;
  const progress = PROGRESS[view.status] ?? 0;
  return (
    <div class="status">
      {!isSimple &&
        (isCounting && leftMs > 0 ? (
          <Ring leftMs={leftMs} ofS={props.countdownS} />
        ) : (
          <Badge icon={iconOf(view)} look={view.status} />
        ))}
      {!isSimple && (isComing || progress > 0) && <Progress at={progress} />}
      {isCounting && <p class="detail">{countDown(leftMs, dictionary, lang)}</p>}
      {detail && <p class="detail">{detail}</p>}
      {phone && progress < 2 && (
        <p class="detail">
          {dictionary.willCall} <bdi dir="ltr">{phone}</bdi>
        </p>
      )}
      {note && <p class="note fault">{dictionary[note]}</p>}
      {picker ?? (
        <div class="choices">
          {view.can.includes('reschedule') && (
            <button type="button" class="quiet" onClick={props.onReschedule}>
              {dictionary.reschedule}
            </button>
          )}
          {view.can.includes('cancel') && (
            <button type="button" class="quiet" onClick={props.onCancel}>
              {dictionary.cancel}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function iconOf({ status }: CallbackView): IconName {
  if (status === 'planned' || status === 'retry_planned') return 'clock';
  return status === 'needs_confirmation' ? 'check' : 'phone';
}

function Badge({ icon, look }: { icon: IconName; look: string }): JSX.Element {
  return (
    <span class={`badge is-${look}`}>
      <Icon name={icon} size={30} />
    </span>
  );
}

/** Seconds in a ring that empties. */
function Ring({ leftMs, ofS }: { leftMs: number; ofS: number }): JSX.Element {
  const share = Math.min(1, leftMs / (ofS * 1000));
  return (
    <span class="ring" aria-hidden="true">
      <svg viewBox="0 0 84 84" width="84" height="84" aria-hidden="true" focusable="false">
        <circle class="track" cx="42" cy="42" r="38" />
        <circle
          class="left"
          cx="42"
          cy="42"
          r="38"
          pathLength="1"
          stroke-dasharray={`${share.toFixed(3)} 1`}
        />
      </svg>
      <b>{Math.ceil(leftMs / 1000)}</b>
    </span>
  );
}

/** Outside the live region: to hear every second would drown the page. */
function countDown(leftMs: number, dictionary: Dictionary, lang: string): string {
  if (leftMs <= 0) return dictionary.moment;
  const seconds = Math.ceil(leftMs / 1000);
  return fillPlaceholders(pluralOf(dictionary.eta, seconds, lang), { SECONDS: seconds });
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
