/** What a widget's texts may name between percent signs (S1-73, S1-74). */
export const TEXT_PLACEHOLDERS = [
  'SECTOCALL',
  'DAYTOCALL',
  'WORKSTART',
  'WORKEND',
  'SELECTHOURS',
  'SELECTMINUTES',
  'OFFICE',
  'COMPANY',
] as const;
export type TextPlaceholder = (typeof TEXT_PLACEHOLDERS)[number];

const PLACEHOLDER = /%([A-Z]{2,20})%/g;

/** `%NAME%` in the texts of a widget. An unknown name stays as it is, so that it is seen. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** Names between percent signs that no widget fills, each once. */
export function findUnknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !(TEXT_PLACEHOLDERS as readonly string[]).includes(name));
}

/** Placeholders of the voice's texts that always have something to say. */
const SPEAKING = /\{\{\s*(SERVICE|TITLE|DEALER)\s*\}\}/;

/** True for a text of the voice that says nothing where no form has filled its placeholders (S1-59). */
export function isSilent(template: string): boolean {
  return !SPEAKING.test(template) && !/[\p{L}\p{N}]/u.test(template.replace(/\{\{\s*[A-Z0-9]+\s*\}\}/g, ''));
}
