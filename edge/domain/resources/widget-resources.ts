import { FunnelInputSchema, FunnelSchema } from '../../../shared/contract/admin/funnel.ts';
import { IntegrationInputSchema, IntegrationSchema } from '../../../shared/contract/admin/integration.ts';
import { ScheduleInputSchema, ScheduleSchema } from '../../../shared/contract/admin/schedule.ts';
import { WidgetInputSchema, WidgetSchema } from '../../../shared/contract/admin/widget.ts';
import { CHANGES_QUESTION } from '../changes-question.ts';
import { RESOURCE_EXAMPLES } from '../resource-examples.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { PLAIN } from './plain.ts';
import { FUNNEL_EXAMPLE } from './style-examples.ts';

/** What callbacks are set up with. */
export const WIDGET_RESOURCES = {
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
    questions: [
      {
        name: 'funnel',
        about: 'list',
        method: 'get',
        summary: 'Read what visitors did with the widgets',
        description:
          'How often widgets were shown, opened, dismissed and sent, by day, by saved style or by page. Counted by what pages tell; a page that is left before it could is missing.',
        input: FunnelInputSchema,
        answer: FunnelSchema,
        ...FUNNEL_EXAMPLE,
      },
      CHANGES_QUESTION,
    ],
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
    questions: [CHANGES_QUESTION],
    example: RESOURCE_EXAMPLES.schedules,
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
    warns: true,
    key: { field: 'key', kind: 'i' },
    example: RESOURCE_EXAMPLES.integrations,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
