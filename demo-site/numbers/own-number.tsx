import { useState } from 'preact/hooks';
import type { PhoneNumber } from '../../shared/contract/admin/number.ts';
import { toE164 } from '../../shared/phone.ts';
import { createEntity } from '../admin-client.ts';
import { formatPhone } from '../format-phone.ts';
import { Dialog } from './dialog.tsx';
import { LabelledInput } from './labelled-input.tsx';
import { tellFailure } from './tell-failure.ts';
import type { Asker } from './use-items.ts';

interface Props extends Asker {
  kind: 'substitute' | 'virtual';
  onClose(): void;
  onDone(message: string): void;
}

/** A number that the account brings along: it joins the list, not connected yet (S2-7, S2-8). */
export function OwnNumber({ session, kind, onUnauthorized, onClose, onDone }: Props) {
  const [typed, setTyped] = useState('');
  const [region, setRegion] = useState('');
  const [operator, setOperator] = useState('');
  const [fault, setFault] = useState('');
  const add = async (event: Event, close: () => void) => {
    event.preventDefault();
    const e164 = toE164(typed, '7');
    if (e164 === null)
      return setFault('This is no telephone number. Write it with its country, like +7 495 123-45-67.');
    const answer = await createEntity<PhoneNumber>(session, 'numbers', {
      e164,
      kind: kind === 'virtual' ? 'virtual' : 'own',
      region: region.trim() || null,
      operator: operator.trim() || null,
    });
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind !== 'ok') {
      const isTaken = answer.kind === 'refused' && answer.code === 'conflict';
      return setFault(isTaken ? 'The account has this number already.' : tellFailure(answer));
    }
    onDone(
      `${formatPhone(e164)} is added. It is not connected yet: it is once the first call to it comes in.`,
    );
    close();
  };
  return (
    <Dialog title="Own number" onClose={onClose}>
      {(close) => (
        <form class="dialog-form" onSubmit={(event) => void add(event, close)}>
          <LabelledInput
            label="Number"
            mode="tel"
            value={typed}
            placeholder="+7 495 123-45-67"
            isRequired
            fault={fault}
            maxLength={40}
            onChange={setTyped}
          />
          <div class="fields-pair">
            <LabelledInput label="Region" value={region} maxLength={60} onChange={setRegion} />
            <LabelledInput label="Operator" value={operator} maxLength={60} onChange={setOperator} />
          </div>
          <p class="muted small">
            How its calls come to us is settled with whoever runs this server. Until then it is “not connected
            yet”, and no campaign gives it out.
          </p>
          <div class="row">
            <button class="button button-accent" type="submit">
              Add
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
