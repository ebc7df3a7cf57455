import { describe, expect, it } from 'vitest';
import { RESOURCE_KINDS } from '../../edge/domain/resource-model.ts';
import { listOperations } from '../../edge/domain/resource-operations.ts';
import { findResource, RESOURCES } from '../../edge/domain/resources.ts';

describe.each(RESOURCE_KINDS)('the resource %s', (kind) => {
  const resource = RESOURCES[kind];
  const fields = Object.keys(resource.entity.shape);

  it('goes by its own name', () => {
    expect(resource.kind).toBe(kind);
    expect(findResource(kind)).toBe(resource);
  });

  it('has examples that its schemas accept', () => {
    expect(resource.entity.safeParse(resource.example.entity).error).toBeUndefined();
    expect(resource.input?.safeParse(resource.example.input).error).toBeUndefined();
    expect(resource.example.input === null).toBe(resource.input === null);
  });

  it('has examples of its questions and their answers that fit', () => {
    for (const question of resource.questions) {
      expect(question.input.safeParse(question.example).error).toBeUndefined();
      expect(question.answer.safeParse(question.exampleAnswer).error).toBeUndefined();
    }
  });

  it('filters, sorts and keeps only fields that it has', () => {
    const sort = resource.defaultSort?.replace('-', '');
    const named = [...resource.filters, ...resource.sorts, ...resource.fixed, ...(sort ? [sort] : [])];
    const known = [...fields, ...Object.keys(resource.filterBy ?? {})];
    expect(named.filter((field) => !known.includes(field))).toEqual([]);
    if (resource.key) expect(fields).toContain(resource.key.field);
  });

  it('sorts by fields that are never null, since a cursor goes on from a value', () => {
    expect(resource.sorts.filter((field) => resource.entity.shape[field]?.safeParse(null).success)).toEqual(
      [],
    );
  });

  it('is written only through a strict schema', () => {
    const writes = resource.verbs.some((verb) => verb === 'create' || verb === 'update');
    expect(writes).toBe(resource.input !== null);
    const extra = { ...resource.example.input, surprise: 1 };
    expect(resource.input?.safeParse(extra).success ?? false).toBe(false);
  });

  it('begins its ids with its prefix', () => {
    expect(resource.example.entity.id).toMatch(new RegExp(`^${resource.prefix}_`));
  });
});

describe('the operations', () => {
  it('have an id and a place of their own', () => {
    const operations = listOperations();
    const places = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(places).size).toBe(operations.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it('are those of the table', () => {
    expect(listOperations().map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining([
        'listCampaigns',
        'createOffice',
        'updateWidget',
        'startCampaign',
        'orderCampaigns',
      ]),
    );
    expect(listOperations().filter(({ resource }) => resource.kind === 'callbacks')).toHaveLength(4);
  });

  it('are not found under names of Object.prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(findResource(name)).toBeNull();
  });
});
