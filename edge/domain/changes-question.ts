import { ChangesInputSchema, ChangesSchema } from '../../shared/contract/admin/changes.ts';
import type { Question } from './resource-model.ts';

/** Who changed an entity last, for those that several people work on: whoever lost a race is told to whom. */
export const CHANGES_QUESTION: Question = {
  name: 'changes',
  about: 'entity',
  method: 'get',
  summary: 'Read who changed it',
  description:
    'Who wrote it last, the newest first, 20 at most, with the names of the fields that were changed and never what stood in them.',
  input: ChangesInputSchema,
  answer: ChangesSchema,
  example: {},
  exampleAnswer: {
    changes: [{ at: '2026-12-01T09:00:00.000Z', by: 'Anna Petrova', verb: 'update', fields: ['texts'] }],
  },
};
