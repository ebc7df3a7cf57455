import { ExplainInputSchema, ExplanationSchema } from '../../shared/contract/admin/explain.ts';
import { StatsInputSchema, StatsSchema } from '../../shared/contract/admin/stats.ts';
import { EXPLAIN_EXAMPLE } from './resource-examples.ts';
import { STATS_EXAMPLE } from './stats-example.ts';

/** What can be asked about campaigns, for the resource table. */
export const CAMPAIGN_QUESTIONS = [
  {
    name: 'explain',
    method: 'post' as const,
    description:
      'Which campaign a visit would get and why: the verdict on each campaign, group and condition of the site.',
    input: ExplainInputSchema,
    answer: ExplanationSchema,
    example: EXPLAIN_EXAMPLE.input,
    exampleAnswer: EXPLAIN_EXAMPLE.answer,
  },
  {
    name: 'stats',
    method: 'get' as const,
    description:
      'What was counted of each campaign and office, and how many numbers its load needs. Frequent fallback means too few numbers or too long a hold.',
    input: StatsInputSchema,
    answer: StatsSchema,
    example: STATS_EXAMPLE.input,
    exampleAnswer: STATS_EXAMPLE.answer,
  },
];
