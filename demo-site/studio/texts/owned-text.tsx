import { TextField } from '../field.tsx';

interface Props {
  label: string;
  path: string;
  /** Absent: the built-in text; empty: nothing is shown. */
  value: string | undefined;
  lang: string;
  isLong?: boolean;
  maxLength?: number;
  hint?: string;
  onChange(value: string | undefined): void;
}

/** A text of the owner's with its way back to the built-in one, and to none at all (S1-76). */
export function OwnedText({ label, path, value, lang, isLong, maxLength = 300, hint, onChange }: Props) {
  const state =
    value === undefined ? 'The built-in text is shown.' : value === '' ? 'Nothing is shown.' : hint;
  return (
    <div class="owned-text">
      <TextField
        label={label}
        path={path}
        value={value ?? ''}
        lang={lang}
        maxLength={maxLength}
        isLong={isLong === true}
        placeholder={value === '' ? '' : 'Built-in text'}
        hint={state}
        onChange={onChange}
      />
      <span class="row">
        <button
          class="button button-small"
          type="button"
          disabled={value === undefined}
          onClick={() => onChange(undefined)}
        >
          Reset <span class="visually-hidden">{label}</span>
        </button>
        <button
          class="button button-small"
          type="button"
          disabled={value === ''}
          onClick={() => onChange('')}
        >
          Clear <span class="visually-hidden">{label}</span>
        </button>
      </span>
    </div>
  );
}
