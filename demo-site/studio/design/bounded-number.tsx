import { useState } from 'preact/hooks';
import { useFieldId } from '../field.tsx';

interface Props {
  label: string;
  path: string;
  value: number;
  min: number;
  max: number;
  unit: string;
  /** Beside a slider, where the numbers are few. */
  hasSlider?: boolean;
  onChange(value: number): void;
}

/** Passes on whole numbers between its bounds only; while the box holds something else it says so. */
export function BoundedNumber({ label, path, value, min, max, unit, hasSlider = false, onChange }: Props) {
  const id = useFieldId(path);
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) => {
    const isGood = /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
    setTyped(isGood ? null : text);
    if (isGood) onChange(Number(text));
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="bounded">
        {hasSlider && (
          <input
            type="range"
            aria-label={`${label}, slider`}
            min={min}
            max={max}
            value={value}
            onInput={(event) => read(event.currentTarget.value)}
          />
        )}
        <input
          id={id}
          class="input"
          inputMode="numeric"
          value={typed ?? String(value)}
          aria-invalid={typed !== null}
          aria-describedby={`${id}-hint`}
          onInput={(event) => read(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
        {unit && <span class="muted small">{unit}</span>}
      </span>
      <p id={`${id}-hint`} class="field-error" hidden={typed === null}>
        Must be a whole number from {min} to {max}
      </p>
    </div>
  );
}
