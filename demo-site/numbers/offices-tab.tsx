import { useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import { deleteEntity } from '../admin-client.ts';
import { formatPhone } from '../format-phone.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { RowActions } from './number-columns.tsx';
import { OfficeForm } from './office-form.tsx';
import type { Column } from './table/columns.ts';
import { DataTable } from './table/data-table.tsx';
import { tellFailure } from './tell-failure.ts';
import { type Asker, useItems } from './use-items.ts';

type Open =
  | { kind: 'nothing' | 'import' }
  | { kind: 'form'; office: Office | null }
  | { kind: 'delete'; office: Office };

/** Real numbers of offices, or their SIP addresses (S2-18 to S2-21). */
export function OfficesTab(props: Asker & { kind: 'office' | 'sip' }) {
  const { session, kind } = props;
  const offices = useItems<Office>(props, 'offices', `kind=${kind}`);
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  const [said, setSaid] = useState('');
  const close = () => setOpen({ kind: 'nothing' });
  const done = (message: string) => {
    setSaid(message);
    void offices.reload();
  };
  const title = kind === 'sip' ? 'Office SIP addresses' : 'Office numbers';
  const columns: Column<Office>[] = [
    { id: 'name', name: 'Name', sortBy: ({ name }) => name, show: ({ name }) => name },
    kind === 'sip'
      ? { id: 'sip', name: 'SIP address', sortBy: ({ sip }) => sip, show: ({ sip }) => sip }
      : {
          id: 'phone',
          name: 'Number',
          sortBy: ({ phone }) => phone,
          show: ({ phone }) => <span class="number-name tabular">{formatPhone(phone ?? '')}</span>,
        },
    {
      id: 'extension',
      name: 'Extension',
      sortBy: ({ extension }) => extension,
      show: ({ extension }) => extension ?? '—',
    },
    {
      id: 'notifications',
      name: 'Told by mail',
      sortBy: ({ notifications }) => notifications.length,
      show: ({ notifications }) => notifications.map(({ email }) => email).join(', ') || '—',
    },
    {
      id: 'actions',
      name: 'Actions',
      show: (office) => (
        <RowActions
          name={office.name}
          onEdit={() => setOpen({ kind: 'form', office })}
          onDelete={() => setOpen({ kind: 'delete', office })}
        />
      ),
    },
  ];
  return (
    <section aria-label={title}>
      <div class="row tab-actions">
        <button
          class="button button-accent"
          type="button"
          onClick={() => setOpen({ kind: 'form', office: null })}
        >
          {kind === 'sip' ? 'Add SIP address' : 'Add office number'}
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
      {offices.fault && (
        <p class="notice notice-bad" role="alert">
          {offices.fault}
        </p>
      )}
      <DataTable
        name={kind}
        caption={title}
        columns={columns}
        rows={offices.items}
        empty="There are none yet. A campaign needs at least one office."
      />
      {open.kind === 'form' && <OfficeForm {...props} office={open.office} onClose={close} onDone={done} />}
      {open.kind === 'import' && (
        <ImportDialog {...props} of="offices" onClose={close} onDone={() => void offices.reload()} />
      )}
      {open.kind === 'delete' && (
        <ConfirmDialog
          title={`Delete ${open.office.name}?`}
          text="An office that a campaign or a widget uses cannot be deleted."
          action="Delete"
          onClose={close}
          act={async () => {
            const answer = await deleteEntity(session, `offices/${open.office.id}`);
            if (answer.kind === 'unauthorized') props.onUnauthorized();
            if (answer.kind !== 'ok') return tellFailure(answer);
            done(`${open.office.name} is deleted.`);
            return '';
          }}
        />
      )}
    </section>
  );
}
