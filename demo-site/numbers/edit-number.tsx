import { useEffect, useState } from 'preact/hooks';
import type { PhoneNumber } from '../../shared/contract/admin/number.ts';
import { getEntity, patchEntity } from '../admin-client.ts';
import { formatPhone } from '../format-phone.ts';
import { Dialog } from './dialog.tsx';
import { LabelledInput } from './labelled-input.tsx';
import { LabelledSelect } from './labelled-select.tsx';
import { tellFailure } from './tell-failure.ts';
import type { Asker } from './use-items.ts';

interface Props extends Asker {
  number: PhoneNumber;
  onClose(): void;
  onDone(message: string): void;
}

const STATUSES = [
  { id: 'not_connected', name: 'not connected yet' },
  { id: 'active', name: 'active' },
  { id: 'disabled', name: 'disabled' },
] as const;

/** What can be changed of a number: its status, and of one’s own also region, operator and cost. */
export function EditNumber({ session, number, onUnauthorized, onClose, onDone }: Props) {
  const [etag, setEtag] = useState('');
  const [status, setStatus] = useState<string>(number.status);
  const [region, setRegion] = useState(number.region ?? '');
  const [operator, setOperator] = useState(number.operator ?? '');
  const [cost, setCost] = useState((number.cost / 100).toFixed(2));
  const [fault, setFault] = useState('');
  const path = `numbers/${number.id}`;
  const read = async () => {
    const answer = await getEntity<PhoneNumber>(session, path);
    if (answer.kind === 'ok') setEtag(answer.value.etag);
    else setFault(tellFailure(answer));
  };
  useEffect(() => void read(), [path]);
  const save = async (event: Event, close: () => void) => {
    event.preventDefault();
    const minorUnits = Math.round(Number(cost.replace(',', '.')) * 100);
    if (!Number.isFinite(minorUnits) || minorUnits < 0) return setFault('The cost is a sum, like 450.00.');
    const labels = { region: region.trim() || null, operator: operator.trim() || null, cost: minorUnits };
    const patch = {
      ...(status !== number.status && { status }),
      // What it was bought with the seller says, and the form does not show it.
      ...(isOwn && labels),
    };
    const answer = await patchEntity<PhoneNumber>(session, path, { patch, etag });
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind === 'lost_race') await read();
    if (answer.kind !== 'ok') return setFault(tellFailure(answer));
    onDone(`${formatPhone(number.e164)} is saved.`);
    close();
  };
  const isOwn = number.kind === 'own';
  return (
    <Dialog title={formatPhone(number.e164)} onClose={onClose}>
      {(close) => (
        <form class="dialog-form" onSubmit={(event) => void save(event, close)}>
          <LabelledSelect
            label="Status"
            value={status}
            options={
              number.status === 'moving' ? [{ id: 'moving', name: 'moving to another campaign' }] : STATUSES
            }
            isDisabled={number.status === 'moving'}
            onChange={setStatus}
          />
          {isOwn && (
            <div class="fields-pair">
              <LabelledInput label="Region" value={region} maxLength={60} onChange={setRegion} />
              <LabelledInput label="Operator" value={operator} maxLength={60} onChange={setOperator} />
              <LabelledInput label="Cost" value={cost} maxLength={12} onChange={setCost} />
            </div>
          )}
          {fault && (
            <p class="notice notice-bad" role="alert">
              {fault}
            </p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit" disabled={etag === ''}>
              Save
            </button>
            <button class="button" type="button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
