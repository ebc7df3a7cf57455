interface Props<T extends string> {
  legend: string;
  options: Readonly<Record<T, string>>;
  values: readonly T[];
  hint?: string;
  onChange(values: T[]): void;
}

/** Several of a few. */
export function CheckList<T extends string>({ legend, options, values, hint, onChange }: Props<T>) {
  return (
    <fieldset class="check-list">
      <legend>{legend}</legend>
      {(Object.keys(options) as T[]).map((value) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...values, value] : values.filter((one) => one !== value),
              )
            }
          />
          {options[value]}
        </label>
      ))}
      {hint && <p class="muted small">{hint}</p>}
    </fieldset>
  );
}
