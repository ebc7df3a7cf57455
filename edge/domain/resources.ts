import { CallSchema } from '../../shared/contract/admin/call.ts';
import { CallbackSchema } from '../../shared/contract/admin/callback.ts';
import {
  CampaignInputSchema,
  CampaignOrderSchema,
  CampaignSchema,
} from '../../shared/contract/admin/campaign.ts';
import { EventSchema } from '../../shared/contract/admin/event.ts';
import { ExclusionInputSchema, ExclusionSchema } from '../../shared/contract/admin/exclusion.ts';
import { IntegrationInputSchema, IntegrationSchema } from '../../shared/contract/admin/integration.ts';
import { NumberInputSchema, NumberSchema } from '../../shared/contract/admin/number.ts';
import { OfficeInputSchema, OfficeSchema } from '../../shared/contract/admin/office.ts';
import { ScheduleInputSchema, ScheduleSchema } from '../../shared/contract/admin/schedule.ts';
import { SiteInputSchema, SiteSchema } from '../../shared/contract/admin/site.ts';
import { SiteCodeSchema } from '../../shared/contract/admin/site-code.ts';
import { WidgetInputSchema, WidgetSchema } from '../../shared/contract/admin/widget.ts';
import { CAMPAIGN_QUESTIONS } from './campaign-questions.ts';
import { DELIVERY_RESOURCE } from './delivery-resource.ts';
import { RESOURCE_EXAMPLES, SITE_CODE_EXAMPLE } from './resource-examples.ts';
import { RESOURCE_KINDS, type Resource, type ResourceKind } from './resource-model.ts';
import { SITE_QUESTIONS } from './site-questions.ts';

const EVERYTHING = ['list', 'get', 'create', 'update', 'delete'] as const;
const PLAIN = {
  fixed: [],
  verbs: EVERYTHING,
  actions: [],
  listActions: [],
  questions: [],
  views: [],
  warns: false,
  key: null,
} as const;

/**
 * Every resource of the admin API, declared once: the Account's checks and lists, the HTTP routes, the OpenAPI
 * document and the tests that run over all routes follow from this table.
 */
