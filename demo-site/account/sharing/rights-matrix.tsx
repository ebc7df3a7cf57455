/** What is ticked, by kind of entity. */
export type Ticked = Readonly<Record<string, readonly string[]>>;

interface Props {
  /** Every right that there is, by kind. */
  names: Ticked;
  value: Ticked;
  onChange(value: Ticked): void;
}

/** A row for each kind of entity, with a box for each of its rights (S2-81). */
export function RightsMatrix({ names, value, onChange }: Props) {
  const tick = (kind: string, right: string, isOn: boolean) => {
    const others = (value[kind] ?? []).filter((one) => one !== right);
    onChange({ ...value, [kind]: isOn ? [...others, right] : others });
  };
  return (
    <div class="rights">
      {Object.entries(names).map(([kind, rights]) => (
        <fieldset key={kind}>
          <legend>{kind}</legend>
          {rights.map((right) => (
            <label key={right}>
              <input
                type="checkbox"
                aria-label={`${kind}: ${right}`}
                checked={value[kind]?.includes(right) ?? false}
                onChange={(event) => tick(kind, right, event.currentTarget.checked)}
              />
              {right}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
