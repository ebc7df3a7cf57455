import { type OpenApiDocument, refName, resolve, type Schema } from './openapi.ts';

/** The kind of a value in a few words: `string`, `array of Office`, `integer or null`. */
export function typeOf(document: OpenApiDocument, input: Schema): string {
  const schema = resolve<Schema>(document, input as { $ref: string });
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return unique(options.map((option) => typeOf(document, option))).join(' or ');
  const name = refName(input);
  if (name !== null && schema.properties) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array' || schema.items) {
    return schema.items ? `array of ${typeOf(document, schema.items)}` : 'array';
  }
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  return schema.type ?? (schema.properties || schema.allOf ? 'object' : 'any');
}

/** Limits of a value as short phrases: `5 to 600`, `at most 100 characters`, `default 26`. */
export function limitsOf(document: OpenApiDocument, input: Schema): string[] {
  const schema = withoutNull(document, input);
  const out: string[] = [];
  const low =
    schema.minimum ??
    (schema.exclusiveMinimum === undefined ? undefined : `more than ${schema.exclusiveMinimum}`);
  const high =
    schema.maximum ??
    (schema.exclusiveMaximum === undefined ? undefined : `less than ${schema.exclusiveMaximum}`);
  out.push(...range(low, high, ''));
  out.push(...range(schema.minLength, schema.maxLength, ' characters'));
  out.push(...range(schema.minItems, schema.maxItems, ' items'));
  if (schema.format) out.push(schema.format);
  if (schema.pattern) out.push(`/${schema.pattern}/`);
  const preset = schema.default ?? input.default;
  if (preset !== undefined) out.push(`default ${JSON.stringify(preset)}`);
  return out;
}

/** The fields below a value, through references, lists, alternatives and combinations; null if it has none. */
export function fieldsOf(
  document: OpenApiDocument,
  input: Schema,
): { fields: [string, Schema][]; required: ReadonlySet<string> } | null {
  const schema = withoutNull(document, input);
  if (schema.items) return fieldsOf(document, schema.items);
  const parts = [
    schema,
    ...(schema.allOf ?? []).map((part) => resolve<Schema>(document, part as { $ref: string })),
  ];
  const fields = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const rest = schema.additionalProperties;
  if (typeof rest === 'object' && Object.keys(rest).length > 0) fields.push(['any key', rest]);
  if (fields.length === 0) return null;
  return { fields, required: new Set(parts.flatMap((part) => part.required ?? [])) };
}

/** `X or null` has the limits and the fields of X. */
function withoutNull(document: OpenApiDocument, input: Schema): Schema {
  const schema = resolve<Schema>(document, input as { $ref: string });
  const real = (schema.anyOf ?? schema.oneOf)?.filter((option) => option.type !== 'null');
  const only = real?.length === 1 ? real[0] : undefined;
  return only ? withoutNull(document, only) : schema;
}

function range(low: number | string | undefined, high: number | string | undefined, unit: string): string[] {
  const isOpen = typeof high === 'number' && high >= Number.MAX_SAFE_INTEGER;
  const isEndless = typeof low === 'number' && low <= Number.MIN_SAFE_INTEGER;
  const from = isEndless ? undefined : low;
  const to = isOpen ? undefined : high;
  if (from !== undefined && to !== undefined)
    return [from === to ? `${from}${unit}` : `${from} to ${to}${unit}`];
  if (from !== undefined) return [typeof from === 'string' ? from + unit : `at least ${from}${unit}`];
  if (to !== undefined) return [typeof to === 'string' ? to + unit : `at most ${to}${unit}`];
  return [];
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
