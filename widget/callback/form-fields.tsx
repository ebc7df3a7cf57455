import type { JSX } from 'preact';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Dictionary } from './dictionary.ts';
import { RichText } from './rich-text.tsx';

interface OfficeFieldProps {
  widget: PublicWidget;
  dictionary: Dictionary;
  office: string | null;
  isFaulty: boolean;
  onChange: (office: string | null) => void;
}

/** Which office is to call, where there are several and the owner lets visitors choose (S1-65). */
export function OfficeField(props: OfficeFieldProps): JSX.Element | null {
  const { widget, dictionary, office, isFaulty, onChange } = props;
  const { officeChoice } = widget.behaviour;
  if (officeChoice === 'hidden' || widget.offices.length < 2) return null;
  const isForced = officeChoice === 'forced';
  return (
    <div class="field">
      <label for="rl-office">{dictionary.office}</label>
      <span class="select">
        <select
          id="rl-office"
          class="input"
          value={office ?? ''}
          required={isForced}
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? 'rl-office-note' : undefined}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        >
          <option value="" disabled={isForced}>
            {isForced ? dictionary.chooseOffice : dictionary.anyOffice}
          </option>
          {widget.offices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </span>
      {isFaulty && (
        <p class="note fault" id="rl-office-note">
          {dictionary.chooseOffice}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  id: string;
  label: string;
  autocomplete: 'name' | 'off';
  maxLength: number;
  isLong?: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** What the owner also asks for; nobody has to answer. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { id, label, autocomplete, maxLength, isLong, value, onChange } = props;
  const input = { id, autocomplete, maxLength, value, dir: 'auto' } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea
          {...input}
          class="input"
          rows={2}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input {...input} class="input" onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </div>
  );
}

interface ConsentFieldProps {
  text: string;
  hasAgreed: boolean;
  fault: string | undefined;
  onChange: (hasAgreed: boolean) => void;
}

/** Never ticked beforehand. */
export function ConsentField({ text, hasAgreed, fault, onChange }: ConsentFieldProps): JSX.Element {
  return (
    <div class="field">
      <label class="agree">
        <input
          type="checkbox"
          id="rl-consent"
          required
          checked={hasAgreed}
          aria-invalid={fault !== undefined}
          aria-describedby="rl-consent-note"
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          <RichText text={text} />
        </span>
      </label>
      <p class="note fault" id="rl-consent-note">
        {fault}
      </p>
    </div>
  );
}
