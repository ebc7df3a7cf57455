/** What is ticked, by kind of entity. */
export type Ticked = Readonly<Record<string, readonly string[]>>;

interface Props {
  /** Every right that there is, by kind. */
  names: Ticked;
  value: Ticked;
  onChange(value: Ticked): void;
}

/** What the names of rights do not say by themselves. */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  calls: {
    download: 'hear recordings, of ordered calls too',
    tag: 'tag calls',
    export: 'have the list as a file',
    hide: 'see telephones that are hidden; hide and reveal them',
  },
  privacy: { create: 'erase and export what is kept of a person' },
  numbers: { buy: 'spend money on numbers' },
};

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
              {MEANINGS[kind]?.[right] && <span class="muted small">{MEANINGS[kind]?.[right]}</span>}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
