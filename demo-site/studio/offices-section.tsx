import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import { formatPhone } from '../format-phone.ts';
import { FieldErrors } from './field.tsx';

interface Props {
  /** Ids in the order in which they are called. */
  attached: string[];
  offices: Office[];
  onChange(ids: string[]): void;
}

/** Which offices answer the orders of a widget, and in which order they are called. */
export function OfficesSection({ attached, offices, onChange }: Props) {
  const error = useContext(FieldErrors).find((entry) => entry.path.startsWith('offices'));
  const free = offices.filter((office) => !attached.includes(office.id));
  const moveUp = (index: number) => {
    const ids = [...attached];
    ids.splice(index - 1, 2, ...ids.slice(index - 1, index + 1).reverse());
    onChange(ids);
  };
  return (
    <section class="card section">
      <h2>Offices</h2>
      <ol class="office-list" aria-label="Attached offices">
        {attached.map((id, index) => (
          <OfficeRow key={id} id={id} office={offices.find((office) => office.id === id)}>
            {index > 0 && (
              <RowButton label="Move up" name={id} offices={offices} onClick={() => moveUp(index)} />
            )}
            <RowButton
              label="Detach"
              name={id}
              offices={offices}
              onClick={() => onChange(attached.filter((other) => other !== id))}
            />
          </OfficeRow>
        ))}
      </ol>
      {attached.length === 0 && <p class="notice">No office: nobody would answer. Attach one.</p>}
      {free.length > 0 && (
        <>
          <h3 class="muted small">Not attached</h3>
          <ul class="office-list" aria-label="Offices that are not attached">
            {free.map((office) => (
              <OfficeRow key={office.id} id={office.id} office={office}>
                <RowButton
                  label="Attach"
                  name={office.id}
                  offices={offices}
                  onClick={() => onChange([...attached, office.id])}
                />
              </OfficeRow>
            ))}
          </ul>
        </>
      )}
      {error && (
        <p id="field-offices" class="field-error">
          {error.message}
        </p>
      )}
    </section>
  );
}

function OfficeRow(props: { id: string; office: Office | undefined; children: ComponentChildren }) {
  const address = props.office?.phone ?? props.office?.sip;
  return (
    <li>
      <span class="office-name">
        {props.office?.name ?? props.id}
        <span class="muted small tabular">{address ? formatPhone(address) : 'no telephone'}</span>
      </span>
      {props.children}
    </li>
  );
}

function RowButton(props: { label: string; name: string; offices: Office[]; onClick(): void }) {
  const name = props.offices.find((office) => office.id === props.name)?.name ?? props.name;
  return (
    <button class="button button-small" type="button" onClick={props.onClick}>
      {props.label} <span class="visually-hidden">{name}</span>
    </button>
  );
}
