import type { JSX, Ref } from 'preact';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Dictionary } from './dictionary.ts';
import { ConsentField, OfficeField, TextField } from './form-fields.tsx';
import type { Draft, Faults } from './machine.ts';
import { phoneRules } from './phone-entry.ts';
import { PhoneField } from './phone-field.tsx';
import { plainText } from './plain-text.ts';
import { RichText } from './rich-text.tsx';
import type { Wording } from './wording.ts';

export interface OrderFormProps {
  widget: PublicWidget;
  dictionary: Dictionary;
  wording: Wording;
  lang: string;
  draft: Draft;
  faults: Faults;
  isSending: boolean;
  /** The choice of a time; null where none is offered. */
  timeChoice: JSX.Element | null;
  phoneRef: Ref<HTMLInputElement>;
  onChange: (draft: Draft) => void;
  /** `trap` is what stands in the field that people do not see. */
  onSubmit: (trap: string) => void;
  onDecline: () => void;
}

export function OrderForm(props: OrderFormProps): JSX.Element {
  const { widget, dictionary, wording, lang, draft, faults, isSending, timeChoice, onChange } = props;
  const { asksName, asksComment } = widget.behaviour;
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    props.onSubmit(String(new FormData(event.currentTarget).get('rl-extra') ?? ''));
  };
  const order = draft.when === 'now' ? plainText(wording.button) : dictionary.orderLater;
  return (
    <form class="form" noValidate onSubmit={submit} aria-busy={isSending}>
      {wording.lead && (
        <p class="lead">
          <RichText text={wording.lead} />
        </p>
      )}
      <PhoneField
        caption={wording.caption}
        name={dictionary.caption}
        countryLabel={dictionary.country}
        lang={lang}
        rules={phoneRules(widget, draft.country)}
        value={draft.phone}
        fault={faults.phone && dictionary[faults.phone]}
        willCall={dictionary.willCall}
        inputRef={props.phoneRef}
        onChange={(phone, country) => change({ phone, country })}
      />
      {timeChoice}
      <OfficeField
        widget={widget}
        dictionary={dictionary}
        office={draft.office}
        isFaulty={faults.office === true}
        onChange={(office) => change({ office })}
      />
      {asksName && (
        <TextField
          id="rl-name"
          label={dictionary.name}
          autocomplete="name"
          maxLength={100}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
      )}
      {asksComment && (
        <TextField
          id="rl-comment"
          label={dictionary.comment}
          autocomplete="off"
          maxLength={512}
          isLong
          value={draft.comment}
          onChange={(comment) => change({ comment })}
        />
      )}
      <input class="unseen" name="rl-extra" tabIndex={-1} autocomplete="off" aria-hidden="true" />
      {wording.disclaimer && (
        <ConsentField
          text={wording.disclaimer}
          hasAgreed={draft.hasAgreed}
          fault={faults.consent && dictionary.consent}
          onChange={(hasAgreed) => change({ hasAgreed })}
        />
      )}
      <button type="submit" class="button" disabled={isSending}>
        {isSending ? dictionary.sending : order}
      </button>
      <button type="button" class="quiet" onClick={props.onDecline}>
        {dictionary.decline}
      </button>
      {(wording.adDisclaimer || wording.signature) && (
        <div class="small">
          {wording.adDisclaimer && (
            <p>
              <RichText text={wording.adDisclaimer} />
            </p>
          )}
          {wording.signature && (
            <p>
              <RichText text={wording.signature} />
            </p>
          )}
        </div>
      )}
    </form>
  );
}
