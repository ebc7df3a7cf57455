import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adminRoutes } from '../../../edge/routes/admin/admin-routes.ts';
import { describeApi } from '../../../edge/routes/admin/openapi.ts';
import { OPENAPI_PATH } from '../../../shared/paths.ts';
import { send } from '../support/admin.ts';

type Node = Record<string, unknown>;

const document = JSON.parse(JSON.stringify(describeApi('https://calls.example'))) as Node;
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Every object below a node with the path to it. */
function* walk(node: unknown, path = ''): Generator<{ path: string; node: Node }> {
  if (typeof node !== 'object' || node === null) return;
  yield { path, node: node as Node };
  for (const [name, child] of Object.entries(node)) yield* walk(child, `${path}/${name}`);
}

function follow(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, name) => (node as Node | undefined)?.[name], document);
}

/** A schema with its references put in, which is what the validator understands. */
function inlined(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inlined);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as Node;
  if (typeof $ref === 'string') return inlined(follow($ref));
  return Object.fromEntries(Object.entries(rest).map(([name, child]) => [name, inlined(child)]));
}

const operations = Object.entries(document.paths as Record<string, Node>).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => ({
    name: `${method} ${path}`,
    operation: item[method] as Node,
  })),
);

describe('the OpenAPI document', () => {
  it('is answered to everybody', async () => {
    const { status, headers, body } = await send('GET', OPENAPI_PATH);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://127.0.0.1:8787' }] });
    expect(Object.keys(body.paths)).toEqual(Object.keys(document.paths as Node));
  });

  it('has every route of the admin API and no other', () => {
    const routes = adminRoutes.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/openapi.json')
      .map(({ method, path }) => `${method.toLowerCase()} /admin${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(new Set(operations.map(({ name }) => name))).toEqual(new Set(routes));
  });

  it('has no reference that leads nowhere and no component that nothing leads to', () => {
    const references = [...walk(document)].flatMap(({ node }) =>
      typeof node.$ref === 'string' ? [node.$ref] : [],
    );
    expect(references.filter((reference) => follow(reference) === undefined)).toEqual([]);
    const components = Object.entries(document.components as Record<string, Node>)
      .filter(([section]) => section !== 'securitySchemes' && section !== 'responses')
      .flatMap(([section, named]) => Object.keys(named).map((name) => `#/components/${section}/${name}`));
    expect(components.filter((component) => !references.includes(component))).toEqual([]);
  });

  it('has an operationId, a tag, a summary and a success for every operation', () => {
    const tags = (document.tags as { name: string }[]).map(({ name }) => name);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(operations.length);
    for (const { name, operation } of operations) {
      expect([name, tags.includes((operation.tags as string[])[0] ?? '')]).toEqual([name, true]);
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/./)]);
      const statuses = Object.keys(operation.responses as Node);
      expect([name, statuses.some((status) => status.startsWith('2')), statuses.includes('401')]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });

  it('declares every parameter of every path', () => {
    for (const [path, item] of Object.entries(document.paths as Record<string, Node>)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const method of METHODS.filter((name) => name in item)) {
        const { parameters = [] } = item[method] as { parameters?: unknown[] };
        const known = [...((item.parameters as unknown[]) ?? []), ...parameters].map(
          (parameter) => (inlined(parameter) as Node).name,
        );
        expect([path, method, names.filter((name) => !known.includes(name))]).toEqual([path, method, []]);
      }
    }
  });

  const examples = [...walk(document)].filter(({ node }) => 'schema' in node && 'example' in node);

  it.each(examples)('has an example that fits its schema at $path', ({ node }) => {
    const schema = z.fromJSONSchema(inlined(node.schema) as z.core.JSONSchema.JSONSchema);
    expect(schema.safeParse(node.example).error).toBeUndefined();
  });

  it('has an example for every body', () => {
    const bodies = [...walk(document.paths)].filter(
      ({ path, node }) => /content\/[^/]+$/.test(path.replace('~1', '')) && 'schema' in node,
    );
    expect(bodies.filter(({ node }) => !('example' in node)).map(({ path }) => path)).toEqual([]);
  });

  it('leaves answers open and requests closed, and takes null in patches', () => {
    const { schemas } = document.components as { schemas: Record<string, Node> };
    expect(schemas.Office?.additionalProperties).toBeUndefined();
    expect(schemas.OfficeInput?.additionalProperties).toBe(false);
    expect(schemas.OfficeInput?.required).toEqual(['name']);
    expect(schemas.OfficePatch?.required).toBeUndefined();
    const patch = z.fromJSONSchema(inlined(schemas.WidgetPatch) as z.core.JSONSchema.JSONSchema);
    expect(patch.safeParse({ style: { accent: null }, texts: null }).success).toBe(true);
    expect(patch.safeParse({ style: { accent: 5 } }).success).toBe(false);
  });
});
