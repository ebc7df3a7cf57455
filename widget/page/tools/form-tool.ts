import type { WidgetTool } from '../../../shared/contract/admin/widget-tool.ts';
import { passesPageRules } from '../../../shared/page-rules.ts';
import { listen } from '../../boundary.ts';
import { readPhone } from '../../callback/phone-entry.ts';
import type { Look } from '../behaviour/audience.ts';
import type { BehaviourHost } from '../behaviour/behaviour-host.ts';
import { closestTo } from './closest-to.ts';
import { orderByForm } from './order-by-form.ts';

export type FormTool = Extract<WidgetTool, { kind: 'form' }>;

/** What the visitor has filled in. */
export interface FilledForm {
  /** E.164. */
  phone: string;
  name: string;
  /** `param1` to `param3`, those that are filled in. */
  extra: Record<string, string>;
}

/** The same visitor sends a form again when the page's own answer is slow or says that something is missing. */
const AGAIN_MS = 5 * 60_000;

/**
 * Orders a call beside what the page itself does with a form that is sent (S1-70). The page hears and loses nothing:
 * its handlers run, its own sending goes on. A form whose number cannot be one is left to the page alone.
 */
export function watchForms(host: BehaviourHost, look: Look): void {
  const { handover, widget } = host;
  const { life, guard } = handover;
  const forms = widget.tools.filter((tool) => tool.kind === 'form');
  const sentAt = new Map<string, number>();

  function submit({ target }: Event): void {
    if (!(target instanceof HTMLFormElement)) return;
    const tool = forms.find(
      ({ selector, rules }) => closestTo(target, selector) && passesPageRules(rules, look().page),
    );
    const filled = tool && readForm(target, tool, widget.country);
    if (!filled) return;
    const key = `${tool.id} ${filled.phone}`;
    const now = performance.now();
    if (now - (sentAt.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    sentAt.set(key, now);
    void orderByForm(host, tool, filled).then((isSent) => {
      // It may be tried again at once.
      if (!isSent) sentAt.delete(key);
    });
  }

  // First of all handlers: one of the page may empty the form, or stop the event.
  if (forms.length > 0) listen(window, 'submit', guard(submit), { signal: life, capture: true });
}

/** Null for a form without a usable phone number. */
export function readForm(form: HTMLFormElement, { fields }: FormTool, country: string): FilledForm | null {
  const entry = readPhone(readField(form, fields.phone), country);
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
