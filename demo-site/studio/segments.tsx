import { useId } from 'preact/hooks';

/** One choice out of a few, all in sight. `options` maps values to their labels. */
export function Segments<T extends string>(props: {
  legend: string;
  options: Readonly<Record<T, string>>;
  value: T;
  onChange(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{props.legend}</legend>
      {(Object.keys(props.options) as T[]).map((value) => (
        <label key={value}>
          <input
            type="radio"
            class="visually-hidden"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {props.options[value]}
        </label>
      ))}
    </fieldset>
  );
}
