import type { JSX } from 'preact';
import type { CallbackStatus, CallbackView } from '../../shared/contract/callback.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { type Dictionary, pluralOf } from './dictionary.ts';
import { cancelOrder, moveOrder } from './following.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icons.tsx';
import { startAnew } from './machine.ts';
import { sendOrder } from './ordering.ts';
import { formatPhone, phoneRules, readPhone } from './phone-entry.ts';
import css from './status.css?inline';
import { isSoon, type OrderStage, tellStage } from './tell-stage.ts';
import { knownZone } from './times.ts';
import type { Told, ViewModel } from './view-model.ts';

export { orderByPage, takeAnswer } from './following.ts';
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

/** How far the order has come, and what can be done about it; null while there is none. */
export function tellOrder(model: ViewModel): Told | null {
  const { state, lang, slots } = model;
  const { stage } = state;
  if (stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'taken') return null;
  const words = model.words as Dictionary;
  const told = tellStage(stage, { words, lang, zone: knownZone(slots?.zone), now: Date.now() });
  const facts = { model, words, detail: told.detail };
  const body =
    stage.kind === 'waiting' ? <Waiting {...facts} stage={stage} /> : <Ended {...facts} stage={stage} />;
  return { ...told, body };
}

interface StatusProps<Kind extends OrderStage['kind']> {
  model: ViewModel;
  words: Dictionary;
  stage: Extract<OrderStage, { kind: Kind }>;
  detail: string;
}

function Ended({ model, words, stage, detail }: StatusProps<'done' | 'offline' | 'failed'>): JSX.Element {
  const { widget, state, desk, close } = model;
  const icon = ({ done: 'check', offline: 'offline', failed: 'alert' } as const)[stage.kind];
  const act = () => {
    if (stage.kind === 'done') close();
    else if (stage.kind === 'offline') void sendOrder(desk, stage);
    else desk.change(startAnew(state));
  };
  return (
    <div class="status">
      {!widget.style.isSimpleAfterOrder && <Badge icon={icon} look={stage.kind} />}
      {detail && <p class="detail">{detail}</p>}
      <button type="button" class="button" onClick={act}>
        {stage.kind === 'done' ? words.finish : words.again}
      </button>
    </div>
  );
}

function Waiting({ model, words, stage, detail }: StatusProps<'waiting'>): JSX.Element {
  const { widget, state, lang, now } = model;
  const { view, etaAt, note } = stage;
  const { show, isSimpleAfterOrder: isSimple } = widget.style;
  const entry = readPhone(state.draft.phone, phoneRules(widget, state.draft.country));
  const isComing = COUNTING.includes(view.status) && isSoon(view, Date.now());
  const leftMs = etaAt === null ? null : etaAt - now;
  const isCounting = isComing && leftMs !== null && show.timer;
  const progress = PROGRESS[view.status] ?? 0;
  return (
    <div class="status">
      {!isSimple &&
        (isCounting && leftMs > 0 ? (
          <Ring leftMs={leftMs} ofS={widget.behaviour.countdownS} />
        ) : (
          <Badge icon={iconOf(view)} look={view.status} />
        ))}
      {!isSimple && (isComing || progress > 0) && <Progress at={progress} />}
      {isCounting && <p class="detail">{countDown(leftMs, words, lang)}</p>}
      {detail && <p class="detail">{detail}</p>}
      {entry.kind === 'phone' && progress < 2 && (
        <p class="detail">
          {words.willCall} <bdi dir="ltr">{formatPhone(entry.e164)}</bdi>
        </p>
      )}
      {note && <p class="note fault">{words[note]}</p>}
      {state.isPicking ? <OtherTime {...model} /> : <Choices model={model} words={words} can={view.can} />}
    </div>
  );
}

function Choices({ model, words, can }: Pick<CallbackView, 'can'> & { model: ViewModel; words: Dictionary }) {
  return (
    <div class="choices">
      {can.includes('reschedule') && (
        <button type="button" class="quiet" onClick={() => model.pick(true)}>
          {words.reschedule}
        </button>
      )}
      {can.includes('cancel') && (
        <button type="button" class="quiet" onClick={() => cancelOrder(model.desk)}>
          {words.cancel}
        </button>
      )}
    </div>
  );
}

/** Another time for an order that waits. */
function OtherTime(model: ViewModel): JSX.Element {
  const { state, picker, words, desk, pick } = model;
  return (
    <div class="when">
      {picker ? <picker.TimePicker {...model} /> : <p class="note">{words.loading}</p>}
      <button
        type="button"
        class="button"
        disabled={state.draft.when === 'now'}
        onClick={() => moveOrder(desk)}
      >
        {words.move}
      </button>
      <button type="button" class="quiet" onClick={() => pick(false)}>
        {words.keep}
      </button>
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
function countDown(leftMs: number, words: Dictionary, lang: string): string {
  if (leftMs <= 0) return words.moment;
  const seconds = Math.ceil(leftMs / 1000);
  return fillPlaceholders(pluralOf(words.eta, seconds, lang), { SECONDS: seconds });
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
