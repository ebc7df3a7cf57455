import { MAX_IMPORT_ROWS } from '../../../shared/contract/admin/job.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { EntityAction } from '../../domain/resource-model.ts';
import type { ResourceOperation } from '../../domain/resource-operations.ts';
import { RESOURCES, titleOf } from '../../domain/resources.ts';
import { problems } from './openapi-problems.ts';
import { answerNameOf, bodyNameOf, type JsonSchema, queryOf, refTo } from './openapi-schemas.ts';

/** An operation object of OpenAPI. */
export type Operation = Record<string, unknown>;

/** How the document describes one operation of the resource table. */
export function describeOperation(operation: ResourceOperation): Operation {
  const { resource, operationId } = operation;
  return {
    operationId,
    tags: [titleOf({ ...resource, singular: resource.kind })],
    summary: summaryOf(operation),
    description: descriptionOf(operation),
    parameters: parametersOf(operation),
    ...requestBodyOf(operation),
    responses: { ...answerOf(operation), ...problems(problemsOf(operation)) },
  };
}

export function parameter(name: string): { $ref: string } {
  return { $ref: `#/components/parameters/${name}` };
}

export function json(schema: JsonSchema, example: unknown): Record<string, unknown> {
  return { 'application/json': { schema, example } };
}

function summaryOf({ resource, verb, action, method }: ResourceOperation): string {
  const { kind, singular } = resource;
  switch (verb) {
    case 'list':
      return `List ${kind}`;
    case 'import':
      return `Bring in many ${kind}`;
    case 'get':
      return `Read one of the ${kind}`;
    case 'create':
      return `Add to the ${kind}`;
    case 'update':
      return `Change one of the ${kind}`;
    case 'delete':
      return `Remove one of the ${kind}`;
    case 'act':
      return method === 'put'
        ? `${action === 'order' ? 'Set the order of' : capital(action)} the ${kind}`
        : `${capital(action)} a ${singular}`;
    case 'show':
      return `Read the ${action} of a ${singular}`;
    case 'ask':
      return (
        resource.questions.find(({ name }) => name === action)?.summary ??
        (method === 'get' ? `Read the ${action} of the ${kind}` : `${capital(action)} the ${kind}`)
      );
    default: {
      const never: never = verb;
      return never;
    }
  }
}

function capital(word: string | null): string {
  return `${word?.charAt(0).toUpperCase()}${word?.slice(1)}`;
}

const WHOLE_LIST =
  'With `Accept: text/csv` or `application/x-ndjson` the whole list is sent, with the same filters, order and fields, and without `limit` and `cursor`.';

const IMPORTS = `Up to ${MAX_IMPORT_ROWS} rows, as JSON or as the text of a CSV file whose first line names the fields; the answer is a job. Each row stands for itself: what is wrong with one is in the job’s report, and the others are made.`;

function descriptionOf(operation: ResourceOperation): string {
  const { resource, verb, action } = operation;
  const act = actsOf(operation).find(({ name }) => name === action);
  if (act) return act.description;
  if (verb === 'list') return `${resource.description} ${WHOLE_LIST}`;
  if (verb === 'import') return IMPORTS;
  if (verb !== 'update') return '';
  const fixed =
    resource.fixed.length > 0 ? ` These keep their first value: ${resource.fixed.join(', ')}.` : '';
  return `A merge patch (RFC 7396) of the version that If-Match names.${fixed}`;
}

/** Among what an operation is named; an action on the list and one on an entity may have the same name. */
function actsOf({ resource, verb, method }: ResourceOperation): readonly EntityAction[] {
  if (verb === 'ask') return resource.questions;
  if (verb === 'show') return resource.views;
  return method === 'put' ? resource.listActions : resource.actions;
}

function parametersOf({ resource, verb, path, action, method }: ResourceOperation): unknown[] {
  const out: unknown[] = path.includes('{id}') ? [idParameter(resource.prefix)] : [];
  if (verb === 'update') out.push(parameter('IfMatch'));
  if (verb === 'delete' || (verb === 'act' && path.includes('{id}'))) out.push(parameter('IfMatchOptional'));
  if (verb === 'create' || verb === 'act' || verb === 'import') out.push(parameter('IdempotencyKey'));
  if (verb === 'ask' && method === 'get') {
    const question = resource.questions.find(({ name }) => name === action);
    for (const [name, schema] of question ? queryOf(question.input) : [])
      out.push({ name, in: 'query', schema });
  }
  if (verb !== 'list') return out;
  const sorts = resource.sorts.flatMap((field) => [field, `-${field}`]);
  out.push(parameter('Limit'), parameter('Cursor'), parameter('Fields'), {
    name: 'sort',
    in: 'query',
    description: 'A field; with a minus in front descending.',
    schema: { type: 'string', enum: sorts, ...(resource.defaultSort && { default: resource.defaultSort }) },
  });
  for (const [name, which] of resource.timeField
    ? [
        ['from', 'at or after'],
        ['to', 'before'],
      ]
    : []) {
    out.push({
      name,
      in: 'query',
      description: `Only ${resource.kind} whose ${resource.timeField} is ${which} this.`,
      schema: { type: 'string', format: 'date-time' },
    });
  }
  for (const field of resource.filters) {
    out.push({
      name: field,
      in: 'query',
      description: `Only ${resource.kind} whose ${field} equals this.`,
      schema: { type: 'string' },
    });
  }
  return out;
}

