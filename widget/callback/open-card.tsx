import { type JSX, render } from 'preact';
import css from './card.css?inline';
import { Card } from './card.tsx';
import { OrderForm } from './order-form.tsx';
import { formatPhone, phoneRules, readPhone } from './phone-entry.ts';
import { plainText } from './plain-text.ts';
import { TimeChoice } from './time-choice.tsx';
import { knownZone } from './times.ts';
import { CARD_ID, type ViewModel } from './view-model.ts';

export { createOrdering } from './ordering.ts';
/** The sheet of what is drawn here. */
export { css };

/** Draws the card into `place`, or takes it away. */
export function drawCard(place: HTMLElement, model: ViewModel | null): void {
  render(model && <OpenCard {...model} />, place);
}

/** The card with the form, or with what became of the order. */
function OpenCard(model: ViewModel): JSX.Element {
  const { state, dictionary, wording, isModal, hasStood, refs, on } = model;
  const { stage } = state;
  const isForm = stage.kind === 'form' || stage.kind === 'sending';
  const { headline, detail } = isForm
    ? { headline: wording.title, detail: stage.kind === 'sending' ? dictionary.sending : '' }
    : tellOrder(model);
  // A card that opened by itself says so once; who opened it has its title read by the focus.
  const announced = isForm && state.by !== null && hasStood ? plainText(wording.title) : '';
  const news = [isForm ? announced : headline, detail].filter(Boolean).join('. ');
  return (
    <Card
      key={isModal}
      id={CARD_ID}
      title={headline}
      name={plainText(wording.launcher)}
      closeLabel={dictionary.close}
      news={news}
      isModal={isModal}
      look={`is-${stage.kind}${state.by === 'activePlus' ? ' plus' : ''}${isModal ? ' full' : ''}`}
      hasBadge={isForm}
      cardRef={refs.card}
      onClose={on.close}
    >
      {isForm ? <Form {...model} /> : <Order {...model} headline={headline} detail={detail} />}
    </Card>
  );
}

/** What can be said of an order even before the part has come that tells more. */
function tellOrder({ state, statusPart, dictionary, lang, slots }: ViewModel) {
  const { stage } = state;
  if (stage.kind === 'form' || stage.kind === 'sending') return { headline: '', detail: '' };
  if (statusPart) {
    const facts = { dictionary, lang, zone: knownZone(slots?.zone), now: Date.now() };
    return statusPart.tellStage(stage, facts);
  }
  if (stage.kind === 'offline') return { headline: dictionary.offline, detail: dictionary.offlineText };
  return { headline: stage.kind === 'failed' ? dictionary.failed : dictionary.accepted, detail: '' };
}

function Form(model: ViewModel): JSX.Element {
  const { host, state, dictionary, wording, lang, slots, pickerPart, refs, on } = model;
  const { stage, draft } = state;
  const faults = stage.kind === 'form' ? stage.faults : {};
  const offersTimes = slots !== null && slots.days.length > 0 && host.widget.style.show.convenientTime;
  return (
    <OrderForm
      widget={host.widget}
      dictionary={dictionary}
      wording={wording}
      lang={lang}
      draft={draft}
      faults={faults}
      isSending={stage.kind === 'sending'}
      timeChoice={
        offersTimes ? (
          <TimeChoice
            dictionary={dictionary}
            lang={lang}
            zone={knownZone(slots.zone)}
            slots={slots}
            when={draft.when}
            picker={pickerPart?.TimePicker ?? null}
            isPicking={state.isPicking}
            fault={faults.when && dictionary.refused_time}
            onPick={on.pick}
            onChange={(when) => on.edit({ ...draft, when })}
          />
        ) : null
      }
      phoneRef={refs.phone}
      onChange={on.edit}
      onSubmit={on.submit}
      onDecline={on.close}
    />
  );
}

function Order(model: ViewModel & { headline: string; detail: string }): JSX.Element {
  const { host, state, dictionary, lang, statusPart, detail, headline, on } = model;
  const { stage, draft } = state;
  const { style, behaviour } = host.widget;
  const Status = statusPart?.Status;
  if (!Status || stage.kind === 'form' || stage.kind === 'sending') {
    return (
      <div class="form">
        <p class="lead">{detail}</p>
        {stage.kind === 'offline' && (
          <button type="button" class="button" onClick={on.retry}>
            {dictionary.again}
          </button>
        )}
      </div>
    );
  }
  const entry = readPhone(draft.phone, phoneRules(host.widget, draft.country));
  return (
    <Status
      stage={stage}
      headline={headline}
      detail={detail}
      dictionary={dictionary}
      lang={lang}
      phone={entry.kind === 'phone' ? formatPhone(entry.e164) : ''}
      hasTimer={style.show.timer}
      isSimple={style.isSimpleAfterOrder}
      now={model.now}
      countdownS={behaviour.countdownS}
      picker={state.isPicking ? <MovePicker {...model} /> : null}
      onCancel={on.cancel}
      onReschedule={() => on.pick(true)}
      onRetry={on.retry}
      onAgain={on.again}
      onFinish={on.close}
    />
  );
}

/** Another time for an order that waits. */
function MovePicker({ state, dictionary, lang, slots, pickerPart, on }: ViewModel): JSX.Element {
  const Picker = pickerPart?.TimePicker;
  return (
    <div class="when">
      {Picker ? (
        <Picker
          dictionary={dictionary}
          lang={lang}
          zone={knownZone(slots?.zone)}
          days={slots?.days ?? []}
          when={state.draft.when}
          onChange={(when) => on.edit({ ...state.draft, when })}
        />
      ) : (
        <p class="note">{dictionary.loading}</p>
      )}
      <button type="button" class="button" disabled={state.draft.when === 'now'} onClick={on.move}>
        {dictionary.move}
      </button>
      <button type="button" class="quiet" onClick={() => on.pick(false)}>
        {dictionary.keep}
      </button>
    </div>
  );
}
