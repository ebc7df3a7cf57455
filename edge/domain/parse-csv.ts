/** Rows of a CSV text, or where its quotes do not end. */
export type ParsedCsv = { kind: 'rows'; rows: string[][] } | { kind: 'unclosed'; row: number };

/**
 * Reads RFC 4180, and what spreadsheets make of it: with or without a byte order mark, separated by commas, semicolons or
 * tabs (whichever the first line has most of), lines ended by LF or CRLF. Empty lines are left out.
 */
export function parseCsv(text: string): ParsedCsv {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((one) => one.trim() !== '')) rows.push(row);
    row = [];
    cell = '';
  };
  for (let i = 0; i < source.length; i++) {
    const sign = source[i] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (source[i + 1] === '"') cell += source[++i];
      else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && source[i + 1] === '\n') i++;
      endRow();
    } else cell += sign;
  }
  if (isQuoted) return { kind: 'unclosed', row: rows.length + 1 };
  endRow();
  return { kind: 'rows', rows };
}

function separatorOf(text: string): string {
  const first = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const counts = [',', ';', '\t'].map((sign) => [sign, first.split(sign).length] as const);
  return counts.sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}
