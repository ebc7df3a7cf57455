import { useEffect, useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import { toE164 } from '../../shared/phone.ts';
import { createEntity, getEntity, patchEntity } from '../admin-client.ts';
import { Dialog } from './dialog.tsx';
import { LabelledInput } from './labelled-input.tsx';
import { tellFailure } from './tell-failure.ts';
import type { Asker } from './use-items.ts';

interface Props extends Asker {
  kind: 'office' | 'sip';
  /** The one that is changed; null makes a new one. */
  office: Office | null;
  onClose(): void;
  onDone(message: string): void;
}

interface Faults {
  name?: string;
  address?: string;
  extension?: string;
}

/** An office: a name, and a telephone or a SIP address; none of the two may be empty (S2-19, S2-21). */
export function OfficeForm({ session, kind, office, onUnauthorized, onClose, onDone }: Props) {
  const [etag, setEtag] = useState('');
  const [name, setName] = useState(office?.name ?? '');
  const [address, setAddress] = useState((kind === 'sip' ? office?.sip : office?.phone) ?? '');
  const [extension, setExtension] = useState(office?.extension ?? '');
  const [faults, setFaults] = useState<Faults>({});
  const [fault, setFault] = useState('');
  const read = async () => {
    if (!office) return;
    const answer = await getEntity<Office>(session, `offices/${office.id}`);
    if (answer.kind === 'ok') setEtag(answer.value.etag);
    else setFault(tellFailure(answer));
  };
  useEffect(() => void read(), [office?.id]);

  const save = async (event: Event, close: () => void) => {
    event.preventDefault();
    const typed = address.trim();
    const place = kind === 'sip' ? { sip: asSip(typed) } : { phone: toE164(typed, '7') };
    const wrong = faultsOf({ kind, name, typed, phone: place.phone });
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    const input = { name: name.trim(), ...place, extension: extension.trim() || null };
    const answer = office
      ? await patchEntity<Office>(session, `offices/${office.id}`, { patch: input, etag })
      : await createEntity<Office>(session, 'offices', input);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind === 'ok') {
      onDone(`${input.name} is saved.`);
      return close();
    }
    if (answer.kind === 'lost_race') await read();
    const told = answer.kind === 'refused' ? answer.errors : [];
    const of = (...paths: string[]) => told.find(({ path }) => paths.includes(path))?.message;
    const known = { name: of('name'), address: of('phone', 'sip'), extension: of('extension') };
    setFaults(Object.fromEntries(Object.entries(known).filter(([, text]) => text !== undefined)));
    setFault(Object.values(known).some((text) => text !== undefined) ? '' : tellFailure(answer));
  };

  return (
    <Dialog
      title={office ? office.name : kind === 'sip' ? 'New SIP address' : 'New office number'}
      onClose={onClose}
    >
      {(close) => (
        <form class="dialog-form" noValidate onSubmit={(event) => void save(event, close)}>
          <LabelledInput
            label="Name of the office"
            value={name}
            fault={faults.name ?? ''}
            isRequired
            onChange={setName}
          />
          <LabelledInput
            label={kind === 'sip' ? 'SIP address' : 'Number of the office'}
            mode={kind === 'sip' ? 'text' : 'tel'}
            value={address}
            placeholder={kind === 'sip' ? 'sip:desk@pbx.example' : '+7 495 123-45-67'}
            fault={faults.address ?? ''}
            isRequired
            maxLength={254}
            onChange={setAddress}
          />
          <LabelledInput
            label="Extension"
            value={extension}
            hint="Dialled once the call is answered; may stay empty."
            fault={faults.extension ?? ''}
            maxLength={10}
            onChange={setExtension}
          />
          {fault && (
            <p class="notice notice-bad" role="alert">
              {fault}
            </p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit" disabled={office !== null && etag === ''}>
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

function faultsOf(it: {
  kind: Props['kind'];
  name: string;
  typed: string;
  phone?: string | null | undefined;
}): Faults {
  const empty = it.kind === 'sip' ? 'An office needs its SIP address.' : 'An office needs its number.';
  const wrong = 'This is no telephone number. Write it with its country, like +7 495 123-45-67.';
  return {
    ...(it.name.trim() === '' && { name: 'An office needs a name.' }),
    ...(it.typed === ''
      ? { address: empty }
      : it.kind === 'office' && it.phone === null && { address: wrong }),
  };
}

function asSip(typed: string): string {
  return /^sips?:/.test(typed) ? typed : `sip:${typed}`;
}
