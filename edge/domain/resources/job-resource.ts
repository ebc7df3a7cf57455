import { JobReportInputSchema, JobReportSchema, JobSchema } from '../../../shared/contract/admin/job.ts';
import type { Resource } from '../resource-model.ts';
import { PLAIN } from './plain.ts';

/** Long work with its progress. */
export const JOB_RESOURCE = {
  ...PLAIN,
  kind: 'jobs',
  singular: 'job',
  prefix: 'job',
  description:
    'Work that goes on after the answer, newest first: imports by rows. They go on after a crash where they were.',
  entity: JobSchema,
  input: null,
  verbs: ['list', 'get'],
  actions: [
    {
      name: 'cancel',
      description: 'Ends a job that is running; what it has made stays. One that has ended stays as it is.',
    },
  ],
  questions: [
    {
      name: 'report',
      about: 'entity',
      method: 'get',
      summary: 'Read what became of each row',
      description:
        'Row by row, 250 at a time: made, with its id, or refused, with each fault. With `Accept: text/csv` all of it as a file.',
      input: JobReportInputSchema,
      example: { outcome: 'refused' },
      answer: JobReportSchema,
      exampleAnswer: {
        items: [
          {
            row: 7,
            outcome: 'refused',
            id: null,
            errors: [{ path: 'e164', code: 'taken', message: 'is a number that the account has already' }],
          },
        ],
        nextAfter: null,
      },
    },
  ],
  filters: ['status', 'of'],
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  example: {
    input: null,
    entity: {
      id: 'job_0123456789abcdef',
      kind: 'import',
      of: 'numbers',
      status: 'running',
      total: 250,
      done: 100,
      created: 99,
      refused: 1,
      createdAt: '2026-11-21T09:00:00.000Z',
      endedAt: null,
      madeBy: 'Anna',
    },
  },
} as const satisfies Resource;
