import { CheckField, NumberField } from './field.tsx';

interface Props {
  label: string;
  path: string;
  /** Null: switched off. */
  value: number | null;
  /** What it begins with when it is switched on. */
  preset: number;
  min: number;
  max: number;
  unit: string;
  onChange(value: number | null): void;
}

/** A number behind a switch. */
export function OptionalNumber({ label, path, value, preset, onChange, ...limits }: Props) {
  return (
    <div class="optional">
      <CheckField
        label={label}
        path={`${path}.on`}
        value={value !== null}
        onChange={(isOn) => onChange(isOn ? preset : null)}
      />
      {value !== null && (
        <NumberField label={`${label}:`} path={path} value={value} onChange={onChange} {...limits} />
      )}
    </div>
  );
}
