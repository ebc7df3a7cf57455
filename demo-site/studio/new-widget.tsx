import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignedIn } from '../../shared/contract/admin/person.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { createEntity, listAll } from '../admin-client.ts';
import { type BrowserSession, findAccountsFor } from '../browser-session.ts';
import { FieldErrors, FieldScope, SelectField, TextField } from './field.tsx';
import { widgetLink } from './route.ts';

interface Props {
  session: BrowserSession;
  sites: Site[];
  onSwitch(account: string): void;
  onUnauthorized(): void;
}

/** "Add widget": asks for a name and a site, and for whom it is saved; then its settings open (S1-5 to S1-9). */
export function NewWidget(props: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        class="button button-accent"
        type="button"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        Add widget
      </button>
      <dialog
        ref={dialog}
        class="card dialog"
        aria-labelledby="new-widget-title"
        onClose={() => setOpen(false)}
      >
        <h2 id="new-widget-title">New widget</h2>
        {isOpen && <NewWidgetForm {...props} onClose={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function NewWidgetForm({ session, sites, onSwitch, onUnauthorized, onClose }: Props & { onClose(): void }) {
  const [name, setName] = useState('');
  const [account, setAccount] = useState(session.account);
  const choice = useSites(session, account, sites);
  const [site, setSite] = useState(sites[0]?.id ?? '');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [message, setMessage] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const chosen = choice.some(({ id }) => id === site) ? site : (choice[0]?.id ?? '');

  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await createEntity<Widget>(
      { ...session, account },
      'widgets',
      { name, site: chosen },
      key,
    );
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind !== 'ok') {
      setErrors(answer.kind === 'refused' ? answer.errors : []);
      return setMessage(
        answer.kind === 'refused' ? answer.message : 'The server cannot be reached just now.',
      );
    }
    if (account !== session.account) onSwitch(account);
    onClose();
    location.hash = widgetLink(answer.value.entity.id);
  };

  const own = useAccounts(session);
  return (
    <FieldScope.Provider value="new.">
      <FieldErrors.Provider value={errors}>
        <form class="dialog-form" onSubmit={save}>
          <TextField
            label="Name"
            path="name"
            value={name}
            maxLength={100}
            onChange={setName}
            hint="For you alone."
          />
          {choice.length > 0 ? (
            <SelectField
              label="Site"
              path="site"
              value={chosen}
              options={Object.fromEntries(choice.map((one) => [one.id, one.name]))}
              onChange={setSite}
              hint="Where it is to stand."
            />
          ) : (
            <p class="notice">
              There is no site yet. <a href="#/">Add one</a> first.
            </p>
          )}
          {own.length > 1 && (
            <SelectField
              label="Save widget for"
              path="account"
              value={account}
              options={Object.fromEntries(
                own.map((one) => [one.account, one.isOwner ? `${one.name} (own)` : one.name]),
              )}
              onChange={setAccount}
            />
          )}
          {message && (
            <p class="notice notice-bad" role="alert">
              {message}
            </p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit" disabled={chosen === ''}>
              Save
            </button>
            <button class="button" type="button" onClick={onClose}>
              Cancel
            </button>
          </div>
        </form>
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}

/** The own account, and those of others where the person may make widgets (S1-7, S1-8). */
function useAccounts({ who }: BrowserSession): SignedIn['accounts'] {
  const own = (who?.accounts ?? []).filter(({ isOwner }) => isOwner);
  const [shared, setShared] = useState<SignedIn['accounts']>([]);
  useEffect(() => {
    if (who) void findAccountsFor('widgets:create').then(setShared);
  }, []);
  return [...own, ...shared];
}

/** The sites of the chosen account; of the present one they are known. */
function useSites(session: BrowserSession, account: string, known: Site[]): Site[] {
  const [sites, setSites] = useState(known);
  useEffect(() => {
    if (account === session.account) return setSites(known);
    setSites([]);
    void listAll<Site>({ ...session, account }, 'sites').then((answer) => {
      if (answer.kind === 'ok') setSites(answer.value);
    });
  }, [account]);
  return sites;
}
