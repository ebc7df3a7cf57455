/** The parts of an OpenAPI 3.1 document that the reference page shows. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  security?: Record<string, string[]>[];
  paths: Record<string, PathItem>;
  components?: Partial<
    Record<'schemas' | 'parameters' | 'responses' | 'requestBodies' | 'headers', Record<string, unknown>>
  >;
}

export type Method = (typeof METHODS)[number];
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type PathItem = Partial<Record<Method, RawOperation>> & { parameters?: (Parameter | Reference)[] };

interface RawOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses?: Record<string, Answer | Reference>;
  security?: Record<string, string[]>[];
}

export interface Reference {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Record<string, Media>;
}

export interface Answer {
  description?: string;
  headers?: Record<string, { description?: string } | Reference>;
  content?: Record<string, Media>;
}

export interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { summary?: string; value?: unknown }>;
}

/** JSON Schema 2020-12, as far as it is shown. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  readOnly?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** One operation with its references followed. `id` is its place in the address of the page. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description: string;
  isDeprecated: boolean;
  needsToken: boolean;
  /** An API token opens it, or the operator's; else only a browser in which somebody is signed in. */
  takesToken: boolean;
  parameters: Parameter[];
  body: RequestBody | null;
  answers: { status: string; answer: Answer }[];
}

/** Operations in the order of the document's tags, then of its paths. */
export function listOperations(document: OpenApiDocument): Operation[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const raw = item[method];
      return raw ? [readOperation(document, { path, method, raw, shared: item.parameters ?? [] })] : [];
    }),
  );
  const order = (document.tags ?? []).map((tag) => tag.name);
  const rank = (tag: string) => (order.includes(tag) ? order.indexOf(tag) : order.length);
  return operations.sort((a, b) => rank(a.tag) - rank(b.tag));
}

/** Follows `#/…` references; one that leads nowhere gives an empty object, so that the rest still shows. */
export function resolve<T extends object>(document: OpenApiDocument, value: T | Reference): T {
  let current: unknown = value;
  for (let hops = 0; hops < 10 && isReference(current); hops++) {
    current = current.$ref
      .replace(/^#\//, '')
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
  }
  return (current ?? {}) as T;
}

/** `#/components/schemas/Site` → `Site`. */
export function refName(schema: Schema): string | null {
  return schema.$ref?.split('/').at(-1) ?? null;
}

/** The media type to show first, with its name. */
export function firstMedia(
  content: Record<string, Media> | undefined,
): { type: string; media: Media } | null {
  const entry = Object.entries(content ?? {})[0];
  return entry ? { type: entry[0], media: entry[1] } : null;
}

function readOperation(
  document: OpenApiDocument,
  source: { path: string; method: Method; raw: RawOperation; shared: (Parameter | Reference)[] },
): Operation {
  const { path, method, raw, shared } = source;
  const security = raw.security ?? document.security ?? [];
  return {
    id: raw.operationId ?? `${method}${path.replace(/[^a-zA-Z0-9]+/g, '-')}`,
    method,
    path,
    tag: raw.tags?.[0] ?? 'Other',
    summary: raw.summary ?? '',
    description: raw.description ?? '',
    isDeprecated: raw.deprecated ?? false,
    needsToken: security.some((scheme) => Object.keys(scheme).length > 0),
    takesToken: security.some((scheme) => 'token' in scheme || 'operator' in scheme),
    parameters: [...shared, ...(raw.parameters ?? [])].map((parameter) =>
      resolve<Parameter>(document, parameter),
    ),
    body: raw.requestBody ? resolve<RequestBody>(document, raw.requestBody) : null,
    answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => ({
      status,
      answer: resolve<Answer>(document, answer),
    })),
  };
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && typeof (value as Reference).$ref === 'string';
}
