import { type ImportedKind, type ImportInput, MAX_IMPORT_ROWS } from '../../../shared/contract/admin/job.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { parseCsv } from '../parse-csv.ts';

/** One row as it came: values by the names of fields. */
export type ImportRow = Record<string, unknown>;

/** What a first line may call a field, beside its own name; spreadsheets of people have words of their own. */
const NAMES: Readonly<Record<ImportedKind, Readonly<Record<string, string>>>> = {
  numbers: {
    number: 'e164',
    phone: 'e164',
    номер: 'e164',
    телефон: 'e164',
    регион: 'region',
    оператор: 'operator',
    стоимость: 'cost',
    статус: 'status',
  },
  offices: {
    office: 'name',
    number: 'phone',
    название: 'name',
    офис: 'name',
    номер: 'phone',
    телефон: 'phone',
    добавочный: 'extension',
  },
};

/** What a list of numbers or offices shows and nobody can bring along: a file that was exported may be sent back. */
const SHOWN_ONLY: Readonly<Record<ImportedKind, readonly string[]>> = {
  numbers: ['id', 'campaign', 'shield', 'lastIssueAt', 'issues', 'lastCallAt', 'calls'],
  offices: ['id'],
};

export type ReadImport = { kind: 'rows'; rows: ImportRow[] } | { kind: 'faults'; faults: FieldError[] };

/** The rows of an import, each with the names of fields. Values are judged later, row by row. */
export function readImport(of: ImportedKind, { rows, csv }: ImportInput): ReadImport {
  if (rows) return { kind: 'rows', rows: rows.map((row) => renameFields(of, row)) };
  const parsed = parseCsv(csv ?? '');
  if (parsed.kind === 'unclosed')
    return fault('unclosed_quote', `has a quote that does not end, row ${parsed.row}`);
  const [head = [], ...lines] = parsed.rows;
  if (lines.length === 0) return fault('too_short', 'needs a line of names and a row');
  if (lines.length > MAX_IMPORT_ROWS) return fault('too_long', `has more than ${MAX_IMPORT_ROWS} rows`);
  const names = head.map((name) => name.trim());
  if (new Set(names).size !== names.length) return fault('repeated', 'names a field twice');
  const named = lines.map((cells) => {
    // A cell too many is a fault of that row, and not to be lost.
    const all = cells.map((cell, i): [string, string] => [names[i] ?? `column ${i + 1}`, openCell(cell)]);
    return renameFields(of, Object.fromEntries(all.filter(([, cell]) => cell !== '')));
  });
  return { kind: 'rows', rows: named };
}

function renameFields(of: ImportedKind, row: ImportRow): ImportRow {
  const entries = Object.entries(row).map(([name, value]): [string, unknown] => {
    const known = name.trim();
    return [NAMES[of][known.toLowerCase()] ?? known, value];
  });
  return Object.fromEntries(entries.filter(([name]) => !SHOWN_ONLY[of].includes(name)));
}

/** Without the apostrophe that keeps a spreadsheet from taking the cell for a formula. */
function openCell(cell: string): string {
  return cell.trim().replace(/^'(?=[ "]*[=+\-@\t\r＝＋－＠])/, '');
}

function fault(code: string, message: string): ReadImport {
  return { kind: 'faults', faults: [{ path: 'csv', code, message }] };
}
