import { z } from 'zod';
import {
  CampaignInputSchema,
  CampaignOrderSchema,
  CampaignSchema,
} from '../../../shared/contract/admin/campaign.ts';
import { ExclusionInputSchema, ExclusionSchema } from '../../../shared/contract/admin/exclusion.ts';
import { NUMBER_KINDS, NumberInputSchema, NumberSchema } from '../../../shared/contract/admin/number.ts';
import { OfficeInputSchema, OfficeSchema } from '../../../shared/contract/admin/office.ts';
import { SiteInputSchema, SiteSchema } from '../../../shared/contract/admin/site.ts';
import { SiteCodeSchema } from '../../../shared/contract/admin/site-code.ts';
import { CAMPAIGN_QUESTIONS } from '../campaign-questions.ts';
import { NUMBER_QUESTIONS } from '../numbers/number-questions.ts';
import { RESOURCE_EXAMPLES, SITE_CODE_EXAMPLE } from '../resource-examples.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { SITE_QUESTIONS } from '../site-questions.ts';
import { PLAIN } from './plain.ts';

/** What a customer has: places that answer, numbers, and who sees which. */
export const PLACE_RESOURCES = {
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
    imports: true,
    filters: ['name', 'kind'],
    filterBy: { kind: z.enum(['office', 'sip']) },
    sorts: ['name'],
    defaultSort: null,
    example: RESOURCE_EXAMPLES.offices,
  },
  numbers: {
    ...PLAIN,
    kind: 'numbers',
    singular: 'number',
    prefix: 'num',
    description:
      'Substitute phone numbers, with their figures of the last week. A number is in at most one office of one active campaign. One that is brought along is `not_connected` until the first call to it comes in, or until it is said to be `active`.',
    imports: true,
    questions: NUMBER_QUESTIONS,
    filterBy: { kind: z.enum(['substitute', ...NUMBER_KINDS]) },
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
} satisfies Partial<Record<ResourceKind, Resource>>;
