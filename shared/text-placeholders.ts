/** `%NAME%` in the texts of a widget (S1-73, S1-74). An unknown name stays as it is, so that it is seen. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/%([A-Z]{2,20})%/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** Placeholders of the voice's texts that always have something to say. */
const SPEAKING = /\{\{\s*(SERVICE|TITLE|DEALER)\s*\}\}/;

/** True for a text of the voice that says nothing where no form has filled its placeholders (S1-59). */
export function isSilent(template: string): boolean {
  return !SPEAKING.test(template) && !/[\p{L}\p{N}]/u.test(template.replace(/\{\{\s*[A-Z0-9]+\s*\}\}/g, ''));
}
