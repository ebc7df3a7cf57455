import { type JSX, render } from 'preact';
import css from './card.css?inline';
import { OrderForm } from './order-form.tsx';
import { sendOrder } from './ordering.ts';
import { plainText } from './plain-text.ts';
import { RichText } from './rich-text.tsx';
import { CARD_ID, type Told, type ViewModel } from './view-model.ts';

/** The sheet of what is drawn here. */
export { css };

/** Draws the card into `place`, or takes it away. */
export function drawCard(place: HTMLElement, model: ViewModel | null): void {
  render(model && <Card key={model.isModal} {...model} />, place);
}

/**
 * The card at the window's corner, where the page stays usable, or the sheet that covers a small screen: with the form,
 * or with what became of the order. Opened by itself it is never modal: nothing may take the page from somebody who
 * did not ask for it.
 */
function Card(model: ViewModel): JSX.Element {
  const { state, words, wording, isModal, hasStood, refs, close } = model;
  const { stage, by } = state;
  const isForm = stage.kind === 'form' || stage.kind === 'sending';
  const { headline, detail, body } = isForm
    ? tellForm(model)
    : (model.status?.tellOrder(model) ?? tellBriefly(model));
  // A card that opened by itself says so once; who opened it has its title read by the focus.
  const isSaid = !isForm || (by !== null && hasStood);
  const place = (element: HTMLDialogElement | null) => {
    refs.card.current = element;
    // `show` would take the focus, the attribute does not.
    if (isModal && element && !element.open) element.showModal?.();
  };
  return (
    <div class="corner">
      <dialog
        class={`card is-${stage.kind}${by === 'activePlus' ? ' plus' : ''}${isModal ? ' full' : ''}`}
        id={CARD_ID}
        ref={place}
        open={!isModal || undefined}
        aria-labelledby={headline ? 'rl-title' : undefined}
        aria-label={headline ? undefined : plainText(wording.launcher)}
        tabIndex={-1}
        onCancel={(event) => {
          event.preventDefault();
          close();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      >
        <div class="head">
          {isForm && (
            <span class="badge">
              <i class="call" />
            </span>
          )}
          {headline && (
            <h2 class="title" id="rl-title">
              <RichText text={headline} />
            </h2>
          )}
          <button type="button" class="close" aria-label={words.close} onClick={close}>
            <i class="cross" />
          </button>
        </div>
        <p class="unseen" role="status">
          {[isSaid && plainText(headline), detail].filter(Boolean).join('. ')}
        </p>
        {body}
      </dialog>
    </div>
  );
}

function tellForm(model: ViewModel): Told {
  const { wording, words, state } = model;
  const detail = state.stage.kind === 'sending' ? words.sending : '';
  return { headline: wording.title, detail, body: <OrderForm {...model} /> };
}

/** What can be said of an order even before the part has come that tells more. */
function tellBriefly({ state: { stage }, words, desk }: ViewModel): Told {
  if (stage.kind !== 'offline') return { headline: words.accepted, detail: '', body: <p class="form" /> };
  const body = (
    <div class="form">
      <p class="lead">{words.offlineText}</p>
      <button type="button" class="button" onClick={() => void sendOrder(desk, stage)}>
        {words.again}
      </button>
    </div>
  );
  return { headline: words.offline, detail: words.offlineText, body };
}
