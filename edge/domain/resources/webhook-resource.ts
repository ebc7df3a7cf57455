import { WebhookInputSchema, WebhookSchema } from '../../../shared/contract/admin/webhook.ts';
import type { Resource } from '../resource-model.ts';

const INPUT = {
  name: 'CRM',
  form: 'standard',
  url: 'https://crm.beresta.example/ringlet',
  events: ['call.ended', 'callback.ended'],
  request: null,
  acknowledgePhoneInUrl: false,
};

/** Addresses that are told of events. */
export const WEBHOOK_RESOURCE = {
  kind: 'webhooks',
  singular: 'webhook',
  prefix: 'whk',
  description:
    'Addresses that are told of events: signed JSON by Standard Webhooks, or a request of your own shape about calls. Each has a queue of its own, whose messages are listed as deliveries.',
  entity: WebhookSchema,
  input: WebhookInputSchema,
  fixed: ['form'],
  actions: [
    {
      name: 'test',
      description:
        'Sends the event `webhook.test` with the call of the examples, once, also while it is paused. Its delivery tells what came of it.',
    },
    {
      name: 'rotate',
      description:
        'Makes a new secret, which this answer alone shows. For 24 hours the one before signs as well.',
    },
    { name: 'pause', description: 'Sends nothing more; what happens waits there for 30 days.' },
    { name: 'resume', description: 'Sends what waits, and all that comes.' },
  ],
  filters: ['name', 'form', 'status'],
  sorts: ['name'],
  defaultSort: null,
  example: {
    input: INPUT,
    entity: {
      id: 'whk_0123456789abcdef',
      ...INPUT,
      status: 'active',
      pausedBy: null,
      secret: null,
      oldSecretUntil: null,
      sent: 412,
      failed: 3,
      lastStatus: 204,
      lastAttemptAt: '2026-12-01T09:04:16.000Z',
      failingSince: null,
      testedAt: null,
    },
  },
} as const satisfies Partial<Resource>;
