import type { ImportedKind } from '../../../shared/contract/admin/job.ts';
import { type NumberInput, NumberInputSchema } from '../../../shared/contract/admin/number.ts';
import { type OfficeInput, OfficeInputSchema } from '../../../shared/contract/admin/office.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { canonicalDigits, isE164 } from '../../../shared/phone.ts';
import { fieldErrorsOf } from '../field-errors.ts';
import type { ImportRow } from './read-import.ts';

export type ReadRow<T> = { kind: 'input'; input: T } | { kind: 'faults'; faults: FieldError[] };

/** A row as what the collection is written with, or what is wrong with it. */
export function readRow(of: 'numbers', row: ImportRow): ReadRow<NumberInput>;
export function readRow(of: 'offices', row: ImportRow): ReadRow<OfficeInput>;
export function readRow(of: ImportedKind, row: ImportRow): ReadRow<NumberInput | OfficeInput> {
  const values = { ...row };
  for (const name of ['e164', 'phone']) if (name in values) values[name] = toPhone(values[name]);
  if (typeof values.cost === 'string' && /^\d{1,9}$/.test(values.cost)) values.cost = Number(values.cost);
  if (of === 'offices') values.notifications = toNotifications(values.notifications);
  const parsed = (of === 'numbers' ? NumberInputSchema : OfficeInputSchema).safeParse(values);
  return parsed.success
    ? { kind: 'input', input: parsed.data }
    : { kind: 'faults', faults: fieldErrorsOf(parsed.error, values) };
}

/**
 * A telephone as people and spreadsheets write it: `+7 (495) 123-45-67`, `8 495 …`, or as digits alone, as our own lists
 * have it. What is none stays, and is refused with its row.
 */
function toPhone(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  if (/[^\d\s()+.\-‑–—]/.test(text)) return value;
  const e164 = `+${canonicalDigits(text)}`;
  return isE164(e164) ? e164 : value;
}

/** A cell has JSON as our lists write it, or addresses separated by semicolons. */
function toNotifications(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.startsWith('[')) {
    try {
      return JSON.parse(value);
    } catch {
      return value; // refused with its row
    }
  }
  return value
    .split(';')
    .map((email) => email.trim())
    .filter((email) => email !== '')
    .map((email) => ({ email, on: 'all' }));
}
