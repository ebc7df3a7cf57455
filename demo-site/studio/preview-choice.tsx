import { useId } from 'preact/hooks';

/** One of many, in groups; a group without a name stands by itself. */
export function Choice<T extends string>(props: {
  label: string;
  groups: Readonly<Record<string, Partial<Record<T, string>>>>;
  value: T;
  onChange(value: T): void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class="input"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value as T)}
      >
        {Object.entries(props.groups).map(([group, options]) =>
          group === '' ? optionsOf(options) : <optgroup label={group}>{optionsOf(options)}</optgroup>,
        )}
      </select>
    </div>
  );
}

function optionsOf(options: Partial<Record<string, string>>) {
  return Object.entries(options).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
