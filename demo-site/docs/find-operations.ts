import type { Operation } from './openapi.ts';

export interface OperationGroup {
  tag: string;
  operations: Operation[];
}

/** Operations in which every word of `query` occurs, grouped by tag; all of them for an empty query. */
export function findOperations(operations: readonly Operation[], query: string): OperationGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const text = searchText(operation);
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(operation.tag, [...(groups.get(operation.tag) ?? []), operation]);
  }
  return [...groups].map(([tag, found]) => ({ tag, operations: found }));
}

function searchText(operation: Operation): string {
  const names = operation.parameters.map((parameter) => parameter.name);
  const { method, path, tag, id, summary, description } = operation;
  return [method, path, tag, id, summary, description, ...names].join(' ').toLowerCase();
}
