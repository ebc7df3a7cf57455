import type { CrmTarget } from '../../domain/crm/outgoing.ts';
import type { Delivery, Destination, PausedBy, QueueTally } from '../../domain/delivery.ts';
import type { WebhookTarget } from '../../domain/webhook.ts';

/** Where a queue leads. */
export interface QueueDestination {
  account: string;
  name: Destination;
  isPaused: boolean;
  pausedBy: PausedBy | null;
  /** Of a webhook or a CRM, once it is known. */
  target: WebhookTarget | CrmTarget | null;
}

type Row = {
  account: string;
  name: Destination;
  paused: number;
  paused_by: PausedBy | null;
  target: string | null;
};

/** The SQL of the destination of a queue: one row. Nothing here decides. */
export class DestinationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Null before the first message. */
  find(): QueueDestination | null {
    const [row] = this.#sql
      .exec<Row>('SELECT account, name, paused, paused_by, target FROM destination')
      .toArray();
    if (!row) return null;
    const { account, name, paused, paused_by: pausedBy, target } = row;
    const isPaused = paused === 1;
    return {
      account,
      name,
      isPaused,
      pausedBy: isPaused ? (pausedBy ?? 'owner') : null,
      target: target === null ? null : (JSON.parse(target) as WebhookTarget | CrmTarget),
    };
  }

  /** Whose queue this is. It is told with everything that comes, and never changes. */
  belong({ account, destination }: Pick<Delivery, 'account' | 'destination'>): void {
    this.#sql.exec(
      'INSERT INTO destination (id, account, name) VALUES (1, ?, ?) ON CONFLICT DO NOTHING',
      account,
      destination,
    );
  }

  aim(target: WebhookTarget | CrmTarget): void {
    this.#sql.exec('UPDATE destination SET target = ?', JSON.stringify(target));
  }

  /** Who resumes it thinks that it works now: failures begin to count anew. */
  pause(by: PausedBy | null): void {
    this.#sql.exec(
      'UPDATE destination SET paused = ?, paused_by = ?, failing_since = iif(?2 IS NULL, NULL, failing_since)',
      by === null ? 0 : 1,
      by,
    );
  }

  count(hasArrived: boolean, status: number | null, now: number): void {
    this.#sql.exec(
      `UPDATE destination SET sent = sent + ?1, failed = failed + 1 - ?1, last_status = ?2, last_at = ?3,
         failing_since = iif(?1 = 1, NULL, coalesce(failing_since, ?3))`,
      hasArrived ? 1 : 0,
      status,
      now,
    );
  }

  tally(): QueueTally {
    const [row] = this.#sql
      .exec<{
        sent: number;
        failed: number;
        lastStatus: number | null;
        lastAttemptAt: number | null;
        failingSince: number | null;
      }>(
        `SELECT sent, failed, last_status AS lastStatus, last_at AS lastAttemptAt, failing_since AS failingSince
         FROM destination`,
      )
      .toArray();
    return row ?? { sent: 0, failed: 0, lastStatus: null, lastAttemptAt: null, failingSince: null };
  }
}
