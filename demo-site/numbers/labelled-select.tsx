import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  options: readonly { id: string; name: string }[];
  isDisabled?: boolean;
  onChange(value: string): void;
}

/** A choice of one with its label. */
export function LabelledSelect({ label, value, options, isDisabled = false, onChange }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
