import { DeliverySchema, QueueSchema, ReplayRangeSchema } from '../../shared/contract/admin/delivery.ts';
import type { Resource } from './resource-model.ts';

/** What an attempt of a mail does not have. */
const NO_HTTP = { status: null, answer: null, tookMs: null };

/** How the admin API shows what the account sends: messages come about by what happens, and can only be repeated. */
export const DELIVERY_RESOURCE = {
  kind: 'deliveries',
  singular: 'delivery',
  prefix: 'dlv',
  description: 'Messages of the last 30 days that the account sent or is still to send, newest first.',
  entity: DeliverySchema,
  input: null,
  verbs: ['list', 'get'],
  actions: [
    {
      name: 'replay',
      description: 'Sends a message again, or at once if it waits. Whoever has had it gets it twice.',
    },
  ],
  listActions: [
    {
      name: 'pause',
      description: 'Stops a queue; what it still gets waits there.',
      input: QueueSchema,
      example: { destination: 'mail' },
    },
    {
      name: 'resume',
      description: 'Lets a queue go on with all that waits in it.',
      input: QueueSchema,
      example: { destination: 'mail' },
    },
    {
      name: 'replay',
      description:
        'Sends again what one destination should have got in a span of time: what did not arrive, or everything. Its ids stay the same.',
      input: ReplayRangeSchema,
      example: {
        destination: 'whk_0123456789abcdef',
        from: '2026-12-01T09:00:00.000Z',
        to: '2026-12-02T09:00:00.000Z',
        onlyFailed: true,
      },
    },
  ],
  filters: ['destination', 'to', 'about', 'status'],
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  example: {
    input: null,
    entity: {
      id: 'dlv_0123456789abcdef',
      destination: 'mail',
      to: 'owner@beresta.example',
      subject: 'Unsuccessful call: +74950009999 · Showroom',
      about: 'cb_0123456789abcdef',
      status: 'delivered',
      paused: false,
      createdAt: '2026-12-01T09:04:10.000Z',
      nextAt: null,
      endedAt: '2026-12-01T09:04:16.000Z',
      request: null,
      attempts: [
        { at: '2026-12-01T09:04:11.000Z', outcome: 'retry', detail: 'RCPT: 451 try again later', ...NO_HTTP },
        { at: '2026-12-01T09:04:16.000Z', outcome: 'delivered', detail: '250 OK', ...NO_HTTP },
      ],
    },
  },
} as const satisfies Partial<Resource>;
