import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** One column of a table. */
export interface Column<T> {
  id: string;
  name: string;
  show(row: T): ComponentChildren;
  /** By what rows are ordered; null comes last. Without it the column has no order. */
  sortBy?(row: T): string | number | null;
  isNumber?: boolean;
}

/** What somebody chose for a table. */
export interface TableChoice {
  hidden: string[];
  sort: { column: string; descending: boolean } | null;
}

const NOTHING: TableChoice = { hidden: [], sort: null };

/** The choice for a table by its name: this browser remembers it (S2-16, S2-20). */
export function useTableChoice(name: string): [TableChoice, (choice: TableChoice) => void] {
  const key = `ringlet.table.${name}`;
  const [choice, setChoice] = useState(() => readChoice(key));
  return [
    choice,
    (next) => {
      localStorage.setItem(key, JSON.stringify(next));
      setChoice(next);
    },
  ];
}

/** Rows in the chosen order; those that are equal stay as they came. */
export function sortRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  sort: TableChoice['sort'],
): T[] {
  const by = sort && columns.find(({ id }) => id === sort.column)?.sortBy;
  if (!by) return [...rows];
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right));
    return sort.descending ? -order : order;
  });
}

/** What another version, or a hand, has left there is read as far as it can be. */
function readChoice(key: string): TableChoice {
  try {
    const { hidden, sort } = {
      ...NOTHING,
      ...(JSON.parse(localStorage.getItem(key) ?? '{}') as TableChoice),
    };
    return {
      hidden: Array.isArray(hidden) ? hidden : [],
      sort: typeof sort?.column === 'string' ? { column: sort.column, descending: !!sort.descending } : null,
    };
  } catch {
    return NOTHING;
  }
}
