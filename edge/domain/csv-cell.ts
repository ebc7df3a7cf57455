/** What stands in one cell. */
export type CsvValue = string | number | boolean | null;

/** With any of these in front a spreadsheet takes a cell for a formula (OWASP, CSV injection); the wide ones too. */
const TRIGGER = '=+\\-@\\t\\r＝＋－＠';
const STARTS_FORMULA = new RegExp(`^[" ]*[${TRIGGER}]`);
/**
 * The same where a cell begins for a reader who goes by semicolons or tabs: Excel goes by what its country uses, and then
 * sees neither our cells nor our quotes.
 */
const STARTS_INSIDE = new RegExp(`([;\\t\\r\\n][" ]*)(?=[${TRIGGER}])`, 'g');
const PHONE = /^\+[1-9]\d{6,14}$/;

/**
 * Rows as RFC 4180 has them, each ended by CRLF. No text is taken for a formula: what begins like one gets an apostrophe
 * in front. A telephone (E.164) would too, so it is written as its digits, and always quoted: programs that can be told
 * so read quoted cells as text, and others lose nothing of fifteen digits.
 */
export function csvRow(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  if (PHONE.test(value)) return `"${value.slice(1)}"`;
  const text = disarm(value);
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function disarm(text: string): string {
  const inside = text.replace(STARTS_INSIDE, "$1'");
  return STARTS_FORMULA.test(inside) ? `'${inside}` : inside;
}
