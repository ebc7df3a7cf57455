import { useEffect, useRef, useState } from 'preact/hooks';
import type { Office } from '../../../shared/contract/admin/office.ts';
import { getEntity, patchEntity, type Versioned } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { type Autosave, createAutosave, type SaveState } from '../autosave.ts';
import { FieldErrors, FieldScope, SelectField, TextField } from '../field.tsx';
import { SaveLine } from '../save-line.tsx';

interface Props {
  session: BrowserSession;
  id: string;
  onUnauthorized(): void;
  onSaved(office: Office): void;
}

type Notification = Office['notifications'][number];

/** Who is written to about the calls of an office, and about which of them (S1-17 to S1-22). Saved by itself. */
export function OfficeNotifications(props: Props) {
  const [start, setStart] = useState<Versioned<Office> | null>(null);
  const load = async () => {
    const answer = await getEntity<Office>(props.session, `offices/${props.id}`);
    if (answer.kind === 'ok') setStart(answer.value);
    else if (answer.kind === 'unauthorized') props.onUnauthorized();
  };
  useEffect(() => void load(), [props.id]);
  if (!start) return <p class="muted small">Loading…</p>;
  return <Loaded key={start.etag} {...props} start={start} onReload={() => void load()} />;
}

function Loaded(props: Props & { start: Versioned<Office>; onReload(): void }) {
  const [list, setList] = useState(props.start.entity.notifications);
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const autosave = useRef<Autosave<Office> | null>(null);
  autosave.current ??= createAutosave<Office>(props.start, {
    async patch(change) {
      const answer = await patchEntity<Office>(props.session, `offices/${props.id}`, change);
      if (answer.kind === 'ok') props.onSaved(answer.value.entity);
      return answer;
    },
    onState: setState,
    onUnauthorized: props.onUnauthorized,
    now: Date.now,
  });
  useEffect(() => () => autosave.current?.flush(), []);
  const edit = (next: Notification[]) => {
    setList(next);
    // A line that is still being typed is kept here; it goes along once it has an address.
    autosave.current?.edit({
      ...props.start.entity,
      notifications: next.filter(({ email }) => email !== ''),
    });
  };
  const change = (index: number, part: Partial<Notification>) =>
    edit(list.map((line, i) => (i === index ? { ...line, ...part } : line)));
  return (
    <FieldScope.Provider value={`office.${props.id}.`}>
      <FieldErrors.Provider value={state.kind === 'refused' ? state.errors : []}>
        <div class="notifications">
          {list.map((line, index) => (
            <div class="row" key={index}>
              <TextField
                label="E-mail"
                path={`notifications.${index}.email`}
                value={line.email}
                maxLength={254}
                onChange={(email) => change(index, { email: email.trim() })}
              />
              <SelectField
                label="About"
                path={`notifications.${index}.on`}
                value={line.on}
                options={{ success: 'Successful calls', failure: 'Unsuccessful calls', all: 'All calls' }}
                onChange={(on) => change(index, { on })}
              />
              <button
                class="button button-small"
                type="button"
                aria-label={`Remove ${line.email || 'the empty line'}`}
                onClick={() => edit(list.filter((_, i) => i !== index))}
              >
                ×
              </button>
            </div>
          ))}
          <div class="row section-head">
            <button
              class="button button-small"
              type="button"
              disabled={list.length >= 20}
              onClick={() => edit([...list, { email: '', on: 'all' }])}
            >
              + Add notification
            </button>
            <SaveLine state={state} onReload={props.onReload} />
          </div>
        </div>
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}
