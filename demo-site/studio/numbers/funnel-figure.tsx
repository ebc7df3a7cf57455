import { type Counted, STEP_NAMES, STEPS, shareOf, tellCount } from './funnel-steps.ts';

const ROW_PX = 58;
const BAR_PX = 22;

/** The steps as bars of one scale: how many came as far, and how many of those before. */
export function FunnelFigure({ total }: { total: Counted }) {
  const most = Math.max(1, ...STEPS.map((step) => total[step] ?? 0));
  const height = ROW_PX * STEPS.length;
  return (
    <svg class="funnel" width="100%" height={height} role="img" aria-label={describe(total)}>
      {STEPS.map((step, i) => {
        const count = total[step] ?? 0;
        const before = STEPS[i - 1];
        const y = i * ROW_PX;
        return (
          <g key={step} class={`step-${step}`}>
            <text class="funnel-name" x="0" y={y + 17}>
              {STEP_NAMES[step]}
            </text>
            <text class="funnel-share" x="100%" y={y + 17} text-anchor="end">
              {before && `${shareOf(count, total[before])} of ${STEP_NAMES[before].toLowerCase()} · `}
              <tspan class="funnel-count">{tellCount(count)}</tspan>
            </text>
            <rect class="funnel-track" x="0" y={y + 25} width="100%" height={BAR_PX} rx="4" />
            {count > 0 && (
              <rect
                class="funnel-bar"
                x="0"
                y={y + 25}
                // So that the few at the end are still to be seen.
                width={`${Math.max(0.6, (100 * count) / most)}%`}
                height={BAR_PX}
                rx="4"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function describe(total: Counted): string {
  return `Funnel: ${STEPS.map((step) => `${STEP_NAMES[step].toLowerCase()} ${tellCount(total[step])}`).join(', ')}`;
}
