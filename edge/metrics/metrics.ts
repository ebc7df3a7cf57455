import { BOUNDS, type Labels, METRICS, type MetricName } from './metric-table.ts';

interface Histogram {
  /** Observations up to each bound; what lies above is in `count` alone. */
  buckets: number[];
  sum: number;
  count: number;
}

/** More series than any server of one's own has; a label that grows without end must not take the memory. */
const MAX_SERIES = 2_000;

/**
 * What one process counts, in memory: a restart begins at zero, as Prometheus expects. Labels are of small fixed sets
 * (routes as they are declared, outcomes), never what somebody sent.
 */
export class Metrics {
  readonly #numbers = new Map<string, number>();
  readonly #histograms = new Map<string, Histogram>();
  #startedAt: number | null = null;

  /** The first request came, epoch ms; later ones change nothing. A module has no clock while it is loaded. */
  start(now: number): void {
    this.#startedAt ??= now;
    this.#numbers.set('ringlet_start_time_seconds', Math.round(this.#startedAt / 1000));
  }

  count(name: MetricName, labels: Labels = {}, by = 1): void {
    const key = seriesOf(name, labels);
    const known = this.#numbers.get(key);
    if (known === undefined && this.#numbers.size >= MAX_SERIES) return;
    this.#numbers.set(key, (known ?? 0) + by);
  }

  set(name: MetricName, labels: Labels, value: number): void {
    this.#numbers.set(seriesOf(name, labels), value);
  }

  observe(name: MetricName, labels: Labels, seconds: number): void {
    const key = seriesOf(name, labels);
    let histogram = this.#histograms.get(key);
    if (!histogram) {
      if (this.#histograms.size >= MAX_SERIES) return;
      histogram = { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
      this.#histograms.set(key, histogram);
    }
    const first = BOUNDS.findIndex((bound) => seconds <= bound);
    if (first >= 0) histogram.buckets[first] = (histogram.buckets[first] ?? 0) + 1;
    histogram.sum += seconds;
    histogram.count++;
  }

  /** The text format of Prometheus, version 0.0.4. */
  render(): string {
    const lines: string[] = [];
    for (const [name, { type, help }] of Object.entries(METRICS)) {
      const own = (key: string) => key === name || key.startsWith(`${name}{`);
      const numbers = [...this.#numbers].filter(([key]) => own(key));
      const histograms = [...this.#histograms].filter(([key]) => own(key));
      if (numbers.length + histograms.length === 0) continue;
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [key, value] of numbers) lines.push(`${key} ${value}`);
      for (const [key, histogram] of histograms) lines.push(...renderHistogram(name, key, histogram));
    }
    return `${lines.join('\n')}\n`;
  }
}

function renderHistogram(name: string, key: string, { buckets, sum, count }: Histogram): string[] {
  const inner = key.slice(name.length).replace(/^\{|\}$/g, '');
  const braces = (labels: string) => (labels === '' ? '' : `{${labels}}`);
  const withBound = (bound: number | string) => braces([inner, `le="${bound}"`].filter(Boolean).join(','));
  let below = 0;
  const lines = BOUNDS.map((bound, i) => {
    below += buckets[i] ?? 0;
    return `${name}_bucket${withBound(bound)} ${below}`;
  });
  const whole = braces(inner);
  return [
    ...lines,
    `${name}_bucket${withBound('+Inf')} ${count}`,
    `${name}_sum${whole} ${sum}`,
    `${name}_count${whole} ${count}`,
  ];
}

function seriesOf(name: MetricName, labels: Labels): string {
  const text = Object.entries(labels)
    .map(
      ([label, value]) => `${label}="${value.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))}"`,
    )
    .join(',');
  return text === '' ? name : `${name}{${text}}`;
}

/** Of this isolate: objects and routes count in one place, and self-hosted there is one isolate. */
export const metrics = new Metrics();