function idParameter(prefix: string): Record<string, unknown> {
  const schema = { type: 'string', pattern: `^${prefix}_[0-9a-hjkmnp-tv-z]{16}$` };
  return { name: 'id', in: 'path', required: true, schema, example: `${prefix}_0123456789abcdef` };
}

function requestBodyOf({ resource, verb, action, method }: ResourceOperation): Record<string, unknown> {
  if (method === 'get') return {};
  const title = titleOf(resource);
  const { input } = resource.example;
  const named = verb === 'ask' ? resource.questions : method === 'put' ? resource.listActions : [];
  const question = named.find(({ name }) => name === action);
  if (question) {
    const content = json(refTo(bodyNameOf(resource, question.name)), question.example);
    return { requestBody: { required: true, content } };
  }
  if (verb === 'import') {
    const content = json(refTo('ImportInput'), { rows: [input] });
    return { requestBody: { required: true, content } };
  }
  if (verb === 'create')
    return { requestBody: { required: true, content: json(refTo(`${title}Input`), input) } };
  if (verb !== 'update') return {};
  const content = {
    'application/merge-patch+json': {
      schema: refTo(`${title}Patch`),
      example: input?.name === undefined ? input : { name: input.name },
    },
  };
  return { requestBody: { required: true, content } };
}

function answerOf({ resource, verb, path, action }: ResourceOperation): Record<string, unknown> {
  const title = titleOf(resource);
  const { entity } = resource.example;
  const etag = { ETag: { $ref: '#/components/headers/ETag' } };
  if (verb === 'list') {
    const content = {
      ...json(refTo(`${title}List`), { items: [entity], nextCursor: null }),
      'text/csv': { schema: { type: 'string' } },
      'application/x-ndjson': { schema: { type: 'string' }, example: `${JSON.stringify(entity)}\n` },
    };
    const description = `A page of the ${resource.kind}; as CSV or NDJSON all of them.`;
    return { 200: { description, headers: { Vary: { $ref: '#/components/headers/Vary' } }, content } };
  }
  const asked = verb === 'ask' ? resource.questions : verb === 'show' ? resource.views : [];
  const question = asked.find(({ name }) => name === action);
  if (question) {
    const content = json(refTo(answerNameOf(resource, question.name)), question.exampleAnswer);
    return { 200: { description: 'The answer; nothing is changed.', content } };
  }
  if (verb === 'import') {
    const headers = { ...etag, Location: { $ref: '#/components/headers/Location' } };
    const content = json(refTo('Job'), RESOURCES.jobs.example.entity);
    return { 201: { description: 'The job.', headers, content } };
  }
  if (verb === 'delete' || (verb === 'act' && !path.includes('{id}')))
    return { 204: { description: 'Done.' } };
  const content = json(refTo(title), entity);
  if (verb !== 'create') return { 200: { description: `The ${resource.singular}.`, headers: etag, content } };
  const headers = { ...etag, Location: { $ref: '#/components/headers/Location' } };
  return { 201: { description: `The new ${resource.singular}.`, headers, content } };
}

function problemsOf({ resource, verb, path, method }: ResourceOperation): ErrorCode[] {
  const codes: ErrorCode[] = ['invalid', 'unauthorized', 'forbidden', 'not_found', 'rate_limited'];
  if (verb === 'ask' && resource.kind === 'numbers') codes.push('unavailable');
  if (method === 'get') return codes;
  if (verb === 'ask') return [...codes, 'too_large'];
  codes.push('conflict');
  if (path.includes('{id}')) codes.push('precondition_failed');
  if (verb !== 'delete') codes.push('too_large');
  if (verb === 'create' || verb === 'act' || verb === 'import') codes.push('idempotency_mismatch');
  if (verb === 'create' && resource.kind === 'purchases') codes.push('funds');
  if (verb === 'update') codes.push('precondition_required');
  return codes;
}
