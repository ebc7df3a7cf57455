import { useContext } from 'preact/hooks';
import { FieldErrors, useFieldId } from '../../field.tsx';

interface Props {
  label: string;
  path: string;
  value: string;
  hint: string;
  onChange(value: string): void;
}

/** Takes a secret and never shows one: what is stored does not come back from the server. */
export function SecretField({ label, path, value, hint, onChange }: Props) {
  const id = useFieldId(path);
  const error = useContext(FieldErrors).find((entry) => entry.path === path)?.message ?? '';
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="password"
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        value={value}
        aria-invalid={error !== ''}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class={error ? 'field-error' : 'muted small'}>
        {error || hint}
      </p>
    </div>
  );
}
