import { useContext, useState } from 'preact/hooks';
import { FieldErrors, useFieldId } from '../field.tsx';

interface Props {
  label: string;
  path: string;
  /** Null: it follows `preset`. */
  value: string | null;
  preset: string;
  /** What it is called to have no colour of its own; absent where there must be one. */
  unset?: string;
  corrections: readonly { text: string; shown: string | null }[];
  /** Whole colours only. */
  onChange(colour: string | null): void;
}

const COLOUR = /^#[0-9a-f]{6}$/i;

export function ColourRow({ label, path, value, preset, unset, corrections, onChange }: Props) {
  const id = useFieldId(path);
  // What is being typed and is no colour yet.
  const [typed, setTyped] = useState<string | null>(null);
  const refused = useContext(FieldErrors).find((entry) => entry.path === path)?.message;
  const fault = typed !== null ? 'Must be a colour like #1f6feb' : (refused ?? '');
  const read = (text: string) => {
    const colour = text.startsWith('#') ? text : `#${text}`;
    setTyped(COLOUR.test(colour) ? null : text);
    if (COLOUR.test(colour)) onChange(colour.toLowerCase());
  };
  const told = [...new Map(corrections.map((one) => [one.text + one.shown, one])).values()];
  return (
    <div class="colour-row">
      <label for={id}>{label}</label>
      <span class="with-unit">
        <input
          type="color"
          class="swatch"
          aria-label={`Pick the colour: ${label}`}
          value={value ?? preset}
          onInput={(event) => read(event.currentTarget.value)}
        />
        <input
          id={id}
          class="input"
          value={typed ?? value ?? ''}
          placeholder={unset ?? ''}
          maxLength={7}
          spellcheck={false}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-hint`}
          onInput={(event) => read(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
        {unset !== undefined && value !== null && (
          <button
            type="button"
            class="button button-small"
            aria-label={`Reset the colour: ${label}`}
            onClick={() => onChange(null)}
          >
            Reset
          </button>
        )}
      </span>
      <div id={`${id}-hint`} class="colour-notes">
        {fault && <p class="field-error">{fault}</p>}
        {told.map(({ text, shown }) => (
          <p key={text} class="correction small">
            {text}; shown is
            <span class="dab" style={{ background: shown ?? 'none' }} />
            <code>{shown}</code>
          </p>
        ))}
      </div>
    </div>
  );
}
