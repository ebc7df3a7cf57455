import { RESOURCE_KINDS, type ResourceKind } from '../../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../../edge/domain/resources.ts';

/** An example of the document with ids that there are, in the place of its own. */
export function placedExample(
  example: unknown,
  ids: Readonly<Record<ResourceKind, string>>,
): Record<string, unknown> {
  const text = JSON.stringify(example).replace(/"([a-z]+)_0123456789abcde./g, (whole, prefix) => {
    const kind = RESOURCE_KINDS.find((name) => RESOURCES[name].prefix === prefix);
    return kind === undefined ? whole : `"${ids[kind]}`;
  });
  return JSON.parse(text);
}
