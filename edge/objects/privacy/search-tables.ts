import { type PhoneFinder, phoneFinder } from '../../domain/privacy/find-phone.ts';
import type { ObjectTables, TableData } from '../../domain/privacy/table-data.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';

type Row = Record<string, SqlStorageValue>;
type Erasable = TableData & { erase: NonNullable<TableData['erase']> };

/** Rows of one call: what they weigh has to fit into an answer between objects. */
export const PERSON_ROWS = 200;

/**
 * What the tables of one object have of a person: an export answers the rows, an erasure takes them away, as the map
 * says it. Rows that are needed until a call is over stay until then. Call it inside a transaction; it may be repeated.
 */
export function searchTables(sql: SqlStorage, tables: ObjectTables, args: PersonArgs): PersonAnswer {
  const finder = phoneFinder(args.phone);
  const answer: PersonAnswer = { lines: [], rows: [], isMore: false, isBusy: false };
  let { skip } = args;
  for (const [table, data] of Object.entries(tables)) {
    const { erase } = data;
    if (!erase) continue;
    const room = PERSON_ROWS - answer.rows.length;
    const found = findRows(sql, table, { ...data, erase }, finder);
    if (args.action === 'export') {
      const page = found.slice(skip, skip + room);
      skip = Math.max(0, skip - found.length);
      answer.rows.push(...page.map(({ row }) => ({ table, row: readable(row) })));
      if (page.length > 0) answer.lines.push({ table, found: page.length, erased: 0 });
      answer.isMore ||= answer.rows.length >= PERSON_ROWS;
      if (answer.isMore) break;
      continue;
    }
    const free = found.filter(({ isBusy }) => !isBusy);
    for (const { row } of free) forgetRow(sql, table, { ...data, erase }, row, finder);
    answer.isBusy ||= free.length < found.length;
    if (free.length > 0) answer.lines.push({ table, found: free.length, erased: free.length });
  }
  return answer;
}

/** SQL looks for the digits in any spelling; whether they are a telephone of its own, the finder says. */
function findRows(sql: SqlStorage, table: string, { columns, erase }: Erasable, finder: PhoneFinder) {
  const names = visitorColumns(columns);
  const hinted = names.flatMap((name) => finder.hints.map(() => `instr(${bare(name)}, ?) > 0`));
  const where = `${erase.where ? `${erase.where} AND ` : ''}(${hinted.join(' OR ')})`;
  const busy = erase.busy ? `, (${erase.busy}) AS is_busy` : '';
  return sql
    .exec<Row>(
      `SELECT *${busy} FROM ${table} WHERE ${where} ORDER BY ${erase.key.join(', ')}`,
      ...names.flatMap(() => finder.hints),
    )
    .toArray()
    .filter((row) => names.some((name) => typeof row[name] === 'string' && finder.isIn(row[name])))
    .map(({ is_busy, ...row }) => ({ row, isBusy: is_busy === 1 }));
}

function forgetRow(
  sql: SqlStorage,
  table: string,
  { columns, erase }: Erasable,
  row: Row,
  finder: PhoneFinder,
): void {
  const at = erase.key.map((name) => `${name} = ?`).join(' AND ');
  const key = erase.key.map((name) => row[name] ?? null);
  if (erase.how === 'row') {
    sql.exec(`DELETE FROM ${table} WHERE ${at}`, ...key);
    return;
  }
  const names = visitorColumns(columns);
  const values = names.map((name) => (typeof row[name] === 'string' ? finder.blank(row[name]) : null));
  sql.exec(
    `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE ${at}`,
    ...values,
    ...key,
  );
}

function visitorColumns(columns: TableData['columns']): string[] {
  return Object.entries(columns).flatMap(([name, holds]) => (holds === 'visitor' ? [name] : []));
}

/** A column without what people write between digits. */
function bare(name: string): string {
  const between = [' ', '-', '(', ')', '.', '%20', '\u00a0'];
  return between.reduce((text, sign) => `replace(${text}, '${sign}', '')`, `coalesce(${name}, '')`);
}

/** Documents as what they are, and no bytes. */
function readable(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? opened(value) : value]),
  );
}

function opened(text: string): unknown {
  if (!text.startsWith('{') && !text.startsWith('[')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // what a visitor wrote may begin so
  }
}
