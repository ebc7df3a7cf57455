import { commentOf, type JsonSchema, memberName, nameOf, typeOf } from './schema-types.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
}

type Content = Record<string, { schema?: JsonSchema }>;

interface RawOperation {
  operationId: string;
  summary: string;
  security?: Record<string, string[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content; $ref?: string }>;
}

/** What of an OpenAPI document the client is made of. */
export interface ApiDescription {
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
}

interface ClientOperation {
  id: string;
  summary: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: { type: string; schema: JsonSchema } | null;
  /** The schemas of what it answers, of every status of success; empty where nothing is. */
  answers: JsonSchema[];
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
/** Binary bodies are sent as they are. */
const BINARY = 'Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | string';

/** The source of the client but for the part that asks (`runtime.ts`): types, the table of operations, the client. */
export function generateClient(document: ApiDescription): string {
  const operations = clientOperations(document);
  const schemas = Object.entries(document.components.schemas ?? {}).map(
    ([name, schema]) => `export type ${nameOf(name)} = ${typeOf(schema as JsonSchema)};\n`,
  );
  const table = operations.map(
    ({ id, method, path, parameters, body }) =>
      `  ${id}: ${JSON.stringify({
        method,
        path,
        query: parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name),
        type: body?.type ?? null,
        takesKey: parameters.some(({ name }) => name === 'Idempotency-Key'),
      })},\n`,
  );
  return `${schemas.join('\n')}
const OPERATIONS: Readonly<Record<string, OperationSpec>> = {
${table.join('')}};

/** Every operation of the admin API; \`all…\` goes through a list as a whole, page by page. */
export interface Client {
${operations.map(methodsOf).join('')}}

/** A client of one server, by a token. */
export function createClient(options: ClientOptions): Client {
  return clientOf(OPERATIONS, options) as Client;
}
`;
}

/** Those that a token opens: what only a browser does needs its cookie. */
function clientOperations(document: ApiDescription): ClientOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item)
      .map((method) => [method, item[method] as RawOperation] as const)
      .filter(([, { security }]) => security === undefined || security.some((scheme) => 'operator' in scheme))
      .map(([method, raw]) =>
        readOperation(document, { path, method, raw, shared: (item.parameters ?? []) as Parameter[] }),
      ),
  );
}

function readOperation(
  document: ApiDescription,
  { path, method, raw, shared }: { path: string; method: string; raw: RawOperation; shared: Parameter[] },
): ClientOperation {
  const known = [...shared, ...(raw.parameters ?? [])].map((parameter) => follow(document, parameter));
  const [type, media] = Object.entries(raw.requestBody?.content ?? {})[0] ?? [];
  const answers = Object.entries(raw.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content }]) => content?.['application/json']?.schema ?? []);
  return {
    id: raw.operationId,
    summary: raw.summary,
    method: method.toUpperCase(),
    path,
    parameters: known,
    body: type === undefined ? null : { type, schema: media?.schema ?? {} },
    answers,
  };
}

function follow(document: ApiDescription, parameter: Parameter | { $ref: string }): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const [, , section = '', name = ''] = parameter.$ref.split('/');
  return document.components[section]?.[name] as Parameter;
}

/** The method of the client's interface, and the one that iterates if it is a list. */
function methodsOf(operation: ClientOperation): string {
  const { id, summary, answers } = operation;
  const types = [...new Set(answers.map((answer) => typeOf(answer)))];
  const once = `  ${id}(${argumentsOf(operation)}): Promise<Result<${types.join(' | ') || 'null'}>>;\n`;
  const isPaged = id.startsWith('list') && operation.parameters.some(({ name }) => name === 'cursor');
  if (!isPaged) return commentOf(`${summary}.`, '  ') + once;
  const item = `${types[0] ?? 'never'}['items'][number]`;
  const each = `  all${id.slice(4)}(${argumentsOf(operation)}): AsyncGenerator<${item}, void>;\n`;
  return `${commentOf(`${summary}, one page.`, '  ')}${once}${commentOf(`${summary}, all of them.`, '  ')}${each}`;
}

function argumentsOf({ parameters, body, path }: ClientOperation): string {
  const members = parameters.flatMap(({ name, in: place, required, schema, description }) => {
    if (place === 'header') return headerArgument(name, required ?? false, description);
    // The client may have been told of its account.
    const isOptional = !required || name === 'account';
    const type = typeOf(schema ?? { type: 'string' });
    return [`${commentOf(description, '    ')}    ${memberName(name)}${isOptional ? '?' : ''}: ${type};\n`];
  });
  if (path.includes('{account}') && !parameters.some(({ name }) => name === 'account')) {
    members.unshift('    account?: string;\n');
  }
  if (body) {
    members.push(`    body: ${/\bjson$/.test(body.type) ? typeOf(body.schema, '    ') : BINARY};\n`);
  }
  if (members.length === 0) return '';
  const isNeeded = members.some((member) => !/^\s*(\/\*\*.*\*\/\s*)?[\w"-]+\?:/.test(member));
  return `args${isNeeded ? '' : '?'}: {\n${members.join('')}  }`;
}

function headerArgument(name: string, isRequired: boolean, description?: string): string[] {
  const names: Record<string, string> = { 'If-Match': 'ifMatch', 'Idempotency-Key': 'idempotencyKey' };
  const own = names[name];
  if (own === undefined) return [];
  return [`${commentOf(description, '    ')}    ${own}${isRequired ? '' : '?'}: string;\n`];
}
