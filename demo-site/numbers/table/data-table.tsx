import { useState } from 'preact/hooks';
import { type Column, sortRows, type TableChoice, useTableChoice } from './columns.ts';
import { ColumnsMenu } from './columns-menu.tsx';

interface Props<T> {
  /** By which this browser remembers what was chosen for it. */
  name: string;
  caption: string;
  columns: readonly Column<T>[];
  /** Null until they are there. */
  rows: readonly T[] | null;
  /** What stands there while there are none. */
  empty: string;
}

/** So many rows are drawn at first; a list of thousands is there at once. */
const FIRST_ROWS = 100;

/** A table whose columns can be hidden and whose rows can be ordered (S2-16). */
export function DataTable<T extends { id: string }>({ name, caption, columns, rows, empty }: Props<T>) {
  const [choice, setChoice] = useTableChoice(name);
  const [limit, setLimit] = useState(FIRST_ROWS);
  const shown = columns.filter(({ id }) => !choice.hidden.includes(id));
  const sorted = sortRows(rows ?? [], columns, choice.sort);
  return (
    <div class="card table-card">
      <div class="table-head">
        <span class="muted small" role="status">
          {rows === null ? 'Loading…' : `${rows.length} in all`}
        </span>
        <ColumnsMenu columns={columns} choice={choice} onChange={setChoice} />
      </div>
      {rows?.length === 0 && <p class="table-empty muted">{empty}</p>}
      {sorted.length > 0 && (
        <table class="data-table">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {shown.map((column) => (
                <HeadCell key={column.id} column={column} choice={choice} onChange={setChoice} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, limit).map((row) => (
              <tr key={row.id}>
                {shown.map(({ id, name: label, show, isNumber }) => (
                  <td key={id} data-label={label} class={isNumber ? 'tabular number-cell' : undefined}>
                    {show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sorted.length > limit && (
        <button class="button" type="button" onClick={() => setLimit(limit + 10 * FIRST_ROWS)}>
          Show more of {sorted.length}
        </button>
      )}
    </div>
  );
}

function HeadCell<T>(props: { column: Column<T>; choice: TableChoice; onChange(choice: TableChoice): void }) {
  const { id, name, sortBy, isNumber } = props.column;
  const { sort } = props.choice;
  const isSorted = sort?.column === id;
  const direction = sort?.descending ? 'descending' : 'ascending';
  const turn = () => {
    const next = { column: id, descending: isSorted && !sort.descending };
    props.onChange({ ...props.choice, sort: isSorted && sort.descending ? null : next });
  };
  return (
    <th scope="col" aria-sort={isSorted ? direction : undefined} class={isNumber ? 'number-cell' : undefined}>
      {sortBy ? (
        <button class="sort-button" type="button" onClick={turn}>
          {name}
          <span aria-hidden="true">{isSorted ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : (
        name
      )}
    </th>
  );
}
