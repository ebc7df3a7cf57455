import type { Metrics } from './metrics.ts';

/** What an object owes to others, as it says whenever that has changed. `oldestAt` is epoch ms. */
export type NoteOutbox = (pending: number, oldestAt: number | null) => void;

/**
 * Who owes how much: an object that owes something wakes by itself until it owes nothing, and says so here, so that
 * nobody has to be asked.
 */
export class OutboxBoard {
  readonly #debts = new Map<string, { kind: string; pending: number; oldestAt: number }>();
  readonly #kinds = new Set<string>();

  /** How the object `id` of a kind says what it owes. */
  noterOf(kind: string, id: string): NoteOutbox {
    this.#kinds.add(kind);
    return (pending, oldestAt) => {
      if (pending === 0 || oldestAt === null) this.#debts.delete(id);
      else this.#debts.set(id, { kind, pending, oldestAt });
    };
  }

  /** The oldest fact that anybody owes, epoch ms. */
  oldestAt(): number | null {
    const times = [...this.#debts.values()].map(({ oldestAt }) => oldestAt);
    return times.length === 0 ? null : Math.min(...times);
  }

  writeTo(metrics: Metrics, now: number): void {
    for (const kind of this.#kinds) {
      const own = [...this.#debts.values()].filter((debt) => debt.kind === kind);
      const pending = own.reduce((sum, debt) => sum + debt.pending, 0);
      const oldestMs = own.reduce((age, { oldestAt }) => Math.max(age, now - oldestAt), 0);
      metrics.set('ringlet_outbox_pending', { object: kind }, pending);
      metrics.set('ringlet_outbox_oldest_seconds', { object: kind }, Math.round(oldestMs / 1000));
    }
  }
}

/** Of this isolate, see `metrics`. */
export const outboxBoard = new OutboxBoard();
