import type { z } from 'zod';
import type { QueueSchema, ReplayRange } from '../../../../shared/contract/admin/delivery.ts';
import { type DeliveryRecord, type Destination, isCrmQueue, isWebhook } from '../../../domain/delivery.ts';
import type { SentRequest } from '../../../domain/ports.ts';
import { fieldSql } from '../entity-store.ts';
import type { Sight } from '../members/sight.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

/** Deliveries come about by what happens; what became of them their queue tells. */
export const deliveryRules: ResourceRules<'deliveries'> = {
  present:
    ({ queues, sight }) =>
    (delivery) => ({
      ...delivery,
      subject: sight.text(delivery.subject, delivery.about),
      paused: queues.isPaused(delivery.destination),
      createdAt: toInstant(delivery.createdAt),
      nextAt: delivery.nextAt === null ? null : toInstant(delivery.nextAt),
      endedAt: delivery.endedAt === null ? null : toInstant(delivery.endedAt),
      request: seeRequest(delivery, sight),
      attempts: delivery.attempts.map((attempt) => ({
        status: null,
        answer: null,
        tookMs: null,
        ...attempt,
        ...(attempt.answer && { answer: sight.text(attempt.answer, delivery.about) }),
        at: toInstant(attempt.at),
      })),
    }),

  act: ({ now, queues }, delivery) => {
    queues.control(delivery.destination, { kind: 'replay', id: delivery.id });
    return { ...delivery, status: 'waiting', nextAt: now, endedAt: null };
  },

  actOnList: (context, action, input) => {
    if (action === 'replay') return replayRange(context, input as ReplayRange);
    const destination = (input as z.infer<typeof QueueSchema>).destination as Destination;
    refuseUnknown(context, destination);
    context.queues.control(destination, { kind: action === 'pause' ? 'pause' : 'resume' });
  },
};

/** What was sent is what its receiver sees; who looks at the log sees as much of people as elsewhere. */
function seeRequest({ request, about }: DeliveryRecord, sight: Sight): SentRequest | null {
  if (!request) return null;
  return { ...request, url: sight.text(request.url, about), body: sight.text(request.body, about) };
}

/** All of it is listed as waiting at once; its queue sends it as fast as it can. */
function replayRange({ entities, queues, now }: RuleContext, range: ReplayRange): void {
  const destination = range.destination as Destination;
  refuseUnknown({ entities }, destination);
  const { onlyFailed } = range;
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  entities.mergeWhere(
    'deliveries',
    {
      sql: `${fieldSql('destination')} = ? AND ${fieldSql('createdAt')} >= ? AND ${fieldSql('createdAt')} < ?
        AND (? = 0 OR ${fieldSql('status')} != 'delivered')`,
      values: [destination, from, to, onlyFailed ? 1 : 0],
    },
    { status: 'waiting', nextAt: now, endedAt: null },
    now,
  );
  queues.control(destination, { kind: 'replay_range', from, to, onlyFailed });
}

function refuseUnknown({ entities }: Pick<RuleContext, 'entities'>, destination: Destination): void {
  const kind = isWebhook(destination) ? 'webhooks' : isCrmQueue(destination) ? 'integrations' : null;
  if (kind === null) return;
  refuseFaults(findUnknownReferences(entities, [{ path: 'destination', kind, id: destination }]));
}

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
