import type { DeliveryControl, Destination } from '../../../domain/delivery.ts';
import type { ObjectClock } from '../../object-clock.ts';
import type { Outbox } from '../../outbox.ts';
import type { AccountStore } from '../account-store.ts';
import type { DeliveryQueues } from '../resource-rules.ts';

/** The account's side of its queues: what it asks of them, and which of them it has paused. */
export class AccountQueues implements DeliveryQueues {
  readonly #sql: SqlStorage;
  readonly #parts: { account: AccountStore; outbox: Outbox; clock: ObjectClock };

  constructor(sql: SqlStorage, parts: { account: AccountStore; outbox: Outbox; clock: ObjectClock }) {
    this.#sql = sql;
    this.#parts = parts;
  }

  /** Call inside a transaction. */
  control(destination: Destination, control: DeliveryControl): void {
    const { account, outbox, clock } = this.#parts;
    const target = `delivery:${account.read().id}:${destination}`;
    if (control.kind === 'pause' || control.kind === 'resume') {
      this.note(destination, control.kind === 'pause');
    }
    const body = { type: 'delivery.control', control, account: account.read().id, destination } as const;
    outbox.add(`control:${crypto.randomUUID()}`, target, target, body, clock.stamp());
  }

  /** That a queue stands still, or does not. */
  note(destination: Destination, isPaused: boolean): void {
    const sql = isPaused
      ? 'INSERT INTO paused_queues (destination) VALUES (?) ON CONFLICT DO NOTHING'
      : 'DELETE FROM paused_queues WHERE destination = ?';
    this.#sql.exec(sql, destination);
  }

  isPaused(destination: Destination): boolean {
    const found = this.#sql.exec('SELECT 1 FROM paused_queues WHERE destination = ?', destination);
    return found.toArray().length > 0;
  }
}
