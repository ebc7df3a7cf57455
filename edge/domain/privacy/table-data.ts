import type { FactBody } from '../facts.ts';

/** What the map of data is made of, and the tables that most objects have. */

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
    /** Copies of what stands elsewhere, or none of the person's business: an export leaves them out. */
    isCopy?: true;
    /** Rows that are still needed: they are erased once this no longer holds. */
    busy?: string;
  };
}

export type ObjectTables = Readonly<Record<string, TableData>>;

/** Of all columns the same. */
export function all(holds: Holds, ...names: string[]): Record<string, Holds> {
  return Object.fromEntries(names.map((name) => [name, holds]));
}

/** Names as SQL lists them; constants of ours. */
export const listOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Facts that tell of visitors while they wait to be sent; configurations tell of the account's own telephones. */
const TELLS_OF_VISITORS: Readonly<Record<FactBody['type'], boolean>> = {
  'callback.changed': true,
  'callback.decide': true,
  'simulator.hurry': true,
  'telephony.command': true,
  'telephony.event': true,
  'call.event': true,
  'pool.configure': false,
  'widget.configure': false,
  'delivery.send': true,
  'delivery.control': false,
  'delivery.changed': true,
  'membership.changed': false,
  'delivery.configure': false,
  'delivery.state': false,
  'privacy.keep': false,
};

const TOLD = Object.entries(TELLS_OF_VISITORS).flatMap(([type, tells]) => (tells ? [type] : []));

/** Every object has these. */
export const COMMON: ObjectTables = {
  migrations: { columns: all('nothing', 'module', 'n') },
  clock: { columns: all('nothing', 'id', 'last_seen') },
  timers: { columns: all('nothing', 'kind', 'key', 'due_at') },
};
export const RECEIVED: ObjectTables = {
  received: { columns: all('nothing', 'id', 'received_at') },
  subjects: { columns: all('nothing', 'subject', 'seq') },
};
export const OUTBOX: ObjectTables = {
  outbox: {
    columns: {
      ...all('nothing', 'seq', 'id', 'target', 'subject', 'due_at', 'attempts', 'made_at'),
      payload: 'visitor',
    },
    erase: {
      how: 'row',
      key: ['seq'],
      where: `json_extract(payload, '$.type') IN (${listOf(TOLD)})`,
    },
  },
};
