import type { MetricName } from './metric-table.ts';
import type { Metrics } from './metrics.ts';

/** How much an object still has to send, as it says whenever that has changed. `oldestAt` is epoch ms. */
export type NoteWaiting = (pending: number, oldestAt: number | null) => void;

/**
 * Who has how much to send: an object that has something wakes by itself until it has nothing, and says so here, so
 * that nobody has to be asked.
 */
export class WaitingBoard {
  readonly #waiting = new Map<string, { kind: string; pending: number; oldestAt: number }>();
  readonly #kinds = new Set<string>();
  readonly #gauges: { label: string; pending: MetricName; oldest: MetricName };

  constructor(gauges: { label: string; pending: MetricName; oldest: MetricName }) {
    this.#gauges = gauges;
  }

  /** How the object `id` of a kind says what waits. */
  noterOf(kind: string, id: string): NoteWaiting {
    this.#kinds.add(kind);
    return (pending, oldestAt) => {
      if (pending === 0 || oldestAt === null) this.#waiting.delete(id);
      else this.#waiting.set(id, { kind, pending, oldestAt });
    };
  }

  writeTo(metrics: Metrics, now: number): void {
    const { label, pending, oldest } = this.#gauges;
    for (const kind of this.#kinds) {
      const own = [...this.#waiting.values()].filter((one) => one.kind === kind);
      const count = own.reduce((sum, one) => sum + one.pending, 0);
      const oldestMs = own.reduce((age, { oldestAt }) => Math.max(age, now - oldestAt), 0);
      metrics.set(pending, { [label]: kind }, count);
      metrics.set(oldest, { [label]: kind }, Math.round(oldestMs / 1000));
    }
  }
}

/** Facts that objects owe each other, of this isolate (see `metrics`). */
export const outboxBoard = new WaitingBoard({
  label: 'object',
  pending: 'ringlet_outbox_pending',
  oldest: 'ringlet_outbox_oldest_seconds',
});

/** Messages that wait in the queues of destinations. */
export const deliveryBoard = new WaitingBoard({
  label: 'destination',
  pending: 'ringlet_deliveries_pending',
  oldest: 'ringlet_deliveries_oldest_seconds',
});
