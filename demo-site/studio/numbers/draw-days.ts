import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import type { Step } from './funnel-steps.ts';

/** Told apart without colours as well: each has a dash of its own. */
export const DASHES: Readonly<Record<Step, number[]>> = {
  shown: [],
  opened: [8, 4],
  submitted: [],
  talked: [2, 3],
};

export interface DayLines {
  /** Midnight UTC of each date, epoch s. */
  at: number[];
  lines: { step: Step; values: (number | null)[] }[];
}

export interface DayChart {
  resize(width: number): void;
  destroy(): void;
}

const HEIGHT = 240;
const FONT = '12px system-ui, sans-serif';

/** Draws the lines into `place`, in the colours that the page has at this moment; `onDay` hears which day is pointed at. */
export function drawDays(
  place: HTMLElement,
  { at, lines }: DayLines,
  onDay: (index: number | null) => void,
): DayChart {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour('--muted'),
    font: FONT,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const options: uPlot.Options = {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: { y: { range: (_chart, _low, high) => [0, Math.max(4, high * 1.08)] } },
    axes: [
      { ...axis, space: 64, size: 28, values: (_chart, splits) => splits.map(tellDay) },
      { ...axis, size: 46, values: (_chart, splits) => splits.map(tellWhole) },
    ],
    series: [
      {},
      ...lines.map(({ step }) => ({
        stroke: colour(`--step-${step}`),
        width: step === 'submitted' ? 3 : 2,
        dash: DASHES[step],
        points: { show: at.length < 32, size: 5 },
      })),
    ],
    hooks: { setCursor: [({ cursor }) => onDay(cursor.idx ?? null)] },
  };
  const chart = new uPlot(options, [at, ...lines.map(({ values }) => values)], place);
  return {
    resize: (width) => chart.setSize({ width, height: HEIGHT }),
    destroy: () => chart.destroy(),
  };
}

function tellDay(seconds: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    seconds * 1000,
  );
}

/** Nobody is counted by halves. */
function tellWhole(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : '';
}
