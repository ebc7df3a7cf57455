import type { JSX, Ref } from 'preact';
import { formatPhone, readPhone } from './phone-entry.ts';

export interface PhoneFieldProps {
  id: string;
  label: string;
  country: string;
  value: string;
  /** What is wrong with the value, in words. */
  fault: string | null;
  /** Stands before the number that will be called. */
  willCall: string;
  inputRef: Ref<HTMLInputElement>;
  onChange: (value: string) => void;
}

/** One telephone number. It is formatted only on leaving the field, so that the caret never jumps. */
export function PhoneField(props: PhoneFieldProps): JSX.Element {
  const { id, label, country, value, fault, willCall, inputRef, onChange } = props;
  const entry = readPhone(value, country);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
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
        aria-invalid={fault !== null}
        aria-describedby={`${id}-note`}
        onInput={(event) => onChange(event.currentTarget.value)}
        onBlur={() => {
          const formatted = entry.kind === 'phone' ? formatPhone(entry.e164) : value;
          if (formatted !== value) onChange(formatted);
        }}
      />
      <p class={fault === null ? 'note' : 'note fault'} id={`${id}-note`}>
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
