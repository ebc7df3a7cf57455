import { type Media, type OpenApiDocument, resolve, type Schema } from './openapi.ts';

const MAX_DEPTH = 6;

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-12-01T09:00:00Z',
  date: '2026-12-01',
  email: 'office@example.com',
  uri: 'https://example.com/',
  uuid: '3f0c5a52-6d2e-4c0b-9a53-0b9f5f6c2a11',
};

/** What a media type looks like: its own example, else one made from its schema. */
export function sampleOf(document: OpenApiDocument, media: Media): unknown {
  if (media.example !== undefined) return media.example;
  const first = Object.values(media.examples ?? {})[0];
  if (first?.value !== undefined) return first.value;
  return media.schema ? sampleOfSchema(document, media.schema) : undefined;
}

/** A merge patch changes a little: one field stands for all of them. */
export function samplePatchOf(document: OpenApiDocument, media: Media): unknown {
  const sample = sampleOf(document, media);
  if (media.example !== undefined || media.examples || typeof sample !== 'object' || sample === null)
    return sample;
  return Object.fromEntries(Object.entries(sample).slice(0, 1));
}

export function sampleOfSchema(document: OpenApiDocument, input: Schema, depth = 0): unknown {
  const schema = resolve<Schema>(document, input as { $ref: string });
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (depth > MAX_DEPTH) return {};
  const choice = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== 'null');
  if (choice) return sampleOfSchema(document, choice, depth);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((part) => sampleOfSchema(document, part, depth) ?? {}));
  }
  return sampleOfType(document, schema, depth);
}

function sampleOfType(document: OpenApiDocument, schema: Schema, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type;
  if (type === 'object' || schema.properties) {
    const fields = Object.entries(schema.properties ?? {});
    return Object.fromEntries(
      fields.map(([name, field]) => [name, sampleOfSchema(document, field, depth + 1)]),
    );
  }
  switch (type) {
    case 'array':
      return schema.items && (schema.maxItems ?? 1) > 0
        ? [sampleOfSchema(document, schema.items, depth + 1)]
        : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'string':
      return sampleText(schema);
    default:
      return {};
  }
}

function sampleText(schema: Schema): string {
  const byFormat = BY_FORMAT[schema.format ?? ''];
  if (byFormat !== undefined) return byFormat;
  const pattern = schema.pattern ?? '';
  const id = /^\^([a-z]+_)\[/.exec(pattern);
  if (id) return `${id[1]}0123456789abcdef`;
  if (pattern.startsWith('^\\+[1-9]')) return '+74951234567';
  if (pattern.startsWith('^#')) return '#1f5eff';
  if (pattern === '^[0-9]$') return '5';
  return 'text';
}
