import {
  type ImportedKind,
  type ImportInput,
  ImportInputSchema,
} from '../../../../shared/contract/admin/job.ts';
import { readImport } from '../../../domain/imports/read-import.ts';
import { newId } from '../../../keys/ids.ts';
import type { AdminAnswer } from '../../../rpc/admin-rpc.ts';
import { parseInput } from '../parse-input.ts';
import { getEntity } from '../read-entities.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';
import { JobStore } from './job-store.ts';

/** Rows of one account that wait or are worked on at the same time. */
const MAX_RUNNING = 3;

/** Keeps the rows of an import and the job that brings them in. Runs inside a transaction. @throws Refused */
export function startImport(
  context: RuleContext,
  of: ImportedKind,
  body: unknown,
  sql: SqlStorage,
): Extract<AdminAnswer, { kind: 'entity' }> {
  const { entities, now, token, requestId, schedule } = context;
  const input = parseInput(ImportInputSchema, body) as ImportInput;
  const read = readImport(of, input);
  if (read.kind === 'faults') refuseFaults(read.faults);
  const running = entities.list('jobs').filter(({ status }) => status === 'running');
  if (running.length >= MAX_RUNNING) refuse('conflict', `${MAX_RUNNING} imports are running: wait for one.`);
  const rows = read.kind === 'rows' ? read.rows : [];
  const id = newId('job');
  new JobStore(sql).add(id, rows);
  const createdAt = new Date(now).toISOString();
  const counts = { total: rows.length, done: 0, created: 0, refused: 0 };
  const state = { kind: 'import', of, status: 'running', endedAt: null } as const;
  entities.insert('jobs', { id, ...state, ...counts, createdAt, madeBy: token, requestId }, now);
  schedule('job', id, now);
  return { ...getEntity(context, 'jobs', id), created: true };
}
