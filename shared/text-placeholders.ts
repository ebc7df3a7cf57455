/** `%NAME%` in the texts of a widget (S1-73, S1-74). An unknown name stays as it is, so that it is seen. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/%([A-Z]{2,20})%/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
