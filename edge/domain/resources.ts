import type { z } from 'zod';
import { CallSchema } from '../../shared/contract/admin/call.ts';
import { CallbackSchema } from '../../shared/contract/admin/callback.ts';
import {
  CampaignInputSchema,
  CampaignOrderSchema,
  CampaignSchema,
} from '../../shared/contract/admin/campaign.ts';
import { IntegrationInputSchema, IntegrationSchema } from '../../shared/contract/admin/integration.ts';
import { NumberInputSchema, NumberSchema } from '../../shared/contract/admin/number.ts';
import { OfficeInputSchema, OfficeSchema } from '../../shared/contract/admin/office.ts';
import { SiteInputSchema, SiteSchema } from '../../shared/contract/admin/site.ts';
import { WidgetInputSchema, WidgetSchema } from '../../shared/contract/admin/widget.ts';
import { CAMPAIGN_QUESTIONS } from './campaign-questions.ts';
import { RESOURCE_EXAMPLES } from './resource-examples.ts';

/**
 * Every resource of the admin API, declared once: the Account's checks and lists, the HTTP routes, the OpenAPI
 * document and the tests that run over all routes follow from this table.
 */
export const RESOURCE_KINDS = [
  'sites',
  'offices',
  'numbers',
  'campaigns',
  'widgets',
  'calls',
  'callbacks',
  'integrations',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];
export type ResourceVerb = 'list' | 'get' | 'create' | 'update' | 'delete';

export interface Resource {
  kind: ResourceKind;
  /** As operation ids and schemas spell it: `campaign` makes `listCampaigns` and `Campaign`. */
  singular: string;
  /** What ids begin with. */
  prefix: 'site' | 'off' | 'num' | 'cmp' | 'wdg' | 'call' | 'cb' | 'int';
  description: string;
  entity: z.ZodObject;
  /** What a client writes; null for a resource that it only reads. */
  input: z.ZodObject | null;
  /** Fields of the input that keep the value they were created with. */
  fixed: readonly string[];
  verbs: readonly ResourceVerb[];
  /** `POST …/{id}/{name}` without a body; answers the entity. */
  actions: readonly EntityAction[];
  /** `PUT …/{name}`; answers 204. */
  listActions: readonly ListAction[];
  /** `GET` or `POST /{name}` below the account; reads, and answers a value of its own. Needs the right to view. */
  questions: readonly Question[];
  /** Fields that a list can be asked to equal. */
  filters: readonly string[];
  sorts: readonly string[];
  /** Null: in the order of creation. `-` in front: descending. */
  defaultSort: string | null;
  /** Entities carry `warnings` beside their fields. */
  warns: boolean;
  /** A routing key that is minted once, with the entity. */
  key: { field: string; kind: RoutingKeyKind } | null;
  example: { input: Record<string, unknown> | null; entity: Record<string, unknown> };
}

/** Of a site, a widget or an integration. */
export type RoutingKeyKind = 's' | 'w' | 'i';

export interface EntityAction {
  name: string;
  description: string;
}

export interface ListAction extends EntityAction {
  input: z.ZodObject;
  example: Record<string, unknown>;
}

export interface Question extends ListAction {
  /** With `get` the input is the query, with `post` the body. */
  method: 'get' | 'post';
  answer: z.ZodObject;
  exampleAnswer: Record<string, unknown>;
}

/** Items of a page of a list. */
export const PAGE_LIMIT = { preset: 50, max: 100 } as const;

const EVERYTHING = ['list', 'get', 'create', 'update', 'delete'] as const;
const PLAIN = {
  fixed: [],
  verbs: EVERYTHING,
  actions: [],
  listActions: [],
  questions: [],
  warns: false,
  key: null,
} as const;

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
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    key: { field: 'key', kind: 's' },
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
      'Telephony providers that tell us of calls, at `/v1/telephony/{provider}/{key}/events`. A secret is shown once.',
    entity: IntegrationSchema,
    input: IntegrationInputSchema,
    fixed: ['provider'],
    filters: ['name', 'provider'],
    sorts: ['name'],
    defaultSort: null,
    key: { field: 'key', kind: 'i' },
    example: RESOURCE_EXAMPLES.integrations,
  },
};

/** The resource of that name, or null; names of a request are never looked up by themselves. */
export function findResource(name: string): Resource | null {
  return RESOURCE_KINDS.some((kind) => kind === name) ? RESOURCES[name as ResourceKind] : null;
}

/** `campaign` → `Campaign`. */
export function titleOf(resource: Resource): string {
  return resource.singular.charAt(0).toUpperCase() + resource.singular.slice(1);
}
