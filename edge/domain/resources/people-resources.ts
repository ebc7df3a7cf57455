import { ChannelInputSchema, ChannelSchema } from '../../../shared/contract/admin/channel.ts';
import { CommunicationSchema } from '../../../shared/contract/admin/communication.ts';
import {
  EmployeeInputSchema,
  EmployeeSchema,
  GroupInputSchema,
  GroupSchema,
} from '../../../shared/contract/admin/employee.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { CONVERSATION_EXAMPLES } from './conversation-examples.ts';
import { PLAIN } from './plain.ts';

/** Who answers, where from people write, and what came of it. */
export const PEOPLE_RESOURCES = {
  employees: {
    ...PLAIN,
    kind: 'employees',
    singular: 'employee',
    prefix: 'emp',
    description: 'Who answers: with their hours, and with who they are in each connected CRM.',
    entity: EmployeeSchema,
    input: EmployeeInputSchema,
    filters: ['name', 'phone', 'email'],
    sorts: ['name'],
    defaultSort: null,
    example: CONVERSATION_EXAMPLES.employees,
  },
  groups: {
    ...PLAIN,
    kind: 'groups',
    singular: 'group',
    prefix: 'grp',
    description: 'Several employees who share what is sent to the group.',
    entity: GroupSchema,
    input: GroupInputSchema,
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    example: CONVERSATION_EXAMPLES.groups,
  },
  channels: {
    ...PLAIN,
    kind: 'channels',
    singular: 'channel',
    prefix: 'chn',
    description:
      'Where chats and offline requests come from: a site’s own chat, WhatsApp, Telegram and others.',
    entity: ChannelSchema,
    input: ChannelInputSchema,
    fixed: ['type'],
    filters: ['name', 'type'],
    sorts: ['name'],
    defaultSort: null,
    warns: true,
    example: CONVERSATION_EXAMPLES.channels,
  },
  communications: {
    ...PLAIN,
    kind: 'communications',
    singular: 'communication',
    prefix: 'com',
    description:
      'Calls, callbacks, offline requests and chats in one list, newest first, as CRM rules see them.',
    entity: CommunicationSchema,
    input: null,
    verbs: ['list', 'get'],
    filters: ['kind', 'source', 'phase', 'responsible'],
    sorts: ['startedAt'],
    defaultSort: '-startedAt',
    example: CONVERSATION_EXAMPLES.communications,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
