/**
 * What a column may hold: data of a `visitor` (telephones, names, addresses of mail, what they wrote); a `pseudonym` (the
 * random id of a browser); `people` who use the product; `settings` of the account; or `nothing` of anybody: ids,
 * instants, counts, MACs.
 */
export type Holds = 'visitor' | 'pseudonym' | 'people' | 'settings' | 'nothing';

export interface TableData {
  columns: Readonly<Record<string, Holds>>;
  /** How a row that tells of somebody who is to be forgotten goes; absent where no column is of visitors. */
  erase?: {
    /** The whole row, or what names the person in it. */
    how: 'row' | 'blank';
    /** The columns that tell rows apart. */
    key: readonly string[];
    /** Rows that tell of visitors; SQL made of constants only. */
    where?: string;
    /** Rows that are still needed: they are erased once this no longer holds. */
    busy?: string;
  };
}

export type ObjectTables = Readonly<Record<string, TableData>>;
