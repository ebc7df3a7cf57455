import { z } from 'zod';
import { describeApi } from '../../../../edge/routes/admin/openapi.ts';
import type { FuzzTarget } from './fuzz-requests.ts';
import type { Answers } from './judge-answer.ts';
import type { Schema } from './schema-values.ts';

type Node = Record<string, unknown>;

/** One operation of the document with what it takes and what it may answer. */
export interface DocumentTarget {
  id: string;
  tag: string;
  /** Whether a browser session is what it needs. */
  needsSession: boolean;
  target: FuzzTarget;
  answers: Answers;
  /** The answers that are shown, by status. */
  examples: ReadonlyMap<number, unknown>;
}

export const DOCUMENT = describeApi('http://127.0.0.1:8787');
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Every operation of the document. */
export function documentTargets(): DocumentTarget[] {
  return Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => targetOf(path, method, item)),
  );
}

/** What stands behind a reference of the document. */
export function followed(node: unknown): Node {
  const { $ref } = node as { $ref?: string };
  if ($ref === undefined) return node as Node;
  return $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Node)[name], DOCUMENT) as Node;
}

/** A schema with its references put in, which is what the validator understands. */
export function inlined(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inlined);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return inlined(followed(schema));
  return Object.fromEntries(Object.entries(schema).map(([name, child]) => [name, inlined(child)]));
}

function targetOf(path: string, method: string, item: Node): DocumentTarget {
  const operation = item[method] as Node;
  const parameters = [
    ...((item.parameters as unknown[]) ?? []),
    ...((operation.parameters as unknown[]) ?? []),
  ].map(followed);
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => ({ name: String(name), schema: schema as Schema }));
  const [type, media] =
    Object.entries(((operation.requestBody as Node)?.content ?? {}) as Record<string, Node>)[0] ?? [];
  return {
    id: String(operation.operationId),
    tag: String((operation.tags as string[])[0]),
    needsSession: JSON.stringify(operation.security ?? null) === '[{"session":[]}]',
    target: {
      method: method.toUpperCase(),
      path,
      params: {},
      query,
      body:
        type && media
          ? { type, schema: media.schema as Schema, examples: 'example' in media ? [media.example] : [] }
          : null,
      headers: {},
    },
    answers: answersOf(operation.responses as Record<string, Node>),
    examples: examplesOf(operation.responses as Record<string, Node>),
  };
}

function answersOf(responses: Record<string, Node>): Answers {
  return new Map(
    Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, response]) => {
        const content = (followed(response).content ?? {}) as Record<string, Node>;
        const schema = content['application/json']?.schema;
        return [
          Number(status),
          schema ? z.fromJSONSchema(inlined(schema) as z.core.JSONSchema.JSONSchema) : null,
        ];
      }),
  );
}

function examplesOf(responses: Record<string, Node>): ReadonlyMap<number, unknown> {
  return new Map(
    Object.entries(responses).map(([status, response]) => {
      const content = (followed(response).content ?? {}) as Record<string, Node>;
      return [Number(status), content['application/json']?.example];
    }),
  );
}
