import { z } from 'zod';
import {
  EVENT_DATA,
  EVENT_MEANINGS,
  EVENT_TYPES,
  EventSchema,
  type EventType,
} from '../../../shared/contract/admin/event.ts';
import { RESOURCE_EXAMPLES } from '../../domain/resource-examples.ts';
import { json } from './openapi-operations.ts';
import { type NamedSchemas, refTo } from './openapi-schemas.ts';

/** The events that webhooks are told of, each with a schema of its own, as OpenAPI 3.1 describes what a server sends. */

const EXAMPLES: Readonly<Record<EventType, object>> = {
  'call.started': {
    ...RESOURCE_EXAMPLES.calls.entity,
    status: 'ringing',
    answeredAt: null,
    endedAt: null,
    talkS: null,
  },
  'call.ended': RESOURCE_EXAMPLES.calls.entity,
  'call.changed': { ...RESOURCE_EXAMPLES.calls.entity, recordingUrl: 'https://pbx.beresta.example/17.mp3' },
  'callback.created': {
    ...RESOURCE_EXAMPLES.callbacks.entity,
    status: 'due',
    attempt: 0,
    attempts: [],
    talkS: null,
    success: null,
  },
  'callback.changed': {
    ...RESOURCE_EXAMPLES.callbacks.entity,
    status: 'talking',
    attempts: [],
    talkS: null,
    success: null,
  },
  'callback.ended': RESOURCE_EXAMPLES.callbacks.entity,
  'lead.created': RESOURCE_EXAMPLES.leads.entity,
  'pool.alert': RESOURCE_EXAMPLES.events.entity.data,
  'callback.alert': { widget: 'w0123456789abcdefghjkmnpqrs', waiting: 10 },
  'webhook.paused': { webhook: 'whk_0123456789abcdef', cause: 'failing' },
};

/** `CallStartedEvent` and so on, for `components.schemas`. */
export const EVENT_SCHEMAS: NamedSchemas = Object.fromEntries(
  EVENT_TYPES.map((type) => {
    const schema = EventSchema.extend({ type: z.literal(type), data: EVENT_DATA[type] });
    return [schemaNameOf(type), { schema, io: 'output' as const }];
  }),
);

/** The section `webhooks` of the document. */
export function describeWebhooks(): Record<string, { post: Record<string, unknown> }> {
  return Object.fromEntries(EVENT_TYPES.map((type) => [type, { post: describeEvent(type) }]));
}

function describeEvent(type: EventType): Record<string, unknown> {
  const example = { ...RESOURCE_EXAMPLES.events.entity, type, data: EXAMPLES[type] };
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return {
    operationId: `on${schemaNameOf(type)}`,
    tags: ['Webhooks'],
    summary: type,
    description: EVENT_MEANINGS[type],
    security: [],
    parameters: [
      header('webhook-id', 'The id of the event: the same at every attempt.'),
      header('webhook-timestamp', 'Of this attempt, Unix seconds.'),
      header('webhook-signature', 'By Standard Webhooks; several, separated by spaces, after a rotation.'),
    ],
    requestBody: { required: true, content: json(refTo(schemaNameOf(type)), example) },
    responses: {
      '2XX': { description: 'Taken. Anything else is sent again.' },
      410: { description: 'Nothing more is wanted here: the webhook is paused.' },
    },
  };
}

function schemaNameOf(type: EventType): string {
  const words = type.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Event`;
}
