import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  hint?: string;
  placeholder?: string;
  /** Which keyboard a telephone shows. */
  mode?: 'text' | 'tel' | 'numeric';
  maxLength?: number;
  isRequired?: boolean;
  /** What is wrong with it. */
  fault?: string;
  onChange(value: string): void;
}

/** A field of one line with its label, a hint and what is wrong with it. */
export function LabelledInput(props: Props) {
  const { label, value, hint, fault, mode = 'text', maxLength = 100, isRequired = false } = props;
  const id = useId();
  const notes = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        inputMode={mode}
        value={value}
        maxLength={maxLength}
        required={isRequired}
        placeholder={props.placeholder}
        aria-invalid={fault ? true : undefined}
        aria-describedby={notes || undefined}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      {hint && (
        <span id={`${id}-hint`} class="muted small">
          {hint}
        </span>
      )}
      {fault && (
        <span id={`${id}-fault`} class="field-error">
          {fault}
        </span>
      )}
    </div>
  );
}
