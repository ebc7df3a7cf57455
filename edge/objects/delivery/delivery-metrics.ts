import { type Destination, isWebhook } from '../../domain/delivery.ts';
import type { DeliveryOutcome } from '../../domain/ports.ts';
import { metrics } from '../../metrics/metrics.ts';
import { deliveryBoard } from '../../metrics/waiting-board.ts';
import type { QueueDestination } from './destination-store.ts';

/** More is not counted one by one: a backlog is one. */
const COUNT_TO = 1_000;

/** An attempt is over. */
export function countAttempt(destination: Destination | undefined, outcome: DeliveryOutcome): void {
  const labels = { destination: kindOf(destination), outcome: outcome.kind };
  metrics.count('ringlet_deliveries_total', labels);
}

/** How much waits in the queue; nothing in one that stands still on purpose. */
export function noteQueue(sql: SqlStorage, id: string, destination: QueueDestination | null): void {
  const note = deliveryBoard.noterOf(kindOf(destination?.name), id);
  if (!destination || destination.isPaused) {
    note(0, null);
    return;
  }
  const { pending, oldestAt } = sql
    .exec<{ pending: number; oldestAt: number | null }>(
      `SELECT count(*) AS pending, min(since) AS oldestAt
       FROM (SELECT since FROM queue WHERE status = 'waiting' ORDER BY since LIMIT ?)`,
      COUNT_TO,
    )
    .one();
  note(pending, oldestAt);
}

function kindOf(destination: Destination | undefined): 'webhook' | 'mail' {
  return destination !== undefined && isWebhook(destination) ? 'webhook' : 'mail';
}
