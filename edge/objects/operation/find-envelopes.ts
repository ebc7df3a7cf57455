/** Every envelope in a document, wherever it stands: texts of fields that are called so. */
export function findEnvelopes(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'envelope' && typeof inner === 'string' && inner !== '' ? [inner] : findEnvelopes(inner),
  );
}