export const RESOURCES: Readonly<Record<ResourceKind, Resource>> = {
  sites: {
    ...PLAIN,
    kind: 'sites',
    singular: 'site',
    prefix: 'site',
    description:
      'Web sites of the customer: the hosts that may use the public site key, and how the page behaves.',
    entity: SiteSchema,
    input: SiteInputSchema,
    views: [
      {
        name: 'code',
        description: 'What to paste on the site. With `Accept: text/plain` it is a file to keep.',
        answer: SiteCodeSchema,
        exampleAnswer: SITE_CODE_EXAMPLE,
      },
    ],
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    key: { field: 'key', kind: 's' },
    questions: SITE_QUESTIONS,
    example: RESOURCE_EXAMPLES.sites,
  },
  offices: {
    ...PLAIN,
    kind: 'offices',
    singular: 'office',
    prefix: 'off',
    description: 'Real places that answer calls, each with a phone or a SIP address.',
    entity: OfficeSchema,
    input: OfficeInputSchema,
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    example: RESOURCE_EXAMPLES.offices,
  },
  numbers: {
    ...PLAIN,
    kind: 'numbers',
    singular: 'number',
    prefix: 'num',
    description: 'Substitute phone numbers. A number is in at most one office of one active campaign.',
    entity: NumberSchema,
    input: NumberInputSchema,
    fixed: ['e164', 'kind'],
    filters: ['e164', 'kind', 'status', 'region', 'operator', 'campaign', 'shield'],
    sorts: ['e164', 'kind', 'cost'],
    defaultSort: null,
    example: RESOURCE_EXAMPLES.numbers,
  },
  campaigns: {
    ...PLAIN,
    kind: 'campaigns',
    singular: 'campaign',
    prefix: 'cmp',
    description: 'Who sees which numbers. The first active campaign of the list whose rules hold wins.',
    entity: CampaignSchema,
    input: CampaignInputSchema,
    actions: [
      {
        name: 'start',
        description: 'Puts a draft or paused campaign to work. All its numbers must be active and free.',
      },
      {
        name: 'pause',
        description: 'Takes an active campaign out of work; leases run to their promised end.',
      },
      { name: 'archive', description: 'Ends a campaign for good and frees its numbers.' },
    ],
    listActions: [
      {
        name: 'order',
        description: 'The new order of the list: every campaign that is not archived, exactly once.',
        input: CampaignOrderSchema,
        example: { order: ['cmp_0123456789abcdef', 'cmp_0123456789abcdeg'] },
      },
    ],
    questions: CAMPAIGN_QUESTIONS,
    filters: ['name', 'site', 'status'],
    sorts: ['name', 'position', 'status'],
    defaultSort: 'position',
    warns: true,
    example: RESOURCE_EXAMPLES.campaigns,
  },
  widgets: {
    ...PLAIN,
    kind: 'widgets',
    singular: 'widget',
    prefix: 'wdg',
    description: 'Callback widgets of sites: who is called and how, what the visitor reads, and the looks.',
    entity: WidgetSchema,
    input: WidgetInputSchema,
    filters: ['name', 'site'],
    sorts: ['name'],
    defaultSort: null,
    warns: true,
    key: { field: 'hash', kind: 'w' },
    example: RESOURCE_EXAMPLES.widgets,
  },
  schedules: {
    ...PLAIN,
    kind: 'schedules',
    singular: 'schedule',
    prefix: 'sch',
    description: 'When ordered calls may come: hours of the week, convenient times, special days, the night.',
    entity: ScheduleSchema,
    input: ScheduleInputSchema,
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    warns: true,
    example: RESOURCE_EXAMPLES.schedules,
  },
  calls: {
    ...PLAIN,
    kind: 'calls',
    singular: 'call',
    prefix: 'call',
    description: 'Inbound calls to substitute numbers, newest first, each with a verdict on whose it was.',
    entity: CallSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['number', 'caller', 'status', 'verdict', 'campaign', 'office', 'visitor', 'provider'],
    sorts: ['startedAt'],
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
    ],
    filters: ['widget', 'office', 'status', 'reason', 'campaign'],
    sorts: ['createdAt', 'scheduledAt', 'changedAt'],
    defaultSort: '-createdAt',
    example: RESOURCE_EXAMPLES.callbacks,
  },
  integrations: {
    ...PLAIN,
    kind: 'integrations',
    singular: 'integration',
    prefix: 'int',
    description:
      'Telephony providers: they tell of calls at `/v1/telephony/{provider}/{key}/events`, and make those of widgets that name them.',
    entity: IntegrationSchema,
    input: IntegrationInputSchema,
    fixed: ['provider'],
    filters: ['name', 'provider'],
    sorts: ['name'],
    defaultSort: null,
    key: { field: 'key', kind: 'i' },
    example: RESOURCE_EXAMPLES.integrations,
  },
  exclusions: {
    ...PLAIN,
    kind: 'exclusions',
    singular: 'exclusion',
    prefix: 'exc',
    description:
      'Who is left out. Addresses and ranges of one’s own people and monitors see shared numbers and take none; telephone numbers are never called, from the next instant on.',
    entity: ExclusionSchema,
    input: ExclusionInputSchema,
    filters: ['address'],
    sorts: ['address'],
    defaultSort: null,
    example: RESOURCE_EXAMPLES.exclusions,
  },
  events: {
    ...PLAIN,
    kind: 'events',
    singular: 'event',
    prefix: 'evt',
    description:
      'What happened to the account in the last 90 days, newest first. `pool.alert`: newcomers find a pool empty, for want of numbers or because these are held for too long. `callback.alert`: many orders of a widget wait for a manager’s word.',
    entity: EventSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['type', 'site'],
    sorts: ['occurredAt'],
    defaultSort: '-occurredAt',
    example: RESOURCE_EXAMPLES.events,
  },
  deliveries: { ...PLAIN, ...DELIVERY_RESOURCE },
};

/** The resource of that name, or null; names of a request are never looked up by themselves. */
export function findResource(name: string): Resource | null {
  return RESOURCE_KINDS.some((kind) => kind === name) ? RESOURCES[name as ResourceKind] : null;
}

/** `debug-link` → `debugLink`. */
export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `campaign` → `Campaign`. */
export function titleOf(resource: Resource): string {
  return resource.singular.charAt(0).toUpperCase() + resource.singular.slice(1);
}
