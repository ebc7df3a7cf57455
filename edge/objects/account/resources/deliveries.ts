import type { ResourceRules } from '../resource-rules.ts';

/** Deliveries come about by what happens; what became of them their queue tells. */
export const deliveryRules: ResourceRules<'deliveries'> = {
  present: () => (delivery) => ({
    ...delivery,
    createdAt: toInstant(delivery.createdAt),
    nextAt: delivery.nextAt === null ? null : toInstant(delivery.nextAt),
    endedAt: delivery.endedAt === null ? null : toInstant(delivery.endedAt),
    attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: toInstant(attempt.at) })),
  }),

  act: ({ now, controlDeliveries }, delivery) => {
    controlDeliveries(delivery.destination, { kind: 'replay', id: delivery.id });
    return { ...delivery, status: 'waiting', nextAt: now, endedAt: null };
  },
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
