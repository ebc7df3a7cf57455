import { type Counted, STEP_NAMES, STEPS, shareOf, tellCount } from './funnel-steps.ts';

export interface CountsRow {
  key: string;
  name: string;
  counts: Counted;
}

/** The same numbers to be read; it scrolls by itself where there is no room for it. */
export function CountsTable(props: { caption: string; head: string; rows: readonly CountsRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="counts-box" aria-label={props.caption} tabIndex={0}>
      <table class="counts">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            {STEPS.map((step) => (
              <th key={step} scope="col">
                {STEP_NAMES[step]}
              </th>
            ))}
            <th scope="col">Ordered of shown</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, name, counts }) => (
            <tr key={key}>
              <th scope="row" dir="auto">
                {name}
              </th>
              {STEPS.map((step) => (
                <td key={step}>{tellCount(counts[step])}</td>
              ))}
              <td>{shareOf(counts.submitted, counts.shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
