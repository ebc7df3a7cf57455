import type { JSX, Ref } from 'preact';
import { countryTyped, formatPhone, type PhoneRules, readPhone } from './phone-entry.ts';
import { RichText } from './rich-text.tsx';

export interface PhoneFieldProps {
  /** Shown above the field; empty: the field is only named. */
  caption: string;
  name: string;
  countryLabel: string;
  lang: string;
  rules: PhoneRules;
  value: string;
  /** What is wrong with the value, in words. */
  fault: string | undefined;
  /** Stands before the number that will be called. */
  willCall: string;
  inputRef: Ref<HTMLInputElement>;
  onChange: (value: string, country: string) => void;
}

/** One telephone number. It is formatted only on leaving the field, so that the caret never jumps. */
export function PhoneField(props: PhoneFieldProps): JSX.Element {
  const { caption, name, rules, value, fault, willCall, inputRef, onChange } = props;
  const entry = readPhone(value, rules);
  return (
    <div class="field">
      <label for="rl-phone" class={caption ? '' : 'unseen'}>
        {caption ? <RichText text={caption} /> : name}
      </label>
      <div class="phone">
        {rules.plans.length > 1 && <CountryChoice {...props} />}
        <input
          id="rl-phone"
          ref={inputRef}
          class="input"
          type="tel"
          name="tel"
          dir="ltr"
          autocomplete="tel"
          inputMode="tel"
          maxLength={40}
          required
          value={value}
          aria-invalid={fault !== undefined}
          aria-describedby="rl-phone-note"
          onInput={(event) => {
            const typed = event.currentTarget.value;
            onChange(typed, countryTyped(typed, rules) ?? rules.country);
          }}
          onBlur={() => {
            const formatted = entry.kind === 'phone' ? formatPhone(entry.e164) : value;
            if (formatted !== value) onChange(formatted, rules.country);
          }}
        />
      </div>
      <p class={fault === undefined ? 'note' : 'note fault'} id="rl-phone-note">
        {fault ??
          (entry.kind === 'phone' && (
            <>
              {willCall} <bdi dir="ltr">{formatPhone(entry.e164)}</bdi>
            </>
          ))}
      </p>
    </div>
  );
}

/** The platform's own list, with the code of what is chosen laid over it. */
function CountryChoice({ countryLabel, lang, rules, value, onChange }: PhoneFieldProps): JSX.Element {
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  const chosen = rules.plans.find(({ country }) => country === rules.country);
  return (
    <span class="country">
      <select
        aria-label={countryLabel}
        value={rules.country}
        onChange={(event) => onChange(value, event.currentTarget.value)}
      >
        {rules.plans.map(({ country, code }) => (
          <option key={country} value={country}>
            {`${names.of(country)} +${code}`}
          </option>
        ))}
      </select>
      <bdi dir="ltr" aria-hidden="true">
        {rules.country} +{chosen?.code}
      </bdi>
    </span>
  );
}
