import type { JSX, Ref } from 'preact';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Draft, Faults } from './machine.ts';
import { PhoneField } from './phone-field.tsx';
import { RichText } from './rich-text.tsx';
import type { Words } from './texts-en.ts';

export interface OrderFormProps {
  widget: PublicWidget;
  words: Words;
  draft: Draft;
  faults: Faults;
  isSending: boolean;
  phoneRef: Ref<HTMLInputElement>;
  onChange: (draft: Draft) => void;
  /** `trap` is what stands in the field that people do not see. */
  onSubmit: (trap: string) => void;
  onDecline: () => void;
}

export function OrderForm(props: OrderFormProps): JSX.Element {
  const { widget, words, draft, faults, isSending, phoneRef, onChange, onSubmit, onDecline } = props;
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    onSubmit(String(new FormData(event.currentTarget).get('rl-extra') ?? ''));
  };
  return (
    <form class="form" noValidate onSubmit={submit} aria-busy={isSending}>
      <p class="lead">
        <RichText text={words.lead} />
      </p>
      <PhoneField
        id="rl-phone"
        label={words.caption}
        country={widget.country}
        value={draft.phone}
        fault={faults.phone ? words[faults.phone] : null}
        willCall={words.willCall}
        inputRef={phoneRef}
        onChange={(phone) => onChange({ ...draft, phone })}
      />
      {widget.offices.length > 1 && (
        <div class="field">
          <label for="rl-office">{words.office}</label>
          <select
            id="rl-office"
            class="input"
            value={draft.office ?? ''}
            onChange={(event) => onChange({ ...draft, office: event.currentTarget.value || null })}
          >
            <option value="">{words.anyOffice}</option>
            {widget.offices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <input class="trap" name="rl-extra" tabIndex={-1} autocomplete="off" aria-hidden="true" />
      <div class="field">
        <label class="agree">
          <input
            type="checkbox"
            id="rl-consent"
            required
            checked={draft.hasAgreed}
            aria-invalid={faults.consent === true}
            aria-describedby="rl-consent-note"
            onChange={(event) => onChange({ ...draft, hasAgreed: event.currentTarget.checked })}
          />
          <span>
            <RichText text={words.disclaimer} />
          </span>
        </label>
        <p class="note fault" id="rl-consent-note">
          {faults.consent && words.consent}
        </p>
      </div>
      <button type="submit" class="button" disabled={isSending}>
        {isSending ? words.sending : words.button}
      </button>
      <button type="button" class="quiet" onClick={onDecline}>
        {words.decline}
      </button>
    </form>
  );
}
