/** A switch that looks like one. */
export function Toggle(props: { label: string; isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <button
      class="button toggle"
      type="button"
      role="switch"
      aria-checked={props.isOn}
      onClick={() => props.onChange(!props.isOn)}
    >
      {props.label}
    </button>
  );
}
