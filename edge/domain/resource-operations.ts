import { RESOURCE_KINDS, type Resource } from './resource-model.ts';
import { camelCase, RESOURCES, titleOf } from './resources.ts';
import { rightFor } from './rights.ts';

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One operation of the admin API as it follows from the resource table. */
export interface ResourceOperation {
  resource: Resource;
  verb: 'list' | 'get' | 'create' | 'update' | 'delete' | 'act' | 'ask' | 'show' | 'import';
  /** Name of the action, with verb `act`; its place is an entity or the whole list. With `ask` of the question, with `show` of the view. */
  action: string | null;
  method: HttpMethod;
  /** Below the account: `/campaigns/{id}/start`. */
  path: string;
  /** `listCampaigns`, `startCampaign`. */
  operationId: string;
}

export function listOperations(): ResourceOperation[] {
  return RESOURCE_KINDS.flatMap((kind) => operationsOf(RESOURCES[kind]));
}

/** The right that an operation needs, for instance `campaigns:view`. */
export function rightOf({
  resource,
  verb,
  action,
}: Pick<ResourceOperation, 'resource' | 'verb' | 'action'>): string {
  if (verb === 'create' && resource.createRight) return resource.createRight;
  const question = verb === 'ask' ? resource.questions.find(({ name }) => name === action) : undefined;
  const act = verb === 'act' ? resource.actions.find(({ name }) => name === action) : undefined;
  const own = verb === 'update' ? resource.editRight : (act?.right ?? question?.may);
  if (own !== undefined) return `${resource.kind}:${own}`;
  return rightFor(question?.right ?? resource.kind, verb);
}

function operationsOf(resource: Resource): ResourceOperation[] {
  const list = `/${resource.path ?? resource.kind}`;
  const one = `${list}/{id}`;
  const title = titleOf(resource);
  const titles = resource.kind.charAt(0).toUpperCase() + resource.kind.slice(1);
  const plain = { resource, action: null };
  const byVerb = {
    list: { ...plain, verb: 'list', method: 'get', path: list, operationId: `list${titles}` },
    create: { ...plain, verb: 'create', method: 'post', path: list, operationId: `create${title}` },
    get: { ...plain, verb: 'get', method: 'get', path: one, operationId: `get${title}` },
    update: { ...plain, verb: 'update', method: 'patch', path: one, operationId: `update${title}` },
    delete: { ...plain, verb: 'delete', method: 'delete', path: one, operationId: `delete${title}` },
  } as const;
  return [
    ...resource.listActions.map(({ name }) => ({
      resource,
      verb: 'act' as const,
      action: name,
      method: 'put' as const,
      path: `${list}/${name}`,
      operationId: `${name}${titles}`,
    })),
    ...resource.questions.map(({ name, method, about }) => ({
      resource,
      verb: 'ask' as const,
      action: name,
      method,
      path: { list: `${list}/${name}`, entity: `${one}/${name}`, account: `/${name}` }[about ?? 'account'],
      operationId: `${camelCase(name)}${about === 'entity' ? title : titles}`,
    })),
    ...(resource.imports
      ? [
          {
            ...plain,
            verb: 'import' as const,
            method: 'post' as const,
            path: `${list}/import`,
            operationId: `import${titles}`,
          },
        ]
      : []),
    ...resource.verbs.map((verb) => byVerb[verb]),
    ...resource.views.map(({ name }) => ({
      resource,
      verb: 'show' as const,
      action: name,
      method: 'get' as const,
      path: `${one}/${name}`,
      operationId: `get${title}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    })),
    ...resource.actions.map(({ name }) => ({
      resource,
      verb: 'act' as const,
      action: name,
      method: 'post' as const,
      path: `${one}/${name}`,
      operationId: `${name}${title}`,
    })),
  ];
}
