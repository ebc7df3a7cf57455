import type { JSX } from 'preact';
import { countryTyped, formatPhone, phoneRules, readPhone } from './phone-entry.ts';
import { RichText } from './rich-text.tsx';
import type { ViewModel } from './view-model.ts';

/** One telephone number. It is formatted only on leaving the field, so that the caret never jumps. */
export function PhoneField(model: ViewModel): JSX.Element {
  const { state, widget, words, wording, extras, refs, edit } = model;
  const { stage, draft } = state;
  const rules = phoneRules(widget, draft.country);
  const entry = readPhone(draft.phone, rules);
  const shown = entry.kind === 'phone' && formatPhone(entry.e164);
  const fault = stage.kind === 'form' ? stage.faults.phone : undefined;
  return (
    <div class="field">
      <label for="rl-phone" class={wording.caption ? '' : 'unseen'}>
        <RichText text={wording.caption || words.caption} />
      </label>
      <div class="phone">
        {rules.plans.length > 1 && extras && <extras.CountryChoice {...model} />}
        <input
          id="rl-phone"
          ref={refs.phone}
          class="input"
          type="tel"
          name="tel"
          dir="ltr"
          autocomplete="tel"
          inputMode="tel"
          maxLength={40}
          required
          value={draft.phone}
          aria-invalid={fault !== undefined}
          aria-describedby="rl-phone-note"
          onInput={(event) => {
            const phone = event.currentTarget.value;
            edit({ phone, country: countryTyped(phone, rules) ?? draft.country });
          }}
          onBlur={() => {
            if (shown && shown !== draft.phone) edit({ phone: shown });
          }}
        />
      </div>
      <p class={fault ? 'note fault' : 'note'} id="rl-phone-note">
        {fault
          ? words[fault]
          : shown && (
              <>
                {words.willCall} <bdi dir="ltr">{shown}</bdi>
              </>
            )}
      </p>
    </div>
  );
}
