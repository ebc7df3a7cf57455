import { AuditSchema } from '../../../shared/contract/admin/audit.ts';
import { ConsentSchema } from '../../../shared/contract/admin/consent.ts';
import { LeadSchema } from '../../../shared/contract/admin/lead.ts';
import {
  PrivacyDataSchema,
  PrivacyInputSchema,
  PrivacyPageSchema,
  PrivacyRequestSchema,
} from '../../../shared/contract/admin/privacy.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { PLAIN } from './plain.ts';
import { PRIVACY_EXAMPLES } from './privacy-examples.ts';

/** Who left a contact, what they agreed to, who changed what, and what becomes of a person's data. */
export const PRIVACY_RESOURCES = {
  leads: {
    ...PLAIN,
    kind: 'leads',
    singular: 'lead',
    prefix: 'lead',
    description:
      'Contacts made known, newest first: one for each call, for each ordered call, for each request by `POST /v1/leads`, and for each chat or request of outside systems that has a telephone or an address.',
    entity: LeadSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['kind', 'source', 'phone', 'email', 'site', 'widget', 'office', 'campaign', 'visitor'],
    sorts: ['createdAt'],
    timeField: 'createdAt',
    defaultSort: '-createdAt',
    example: PRIVACY_EXAMPLES.leads,
  },
  consents: {
    ...PLAIN,
    kind: 'consents',
    singular: 'consent',
    prefix: 'con',
    description:
      'What visitors agreed to when they ordered a call or left a request, newest first. Kept longer than what they left.',
    entity: ConsentSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['kind', 'source', 'phone', 'email', 'text', 'site', 'widget'],
    sorts: ['givenAt'],
    timeField: 'givenAt',
    defaultSort: '-givenAt',
    example: PRIVACY_EXAMPLES.consents,
  },
  audit: {
    ...PLAIN,
    kind: 'audit',
    singular: 'change',
    prefix: 'aud',
    description: 'Who changed what in the account, newest first. Names of fields, never their values.',
    entity: AuditSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['type', 'actorKind', 'actor', 'actorName', 'kind', 'entity', 'action'],
    sorts: ['occurredAt'],
    timeField: 'occurredAt',
    defaultSort: '-occurredAt',
    example: PRIVACY_EXAMPLES.audit,
  },
  privacy: {
    ...PLAIN,
    kind: 'privacy',
    singular: 'privacyRequest',
    prefix: 'prv',
    description:
      'What is done for a person who asks for it: to `erase` everything that is kept of a telephone, or to `export` it. It goes on by itself; ask until its status is `done`. Settings that name the telephone, such as exclusions, stay: they are the account’s own.',
    entity: PrivacyRequestSchema,
    input: PrivacyInputSchema,
    verbs: ['list', 'get', 'create'],
    filters: ['action', 'status', 'subject'],
    sorts: ['createdAt'],
    timeField: 'createdAt',
    defaultSort: '-createdAt',
    questions: [
      {
        name: 'data',
        about: 'entity',
        method: 'get',
        may: 'create',
        summary: 'Read what an export has found',
        description:
          'Rows as they are kept, a page at a time, for seven days after the export has ended. Whoever may make such requests may read it.',
        input: PrivacyPageSchema,
        example: {},
        answer: PrivacyDataSchema,
        exampleAnswer: {
          items: [
            {
              object: 'account',
              table: 'entities',
              row: { kind: 'consents', body: PRIVACY_EXAMPLES.consents.entity },
            },
          ],
          nextCursor: null,
        },
      },
    ],
    example: PRIVACY_EXAMPLES.privacy,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
