import { useEffect, useRef, useState } from 'preact/hooks';
import type { DayChart } from './draw-days.ts';
import { type Counted, STEP_NAMES, STEPS, type Step, tellCount } from './funnel-steps.ts';

interface Props {
  days: readonly { key: string; counts: Counted }[];
}

/** A line for each step, day by day. The library that draws it comes with the first chart. */
export function DaysFigure({ days }: Props) {
  // Views outnumber all else a hundredfold, and would press it to the floor.
  const [steps, setSteps] = useState<readonly Step[]>(['opened', 'submitted', 'talked']);
  const [day, setDay] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const drawn = JSON.stringify([days, steps]);
  useEffect(() => {
    let chart: DayChart | null = null;
    let isOver = false;
    const box = place.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => chart?.resize(entry?.contentRect.width ?? 300));
    import('./draw-days.ts').then(
      ({ drawDays }) => {
        if (isOver) return;
        const at = days.map(({ key }) => Date.parse(key) / 1000);
        const lines = steps.map((step) => ({ step, values: days.map(({ counts }) => counts[step]) }));
        chart = drawDays(box, { at, lines }, setDay);
        observer.observe(box);
      },
      () => setFailed(true),
    );
    return () => {
      isOver = true;
      observer.disconnect();
      chart?.destroy();
    };
  }, [drawn, scheme]);
  const shown = day === null ? null : (days[day] ?? null);
  return (
    <>
      <fieldset class="row day-steps">
        <legend class="visually-hidden">Lines of the chart</legend>
        {STEPS.map((step) => (
          <label key={step} class="check">
            <input
              type="checkbox"
              checked={steps.includes(step)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                setSteps(STEPS.filter((one) => (one === step ? checked : steps.includes(one))));
              }}
            />
            <Dash step={step} />
            {STEP_NAMES[step]}
          </label>
        ))}
      </fieldset>
      {hasFailed ? (
        <p class="notice notice-bad" role="alert">
          The chart cannot be loaded just now; the table has the same numbers.
        </p>
      ) : (
        <div ref={place} class="days-chart" role="img" aria-label={describe(days, steps)} />
      )}
      <p class="muted small tabular day-told">
        {shown
          ? `${tellDate(shown.key)}: ${STEPS.map((step) => `${STEP_NAMES[step].toLowerCase()} ${tellCount(shown.counts[step])}`).join(', ')}`
          : 'Point at a day to read it.'}
      </p>
    </>
  );
}

/** How the line of a step looks. */
function Dash({ step }: { step: Step }) {
  return (
    <svg class={`step-${step}`} width="26" height="8" aria-hidden="true">
      <line class="step-dash" x1="1" y1="4" x2="25" y2="4" />
    </svg>
  );
}

function describe(days: Props['days'], steps: readonly Step[]): string {
  const sums = steps.map((step) => {
    const sum = days.reduce((total, { counts }) => total + (counts[step] ?? 0), 0);
    return `${STEP_NAMES[step].toLowerCase()} ${tellCount(sum)}`;
  });
  return `Lines over ${days.length} days: ${sums.join(', ')}. The table has every day.`;
}

function tellDate(key: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(key));
}

/** Canvas takes its colours when it draws, so a change of them needs another drawing. */
function useScheme(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [query]);
  return isDark;
}
