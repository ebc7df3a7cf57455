import { useState } from 'preact/hooks';
import type { ImportedKind, Job } from '../../shared/contract/admin/job.ts';
import { createEntity } from '../admin-client.ts';
import { Dialog } from './dialog.tsx';
import { ImportProgress } from './import-progress.tsx';
import { tellFailure } from './tell-failure.ts';
import type { Asker } from './use-items.ts';

interface Props extends Asker {
  of: ImportedKind;
  onClose(): void;
  /** Something was made. */
  onDone(): void;
}

const EXAMPLES: Readonly<Record<ImportedKind, string>> = {
  numbers: 'e164,region,operator,cost,status\n+7 495 123-45-67,Moscow,MTT,15000,not_connected',
  offices: 'name,phone,sip,extension\nShowroom,+7 495 000-10-10,,12\nSupport,,sip:desk@pbx.example,',
};

/** Many rows at once, from a file or pasted; what came of each is told. */
export function ImportDialog({ of, onClose, onDone, ...asker }: Props) {
  const [csv, setCsv] = useState('');
  const [job, setJob] = useState<Job | null>(null);
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  const start = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await createEntity<Job>(asker.session, `${of}/import`, { csv });
    setBusy(false);
    if (answer.kind === 'unauthorized') return asker.onUnauthorized();
    setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') setJob(answer.value.entity);
  };
  return (
    <Dialog title={of === 'numbers' ? 'Import numbers' : 'Import offices'} isWide onClose={onClose}>
      {(close) =>
        job ? (
          <ImportProgress {...asker} job={job} onDone={onDone} onClose={close} />
        ) : (
          <form class="dialog-form" onSubmit={(event) => void start(event)}>
            <p class="muted small">
              A CSV file whose first line names the columns, up to 10,000 rows. Commas, semicolons and tabs
              are understood. Each row stands for itself: what is wrong with one is told afterwards, and the
              others are made.
            </p>
            <div class="field">
              <label for="import-file">File</label>
              <input
                id="import-file"
                class="input"
                type="file"
                accept=".csv,text/csv,text/plain"
                onChange={async (event) => setCsv((await event.currentTarget.files?.[0]?.text()) ?? '')}
              />
            </div>
            <div class="field">
              <label for="import-rows">Rows</label>
              <textarea
                id="import-rows"
                class="input rows-input"
                value={csv}
                rows={8}
                spellcheck={false}
                placeholder={EXAMPLES[of]}
                onInput={(event) => setCsv(event.currentTarget.value)}
              />
            </div>
            {fault && (
              <p class="notice notice-bad" role="alert">
                {fault}
              </p>
            )}
            <div class="row">
              <button class="button button-accent" type="submit" disabled={csv.trim() === '' || isBusy}>
                Import
              </button>
              <button class="button" type="button" onClick={close}>
                Cancel
              </button>
            </div>
          </form>
        )
      }
    </Dialog>
  );
}
