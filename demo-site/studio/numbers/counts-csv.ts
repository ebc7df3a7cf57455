import type { CountsRow } from './counts-table.tsx';
import { STEP_NAMES, STEPS } from './funnel-steps.ts';

/** A file for a spreadsheet: with the mark by which Excel knows the encoding, and no cell that begins a formula. */
export function countsCsv(head: string, rows: readonly CountsRow[]): string {
  const lines = [
    [head, ...STEPS.map((step) => STEP_NAMES[step])],
    ...rows.map(({ name, counts }) => [name, ...STEPS.map((step) => counts[step] ?? '')]),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
