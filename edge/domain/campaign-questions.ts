import { ExplainInputSchema, ExplanationSchema } from '../../shared/contract/admin/explain.ts';
import { ReplayInputSchema, ReplaySchema } from '../../shared/contract/admin/replay.ts';
import { StatsInputSchema, StatsSchema } from '../../shared/contract/admin/stats.ts';
import { EXPLAIN_EXAMPLE } from './explain-example.ts';
import { REPLAY_EXAMPLE } from './replay-example.ts';
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
  {
    name: 'replay',
    about: 'list' as const,
    method: 'post' as const,
    description:
      'What another order of a site’s campaigns would have done with the visits of the last days: who would have got another campaign. Answered from samples, at most 30 sessions of each hour; shares are estimates for all sessions. Nothing is changed.',
    input: ReplayInputSchema,
    answer: ReplaySchema,
    example: REPLAY_EXAMPLE.input,
    exampleAnswer: REPLAY_EXAMPLE.answer,
  },
];
