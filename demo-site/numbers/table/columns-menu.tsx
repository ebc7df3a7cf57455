import { LabelledSelect } from '../labelled-select.tsx';
import type { Column, TableChoice } from './columns.ts';

interface Props<T> {
  columns: readonly Column<T>[];
  choice: TableChoice;
  onChange(choice: TableChoice): void;
}

/** The gear: which columns are shown, and the order on a telephone, where there is no head to press (S2-16, S2-20). */
export function ColumnsMenu<T>({ columns, choice, onChange }: Props<T>) {
  const toggle = (id: string, isShown: boolean) => {
    const others = choice.hidden.filter((one) => one !== id);
    onChange({ ...choice, hidden: isShown ? others : [...others, id] });
  };
  const sort = choice.sort ? `${choice.sort.column} ${choice.sort.descending ? 'down' : 'up'}` : '';
  return (
    <details class="columns-menu">
      <summary class="button button-small" aria-label="Columns">
        <Gear /> Columns
      </summary>
      <div class="card columns-list">
        <fieldset>
          <legend class="small">Shown</legend>
          {columns.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={!choice.hidden.includes(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
        <LabelledSelect
          label="Order"
          value={sort}
          options={[
            { id: '', name: 'as they were added' },
            ...columns
              .filter(({ sortBy }) => sortBy)
              .flatMap(({ id, name }) => [
                { id: `${id} up`, name: `${name} ↑` },
                { id: `${id} down`, name: `${name} ↓` },
              ]),
          ]}
          onChange={(value) => {
            const [column = '', way] = value.split(' ');
            onChange({ ...choice, sort: column ? { column, descending: way === 'down' } : null });
          }}
        />
      </div>
    </details>
  );
}

function Gear() {
  return (
    <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="8" cy="8" r="2.3" stroke-width="1.5" />
      <path
        d="M8 1v2.2M8 12.8V15M1 8h2.2M12.8 8H15M3 3l1.6 1.6M11.4 11.4 13 13M3 13l1.6-1.6M11.4 4.6 13 3"
        stroke-width="1.7"
        stroke-linecap="round"
      />
    </svg>
  );
}
