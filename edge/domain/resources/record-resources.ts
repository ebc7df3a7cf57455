import { CallInputSchema, CallSchema } from '../../../shared/contract/admin/call.ts';
import { CallbackSchema } from '../../../shared/contract/admin/callback.ts';
import { EventSchema } from '../../../shared/contract/admin/event.ts';
import { RESOURCE_EXAMPLES } from '../resource-examples.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { PLAIN } from './plain.ts';

/** What has happened: written by the product itself, and read by its users. */
export const RECORD_RESOURCES = {
  calls: {
    ...PLAIN,
    kind: 'calls',
    singular: 'call',
    prefix: 'call',
    description: 'Inbound calls to substitute numbers, newest first, each with a verdict on whose it was.',
    entity: CallSchema,
    input: CallInputSchema,
    verbs: ['list', 'get', 'update'],
    editRight: 'tag',
    actions: [
      {
        name: 'hide',
        right: 'hide',
        description: 'Shows the caller of this call to nobody but those who may hide calls.',
      },
      { name: 'reveal', right: 'hide', description: 'Shows the caller again to all who may see the call.' },
    ],
    filters: [
      ...['number', 'caller', 'status', 'verdict', 'campaign', 'office', 'visitor', 'provider'],
      ...['tags', 'ownTags', 'hidden'],
    ],
    sorts: ['startedAt'],
    timeField: 'startedAt',
    defaultSort: '-startedAt',
    example: RESOURCE_EXAMPLES.calls,
  },
  callbacks: {
    ...PLAIN,
    kind: 'callbacks',
    singular: 'callback',
    prefix: 'cb',
    description: 'Calls that visitors ordered, newest first.',
    entity: CallbackSchema,
    input: null,
    verbs: ['list', 'get'],
    actions: [
      {
        name: 'confirm',
        description:
          'Lets an order be called that needs a manager’s word, at the next working time. Caps on money and on the telephone still hold when it is to ring.',
      },
      {
        name: 'decline',
        description: 'Ends an order that needs a manager’s word. Nobody is called.',
      },
    ],
    filters: ['widget', 'tool', 'office', 'status', 'reason', 'campaign'],
    sorts: ['createdAt', 'scheduledAt', 'changedAt'],
    timeField: 'createdAt',
    defaultSort: '-createdAt',
    example: RESOURCE_EXAMPLES.callbacks,
  },
  events: {
    ...PLAIN,
    kind: 'events',
    singular: 'event',
    prefix: 'evt',
    description:
      'What happened to the account in the last 90 days, of calls and callbacks in the last 30, newest first: what webhooks are told of, and in the same envelope.',
    entity: EventSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['type', 'site'],
    sorts: ['occurredAt'],
    timeField: 'occurredAt',
    defaultSort: '-occurredAt',
    example: RESOURCE_EXAMPLES.events,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
