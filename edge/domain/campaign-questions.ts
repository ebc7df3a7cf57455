import { ExplainInputSchema, ExplanationSchema } from '../../shared/contract/admin/explain.ts';
import { EXPLAIN_EXAMPLE } from './resource-examples.ts';

/** What can be asked about campaigns, for the resource table. */
export const CAMPAIGN_QUESTIONS = [
  {
    name: 'explain',
    description:
      'Which campaign a visit would get and why: the verdict on each campaign, group and condition of the site.',
    input: ExplainInputSchema,
    answer: ExplanationSchema,
    example: EXPLAIN_EXAMPLE.input,
    exampleAnswer: EXPLAIN_EXAMPLE.answer,
  },
];
