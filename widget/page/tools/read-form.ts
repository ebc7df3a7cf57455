import type { WidgetTool } from '../../../shared/contract/admin/widget-tool.ts';
import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import { phoneRules, readPhone } from '../../callback/phone-entry.ts';

export type FormTool = Extract<WidgetTool, { kind: 'form' }>;

/** What the visitor has filled in. */
export interface FilledForm {
  /** E.164. */
  phone: string;
  name: string;
  /** `param1` to `param3`, those that are filled in. */
  extra: Record<string, string>;
}

/** Null for a form without a usable phone number. */
export function readForm(
  form: HTMLFormElement,
  { fields }: FormTool,
  widget: PublicWidget,
): FilledForm | null {
  const entry = readPhone(readField(form, fields.phone), phoneRules(widget));
  if (entry.kind === 'fault') return null;
  const params = ['param1', 'param2', 'param3'] as const;
  const extra = params.map((param) => [param, readField(form, fields[param]).slice(0, 512)]);
  return {
    phone: entry.e164,
    name: readField(form, fields.name).slice(0, 100),
    extra: Object.fromEntries(extra.filter(([, value]) => value !== '')),
  };
}

/** Of the field with this name: of several boxes the ticked ones, of a select what it shows. Files and passwords never. */
function readField(form: HTMLFormElement, name: string): string {
  if (name === '') return '';
  const fields = [...form.elements].filter(
    (field) => (field as HTMLInputElement).name === name || field.id === name,
  );
  const values = fields.map((field) => textOf(field as HTMLInputElement | HTMLSelectElement)).filter(Boolean);
  return values.join(', ').trim();
}

function textOf(field: HTMLInputElement | HTMLSelectElement): string {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? '';
  if (/^(password|file)$/.test(field.type)) return '';
  const isTicked = !/^(checkbox|radio)$/.test(field.type) || field.checked;
  return isTicked ? (field.value ?? '') : '';
}
