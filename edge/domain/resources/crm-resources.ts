import {
  RulePreviewInputSchema,
  RulePreviewSchema,
  TemplatePreviewInputSchema,
  TemplatePreviewSchema,
  VariablesInputSchema,
  VariablesSchema,
} from '../../../shared/contract/admin/crm-preview.ts';
import { RuleInputSchema, RuleOrderSchema, RuleSchema } from '../../../shared/contract/admin/rule.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { CRM_EXAMPLES } from './crm-examples.ts';
import { PLAIN } from './plain.ts';

/** What decides what is written into a CRM; its base rules stand in the integration. */
export const CRM_RESOURCES = {
  rules: {
    ...PLAIN,
    kind: 'rules',
    singular: 'rule',
    prefix: 'rul',
    description:
      'Refining rules of CRMs. The first of an integration’s list whose conditions hold is merged over the base rule: what it fills in is its own, and so is the responsible.',
    entity: RuleSchema,
    input: RuleInputSchema,
    fixed: ['integration'],
    listActions: [
      {
        name: 'order',
        description: 'The new order of the rules of one integration: every one, exactly once.',
        input: RuleOrderSchema,
        example: { integration: 'int_0123456789abcdef', order: ['rul_0123456789abcdef'] },
      },
    ],
    questions: [
      {
        name: 'preview',
        about: 'list',
        method: 'post',
        summary: 'Try the rules on a communication of the past',
        description:
          'What the rules of a CRM, as they are now, would make of a call, a request or a chat that has been, and why. Nothing is written, and the CRM is not asked: what it is to know of the person comes with the question.',
        right: 'communications',
        input: RulePreviewInputSchema,
        answer: RulePreviewSchema,
        ...CRM_EXAMPLES.preview,
      },
      {
        name: 'template',
        about: 'list',
        method: 'post',
        summary: 'Try a template',
        description:
          'Fills a template in, from a communication of the past or from samples, and says where it writes `None`. A fault names line and column.',
        right: 'communications',
        input: TemplatePreviewInputSchema,
        answer: TemplatePreviewSchema,
        ...CRM_EXAMPLES.template,
      },
      {
        name: 'variables',
        about: 'list',
        method: 'get',
        summary: 'List what templates can name',
        description:
          'The variables of templates about a kind of communication, each with a sample, and the filters.',
        input: VariablesInputSchema,
        answer: VariablesSchema,
        ...CRM_EXAMPLES.variables,
      },
    ],
    filters: ['name', 'integration', 'isActive'],
    sorts: ['name', 'position'],
    defaultSort: 'position',
    warns: true,
    example: CRM_EXAMPLES.rules,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
