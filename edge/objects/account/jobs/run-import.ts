import type { JobRow } from '../../../../shared/contract/admin/job.ts';
import type { ImportRow } from '../../../domain/imports/read-import.ts';
import { readRow } from '../../../domain/imports/read-row.ts';
import { IMPORT_SLICE, JOBS_MS } from '../../../domain/limits.ts';
import { newId } from '../../../keys/ids.ts';
import type { ObjectClock } from '../../object-clock.ts';
import type { Timers } from '../../timers.ts';
import { AuditStore } from '../audit-store.ts';
import type { EntityStore } from '../entity-store.ts';
import type { StoredJob } from '../market/market-bodies.ts';
import { orRefusal } from '../refused.ts';
import { newNumber } from '../resources/numbers.ts';
import { newOffice } from '../resources/offices.ts';
import { JobStore } from './job-store.ts';

interface ImportParts {
  storage: DurableObjectStorage;
  entities: EntityStore;
  timers: Timers;
  clock: ObjectClock;
}

/**
 * One slice of an import, in one transaction with the progress and the timer of the next: a crash repeats at most the
 * slice that was not stored. New numbers and offices are named by nothing yet, so no snapshot changes.
 */
export function runImport({ storage, entities, timers, clock }: ImportParts, id: string): void {
  storage.transactionSync(() => {
    const now = clock.stamp();
    const job = entities.get('jobs', id);
    if (job?.status !== 'running') {
      if (job) timers.set('forget_job', id, now + JOBS_MS);
      return;
    }
    const rows = new JobStore(storage.sql);
    const slice = rows.next(id, IMPORT_SLICE);
    const outcomes = slice.map(({ row, body }) => importRow({ storage, entities }, job, { row, body, now }));
    for (const outcome of outcomes) rows.finish(id, outcome);
    const created = outcomes.filter(({ outcome }) => outcome === 'created').length;
    const done = job.done + outcomes.length;
    const isOver = done >= job.total || outcomes.length === 0;
    const after: StoredJob = {
      ...job,
      done,
      created: job.created + created,
      refused: job.refused + outcomes.length - created,
      ...(isOver && { status: 'done', endedAt: new Date(now).toISOString() }),
    };
    entities.save('jobs', after, now);
    if (isOver) timers.set('forget_job', id, now + JOBS_MS);
    // Later than the timer that is being handled, which is taken away after this.
    else timers.set('job', id, now + 1);
  });
}

/** A job and its report go after a month. */
export function forgetJob(
  { storage, entities }: Pick<ImportParts, 'storage' | 'entities'>,
  id: string,
): void {
  storage.transactionSync(() => {
    new JobStore(storage.sql).drop(id, true);
    entities.remove('jobs', id);
  });
}

function importRow(
  { storage, entities }: Pick<ImportParts, 'storage' | 'entities'>,
  { of, madeBy, requestId }: StoredJob,
  { row, body, now }: { row: number; body: ImportRow; now: number },
): JobRow {
  const made = orRefusal(() =>
    of === 'numbers' ? makeNumber(entities, body, now) : makeOffice(entities, body, now),
  );
  if ('kind' in made) {
    const errors = made.kind === 'faults' ? made.faults : (made.errors ?? []);
    return { row, outcome: 'refused', id: null, errors };
  }
  new AuditStore(storage.sql).add({
    id: newId('aud'),
    at: now,
    requestId,
    token: madeBy,
    actorKind: 'system',
    verb: 'import',
    kind: of,
    entity: made.id,
    fields: Object.keys(body),
  });
  return { row, outcome: 'created', id: made.id, errors: [] };
}

function makeNumber(entities: EntityStore, body: ImportRow, now: number) {
  const read = readRow('numbers', body);
  if (read.kind === 'faults') return read;
  const number = newNumber(entities, newId('num'), read.input);
  entities.insert('numbers', number, now);
  return { id: number.id };
}

function makeOffice(entities: EntityStore, body: ImportRow, now: number) {
  const read = readRow('offices', body);
  if (read.kind === 'faults') return read;
  const office = newOffice(newId('off'), read.input);
  entities.insert('offices', office, now);
  return { id: office.id };
}
