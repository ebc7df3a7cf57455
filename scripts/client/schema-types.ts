/** JSON Schema, as far as the document of the admin API uses it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  description?: string;
}

/**
 * The TypeScript type of a schema, as text. Generators that could do this want an older compiler than the project has,
 * and the document uses few words of JSON Schema.
 */
export function typeOf(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return unionOf(schema.enum.map((value) => JSON.stringify(value)));
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return unionOf(branches.map((branch) => typeOf(branch, indent)));
  if (Array.isArray(schema.type)) {
    return unionOf(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case 'object':
      return objectOf(schema, indent);
    default:
      return 'unknown';
  }
}

/** `Site` of `#/components/schemas/Site`. What is named like something of the language gets another name. */
export function nameOf(reference: string): string {
  const name = reference.split('/').at(-1) ?? '';
  return name === 'Number' ? 'PhoneNumber' : name;
}

/** A comment in front of what it is about, or nothing. */
export function commentOf(text: string | undefined, indent: string): string {
  if (!text) return '';
  return `${indent}/** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim()} */\n`;
}

/** A member's name, in quotes where it must be. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function objectOf(schema: JsonSchema, indent: string): string {
  const members = Object.entries(schema.properties ?? {});
  const { additionalProperties: more, propertyNames } = schema;
  if (members.length === 0) {
    if (typeof more !== 'object') return 'Record<string, unknown>';
    const keys = propertyNames?.enum || propertyNames?.anyOf ? typeOf(propertyNames) : 'string';
    const record = `Record<${keys}, ${typeOf(more, indent)}>`;
    return keys === 'string' ? record : `Partial<${record}>`;
  }
  const inner = `${indent}  `;
  const lines = members.map(([name, member]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    return `${commentOf(member.description, inner)}${inner}${memberName(name)}${mark}: ${typeOf(member, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function unionOf(types: readonly string[]): string {
  return [...new Set(types)].join(' | ') || 'never';
}
