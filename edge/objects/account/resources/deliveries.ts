import type { z } from 'zod';
import type { QueueSchema } from '../../../../shared/contract/admin/delivery.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Deliveries come about by what happens; what became of them their queue tells. */
export const deliveryRules: ResourceRules<'deliveries'> = {
  present:
    ({ queues }) =>
    (delivery) => ({
      ...delivery,
      paused: queues.isPaused(delivery.destination),
      createdAt: toInstant(delivery.createdAt),
      nextAt: delivery.nextAt === null ? null : toInstant(delivery.nextAt),
      endedAt: delivery.endedAt === null ? null : toInstant(delivery.endedAt),
      attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: toInstant(attempt.at) })),
    }),

  act: ({ now, queues }, delivery) => {
    queues.control(delivery.destination, { kind: 'replay', id: delivery.id });
    return { ...delivery, status: 'waiting', nextAt: now, endedAt: null };
  },

  actOnList: ({ queues }, action, input) => {
    const { destination } = input as z.infer<typeof QueueSchema>;
    queues.control(destination, { kind: action === 'pause' ? 'pause' : 'resume' });
  },
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
