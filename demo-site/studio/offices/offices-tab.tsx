import { useContext, useState } from 'preact/hooks';
import type { Office } from '../../../shared/contract/admin/office.ts';
import { formatPhone } from '../../format-phone.ts';
import { FieldErrors } from '../field.tsx';
import type { TabProps } from '../tab-props.ts';
import { NewOffice } from './new-office.tsx';
import { OfficeNotifications } from './office-notifications.tsx';

/** Which offices answer the orders of a widget, in which order, and who is told of their calls (S1-14 to S1-22). */
export function OfficesTab(props: TabProps) {
  const { draft, offices, onEdit, onStock } = props;
  const attached = draft.offices;
  const error = useContext(FieldErrors).find((entry) => entry.path.startsWith('offices'));
  const free = offices.filter(({ id }) => !attached.includes(id));
  const change = (ids: string[]) => onEdit({ offices: ids });
  const moveUp = (index: number) => {
    const ids = [...attached];
    ids.splice(index - 1, 2, ...ids.slice(index - 1, index + 1).reverse());
    change(ids);
  };
  return (
    <section class="card section">
      <h2>Offices</h2>
      <ol class="office-list" aria-label="Attached offices">
        {attached.map((id, index) => (
          <AttachedOffice
            key={id}
            {...props}
            id={id}
            index={index}
            onMoveUp={() => moveUp(index)}
            onDetach={() => change(attached.filter((other) => other !== id))}
          />
        ))}
      </ol>
      {attached.length === 0 && (
        <p class="notice">
          No office: nobody would answer, so the widget is not shown on any page. Attach one.
        </p>
      )}
      {free.length > 0 && (
        <>
          <h3 class="muted small">Not attached</h3>
          <ul class="office-list" aria-label="Offices that are not attached">
            {free.map((office) => (
              <li key={office.id}>
                <OfficeName id={office.id} office={office} />
                <button
                  class="button button-small"
                  type="button"
                  onClick={() => change([...attached, office.id])}
                >
                  Attach <span class="visually-hidden">{office.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {error && (
        <p id="field-offices" class="field-error">
          {error.message}
        </p>
      )}
      <NewOffice
        {...props}
        onMade={(office) => {
          onStock({ offices: [...offices, office] });
          change([...attached, office.id]);
        }}
      />
    </section>
  );
}

function AttachedOffice(props: TabProps & { id: string; index: number; onMoveUp(): void; onDetach(): void }) {
  const { id, index, offices, session, onStock, onUnauthorized } = props;
  const [isOpen, setOpen] = useState(false);
  const office = offices.find((one) => one.id === id);
  const name = office?.name ?? id;
  return (
    <li class="office-card">
      <div class="row">
        <button
          class="button button-small"
          type="button"
          aria-expanded={isOpen}
          aria-label={`Notifications of ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? '▾' : '▸'}
        </button>
        <span class="muted tabular">{index + 1}</span>
        <OfficeName id={id} office={office} />
        {index > 0 && (
          <button class="button button-small" type="button" onClick={props.onMoveUp}>
            Move up <span class="visually-hidden">{name}</span>
          </button>
        )}
        <button class="button button-small" type="button" onClick={props.onDetach}>
          Delete <span class="visually-hidden">{name}</span>
        </button>
      </div>
      {isOpen && (
        <OfficeNotifications
          session={session}
          id={id}
          onUnauthorized={onUnauthorized}
          onSaved={(saved) => onStock({ offices: offices.map((one) => (one.id === id ? saved : one)) })}
        />
      )}
    </li>
  );
}

function OfficeName({ id, office }: { id: string; office: Office | undefined }) {
  const address = office?.phone ?? office?.sip;
  return (
    <span class="office-name">
      {office?.name ?? id}
      <span class="muted small tabular">{address ? formatPhone(address) : 'no telephone'}</span>
    </span>
  );
}
