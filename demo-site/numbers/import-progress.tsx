import { useEffect, useState } from 'preact/hooks';
import type { Job, JobRow } from '../../shared/contract/admin/job.ts';
import { actOn, downloadFile, getEntity } from '../admin-client.ts';
import { tellFailure } from './tell-failure.ts';
import type { Asker } from './use-items.ts';

interface Props extends Asker {
  job: Job;
  onDone(): void;
  onClose(): void;
}

const AGAIN_MS = 400;
/** So many faults are shown; all of them are in the file. */
const SHOWN = 50;

/** How far an import is, and in the end what was wrong with which row. */
export function ImportProgress({ job: first, onDone, onClose, session, onUnauthorized }: Props) {
  const [job, setJob] = useState(first);
  const [refused, setRefused] = useState<JobRow[]>([]);
  const [fault, setFault] = useState('');
  const path = `jobs/${first.id}`;
  const isRunning = job.status === 'running';
  useEffect(() => {
    if (!isRunning) return void tellEnd();
    const timer = setTimeout(async () => {
      const answer = await getEntity<Job>(session, path);
      if (answer.kind === 'unauthorized') return onUnauthorized();
      setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
      // A new object in any case, so that it is asked again.
      setJob(answer.kind === 'ok' ? answer.value.entity : { ...job });
    }, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [job]);

  async function tellEnd(): Promise<void> {
    onDone();
    if (job.refused === 0) return;
    const report = await getEntity<{ items: JobRow[] }>(session, `${path}/report?outcome=refused`);
    if (report.kind === 'ok') setRefused(report.value.entity.items.slice(0, SHOWN));
  }
  async function cancel(): Promise<void> {
    const answer = await actOn<Job>(session, `${path}/cancel`);
    if (answer.kind === 'ok') setJob(answer.value.entity);
    else setFault(tellFailure(answer));
  }
  async function download(): Promise<void> {
    const answer = await downloadFile(session, `${path}/report?outcome=refused`, 'import-report.csv');
    setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
  }
  return (
    <div class="dialog-form">
      <progress aria-label="Rows looked at" max={job.total} value={job.done} />
      <p role="status">
        {isRunning ? `${job.done} of ${job.total} rows` : endOf(job)}
        {job.refused > 0 && `, ${job.refused} refused`}
      </p>
      {refused.length > 0 && (
        <ul class="import-faults" aria-label="Refused rows">
          {refused.map(({ row, errors }) => (
            <li key={row}>
              <strong>Row {row}</strong> {errors.map(tellFault).join('; ')}
            </li>
          ))}
        </ul>
      )}
      {fault && (
        <p class="notice notice-bad" role="alert">
          {fault}
        </p>
      )}
      <div class="row">
        {isRunning ? (
          <button class="button" type="button" onClick={() => void cancel()}>
            Stop
          </button>
        ) : (
          <button class="button button-accent" type="button" onClick={onClose}>
            Close
          </button>
        )}
        {job.refused > 0 && !isRunning && (
          <button class="button" type="button" onClick={() => void download()}>
            Download the report
          </button>
        )}
      </div>
    </div>
  );
}

function tellFault({ path, code, message }: JobRow['errors'][number]): string {
  if (code === 'taken') return 'is in the account already';
  return `${path || 'the row'} ${message}`;
}

function endOf({ status, created, done, total }: Job): string {
  const added = created === 1 ? '1 row is added' : `${created} rows are added`;
  return status === 'cancelled' ? `Stopped after ${done} of ${total} rows: ${added}` : `Done: ${added}`;
}
