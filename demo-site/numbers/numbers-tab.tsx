import { useState } from 'preact/hooks';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import type { PhoneNumber } from '../../shared/contract/admin/number.ts';
import { deleteEntity } from '../admin-client.ts';
import { formatPhone } from '../format-phone.ts';
import { BuyDialog } from './buy/buy-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { EditNumber } from './edit-number.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { numberColumns } from './number-columns.tsx';
import { OwnNumber } from './own-number.tsx';
import { DataTable } from './table/data-table.tsx';
import { tellFailure } from './tell-failure.ts';
import { type Asker, useItems } from './use-items.ts';

type Open = { kind: 'nothing' | 'buy' | 'own' | 'import' } | { kind: 'edit' | 'delete'; number: PhoneNumber };

/** Substitute or virtual numbers with their figures of the last week (S2-14, S2-15, S2-17). */
export function NumbersTab(props: Asker & { kind: 'substitute' | 'virtual' }) {
  const { session, kind } = props;
  const numbers = useItems<PhoneNumber>(props, 'numbers', `kind=${kind}`);
  const campaigns = useItems<Campaign>(props, 'campaigns');
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  const [said, setSaid] = useState('');
  const close = () => setOpen({ kind: 'nothing' });
  const done = (message: string) => {
    setSaid(message);
    void numbers.reload();
  };
  const columns = numberColumns({
    nameOfCampaign: (id) => campaigns.items?.find((one) => one.id === id)?.name ?? id,
    onEdit: (number) => setOpen({ kind: 'edit', number }),
    onDelete: (number) => setOpen({ kind: 'delete', number }),
  });
  return (
    <section aria-label={kind === 'virtual' ? 'Virtual numbers' : 'Substitute numbers'}>
      <div class="row tab-actions">
        <button class="button button-accent" type="button" onClick={() => setOpen({ kind: 'buy' })}>
          Buy number
        </button>
        <button class="button" type="button" onClick={() => setOpen({ kind: 'own' })}>
          + Own number
        </button>
        <button class="button" type="button" onClick={() => setOpen({ kind: 'import' })}>
          Import
        </button>
      </div>
      {said && (
        <p class="notice notice-good" role="status">
          {said}
        </p>
      )}
      {numbers.fault && (
        <p class="notice notice-bad" role="alert">
          {numbers.fault}
        </p>
      )}
      <DataTable
        name={kind}
        caption={kind === 'virtual' ? 'Virtual numbers' : 'Substitute numbers'}
        columns={columns}
        rows={numbers.items}
        empty="There are none yet. Buy some, or add those that you have."
      />
      <p class="muted small table-note">Issues and calls are those of the last seven days.</p>
      {open.kind === 'buy' && (
        <BuyDialog {...props} isVirtual={kind === 'virtual'} onClose={close} onDone={done} />
      )}
      {open.kind === 'own' && <OwnNumber {...props} kind={kind} onClose={close} onDone={done} />}
      {open.kind === 'import' && (
        <ImportDialog {...props} of="numbers" onClose={close} onDone={() => void numbers.reload()} />
      )}
      {open.kind === 'edit' && <EditNumber {...props} number={open.number} onClose={close} onDone={done} />}
      {open.kind === 'delete' && (
        <ConfirmDialog
          title={`Delete ${formatPhone(open.number.e164)}?`}
          text={
            open.number.operator === 'Simulator' || open.number.kind === 'bought'
              ? 'It goes back to where it was bought, and what it cost is not paid back.'
              : 'Calls to it are no longer attributed.'
          }
          action="Delete"
          onClose={close}
          act={async () => {
            const answer = await deleteEntity(session, `numbers/${open.number.id}`);
            if (answer.kind === 'unauthorized') props.onUnauthorized();
            if (answer.kind !== 'ok') return tellFailure(answer);
            done(`${formatPhone(open.number.e164)} is deleted.`);
            return '';
          }}
        />
      )}
    </section>
  );
}
