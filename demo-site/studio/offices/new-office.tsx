import { useState } from 'preact/hooks';
import type { Office } from '../../../shared/contract/admin/office.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { createEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { FieldErrors, FieldScope, TextField } from '../field.tsx';

interface Props {
  session: BrowserSession;
  onUnauthorized(): void;
  onMade(office: Office): void;
}

/** A new office of the account: a name, and a telephone or a SIP address (S2-19, S2-21). */
export function NewOffice({ session, onUnauthorized, onMade }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [message, setMessage] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    const typed = address.trim();
    const place = /^sips?:/.test(typed) ? { sip: typed } : { phone: typed.replace(/[^\d+]/g, '') };
    const answer = await createEntity<Office>(session, 'offices', { name, ...place });
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind !== 'ok') {
      setErrors(answer.kind === 'refused' ? answer.errors : []);
      return setMessage(answer.kind === 'refused' ? answer.message : 'Not saved: no connection.');
    }
    setOpen(false);
    setName('');
    setAddress('');
    setErrors([]);
    setMessage('');
    onMade(answer.value.entity);
  };
  if (!isOpen) {
    return (
      <div class="row">
        <button class="button" type="button" onClick={() => setOpen(true)}>
          + New office
        </button>
      </div>
    );
  }
  return (
    <FieldScope.Provider value="new-office.">
      <FieldErrors.Provider
        value={errors.map((error) => (error.path === 'sip' ? { ...error, path: 'phone' } : error))}
      >
        <form class="dialog-form" onSubmit={save}>
          <div class="fields-grid">
            <TextField
              label="Name of the office"
              path="name"
              value={name}
              maxLength={100}
              onChange={setName}
            />
            <TextField
              label="Telephone or SIP address"
              path="phone"
              value={address}
              maxLength={254}
              placeholder="+74951234567"
              onChange={setAddress}
            />
          </div>
          {message && (
            <p class="notice notice-bad" role="alert">
              {message}
            </p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit">
              Save office
            </button>
            <button class="button" type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </form>
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}
