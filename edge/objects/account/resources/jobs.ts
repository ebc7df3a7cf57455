import type { JobReportInput } from '../../../../shared/contract/admin/job.ts';
import { PAGE_LIMIT } from '../../../domain/resource-model.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Jobs are made by what they do (jobs/start-import.ts); here they are shown and cancelled. */
export const jobRules: ResourceRules<'jobs'> = {
  present:
    () =>
    ({ requestId: _, ...job }) =>
      job,

  act: ({ jobs, now }, job) => {
    if (job.status !== 'running') return job;
    jobs.drop(job.id, false);
    return { ...job, status: 'cancelled', endedAt: new Date(now).toISOString() };
  },

  ask: ({ jobs }, _question, input, id = '') => {
    const { outcome = null, after = '0' } = input as JobReportInput;
    const limit = PAGE_LIMIT.export;
    const rows = jobs.report(id, outcome, Number(after), limit + 1);
    const items = rows.slice(0, limit);
    return { items, nextAfter: rows.length > limit ? (items.at(-1)?.row ?? null) : null };
  },
};
