import type { JSX } from 'preact';
import { submitDraft } from './ordering.ts';
import { PhoneField } from './phone-field.tsx';
import { plainText } from './plain-text.ts';
import { RichText } from './rich-text.tsx';
import type { ViewModel } from './view-model.ts';

/** The order while it is filled in, and on its way. */
export function OrderForm(model: ViewModel): JSX.Element {
  const { state, words, wording, extras, desk, edit, close } = model;
  const { stage, draft } = state;
  const isSending = stage.kind === 'sending';
  const fault = stage.kind === 'form' && stage.faults.hasAgreed ? words.consent : '';
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    const form = event.currentTarget;
    event.preventDefault();
    if (!submitDraft(desk, String(new FormData(form).get('rl-extra') ?? '')))
      form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const order = draft.when === 'now' ? plainText(wording.button) : words.orderLater;
  const small = [wording.adDisclaimer, wording.signature].filter(Boolean);
  return (
    <form class="form" noValidate onSubmit={submit} aria-busy={isSending}>
      {wording.lead && (
        <p class="lead">
          <RichText text={wording.lead} />
        </p>
      )}
      <PhoneField {...model} />
      <TimeChoice {...model} />
      {extras && <extras.ExtraFields {...model} />}
      <input class="unseen" name="rl-extra" tabIndex={-1} autocomplete="off" aria-hidden="true" />
      {wording.disclaimer && (
        // Never ticked beforehand.
        <div class="field">
          <label class="agree">
            <input
              type="checkbox"
              id="rl-consent"
              required
              checked={draft.hasAgreed}
              aria-invalid={fault !== ''}
              aria-describedby="rl-consent-note"
              onChange={(event) => edit({ hasAgreed: event.currentTarget.checked })}
            />
            <span>
              <RichText text={wording.disclaimer} />
            </span>
          </label>
          <p class="note fault" id="rl-consent-note">
            {fault}
          </p>
        </div>
      )}
      <button type="submit" class="button" disabled={isSending}>
        {isSending ? words.sending : order}
      </button>
      <button type="button" class="quiet" onClick={close}>
        {words.decline}
      </button>
      {small.length > 0 && (
        <div class="small">
          {small.map((text) => (
            <p key={text}>
              <RichText text={text} />
            </p>
          ))}
        </div>
      )}
    </form>
  );
}

/** "Not now? Choose a convenient time": a line in whose place the choice of a time comes. */
function TimeChoice(model: ViewModel): JSX.Element | null {
  const { state, words, widget, slots, picker, pick } = model;
  if (!slots?.days.length || !widget.style.show.convenientTime) return null;
  if (state.isPicking) return picker ? <picker.TimeChoice {...model} /> : <p class="note">{words.loading}</p>;
  const label = slots.workingNow ? words.later : words.otherTime;
  return (
    <button type="button" class="link" aria-expanded={false} onClick={() => pick(true)}>
      {state.draft.when === 'now' ? label : picker?.tellChoice(model)}
    </button>
  );
}
