import type { ErrorCode } from '../../../shared/error-codes.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { json, type Operation } from './openapi-operations.ts';
import { problems } from './openapi-problems.ts';
import { refTo } from './openapi-schemas.ts';
import { PEOPLE_OPERATIONS, type PersonOperation, SESSION } from './people-operations.ts';

/** Paths of the document. */
export function describePeople(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of PEOPLE_OPERATIONS) {
    const path = ADMIN_PATH + operation.path;
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: SESSION.id };
    paths[path] = {
      ...(path.includes('{id}') && { parameters: [id] }),
      ...paths[path],
      [operation.method]: describe(operation),
    };
  }
  return paths;
}

function describe({
  method,
  id,
  summary,
  description,
  needs,
  input,
  query = {},
  answer,
  faults = [],
}: PersonOperation): Operation {
  const [status, schema, example] = answer;
  const codes: ErrorCode[] = [
    'unauthorized',
    ...(method === 'get' ? [] : (['origin_forbidden'] as const)),
    ...faults,
  ];
  return {
    operationId: id,
    tags: ['People'],
    summary,
    ...(description !== undefined && { description }),
    security: needs === 'session' ? [{ session: [] }] : [],
    ...(Object.keys(query).length > 0 && {
      parameters: Object.entries(query).map(([name, about]) => {
        return { name, in: 'query', description: about, schema: { type: 'string' } };
      }),
    }),
    ...(input && {
      requestBody: { required: true, content: json(refTo(input[0]), input[1]) },
    }),
    responses: {
      [status]: {
        description: status === 204 ? 'Done.' : 'The answer.',
        ...(schema !== undefined && { content: json(refTo(schema), example) }),
      },
      ...problems([...codes, ...(input ? (['invalid', 'too_large'] as const) : [])]),
    },
  };
}
