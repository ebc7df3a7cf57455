import type { CountsRow } from './counts-table.tsx';
import { shareOf, tellCount } from './funnel-steps.ts';

const MOST = 8;

/** How many of those who saw the widget ordered, row by row, on one scale. */
export function BreakdownFigure({ rows }: { rows: readonly CountsRow[] }) {
  const shown = rows.slice(0, MOST);
  const rates = shown.map(({ counts }) => (counts.submitted ?? 0) / (counts.shown || 1));
  const most = Math.max(...rates, 0.0001);
  return (
    <>
      <ul class="breakdown">
        {shown.map(({ key, name, counts }, i) => (
          <li key={key} class="step-submitted">
            <span class="breakdown-name" dir="auto">
              {name}
            </span>
            <span class="breakdown-told tabular">
              <strong>{shareOf(counts.submitted, counts.shown)}</strong>{' '}
              <span class="muted small">
                {tellCount(counts.submitted)} of {tellCount(counts.shown)}
              </span>
            </span>
            <svg width="100%" height="10" aria-hidden="true">
              <rect class="funnel-track" width="100%" height="10" rx="3" />
              {(rates[i] ?? 0) > 0 && (
                <rect class="funnel-bar" width={`${(100 * (rates[i] ?? 0)) / most}%`} height="10" rx="3" />
              )}
            </svg>
          </li>
        ))}
      </ul>
      {rows.length > MOST && (
        <p class="muted small">
          The {MOST} that were seen most; the table has all {rows.length}.
        </p>
      )}
    </>
  );
}
