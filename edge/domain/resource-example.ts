/** What is written and what is read of a resource, for the document; null where nothing is written. */
export interface Example {
  input: Record<string, unknown> | null;
  entity: Record<string, unknown>;
}
