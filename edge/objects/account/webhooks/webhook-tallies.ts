import type { QueueTally } from '../../../domain/delivery.ts';
import type { ModuleMigrations } from '../../migrations.ts';

/** How each webhook fares, as its queue tells. Beside the entities: counting must not make a new version of one. */
export const webhookMigrations: ModuleMigrations = {
  module: 'webhooks',
  steps: ['CREATE TABLE webhook_tallies (webhook TEXT PRIMARY KEY, tally TEXT NOT NULL) WITHOUT ROWID'],
};

const NOTHING: QueueTally = { sent: 0, failed: 0, lastStatus: null, lastAttemptAt: null, failingSince: null };

export class WebhookTallies {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(webhook: string): QueueTally {
    const [row] = this.#sql
      .exec<{ tally: string }>('SELECT tally FROM webhook_tallies WHERE webhook = ?', webhook)
      .toArray();
    return row ? (JSON.parse(row.tally) as QueueTally) : NOTHING;
  }

  save(webhook: string, tally: QueueTally): void {
    this.#sql.exec(
      'INSERT INTO webhook_tallies (webhook, tally) VALUES (?1, ?2) ON CONFLICT (webhook) DO UPDATE SET tally = ?2',
      webhook,
      JSON.stringify(tally),
    );
  }

  remove(webhook: string): void {
    this.#sql.exec('DELETE FROM webhook_tallies WHERE webhook = ?', webhook);
  }
}
