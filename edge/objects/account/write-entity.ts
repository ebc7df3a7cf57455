import { IMPORTED_KINDS } from '../../../shared/contract/admin/job.ts';
import { mergePatch } from '../../domain/merge-patch.ts';
import type { Resource } from '../../domain/resource-model.ts';
import { type IdPrefix, newId } from '../../keys/ids.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import type { AdminContext } from './admin-context.ts';
import { AuditStore } from './audit-store.ts';
import type { EntityBodies, EntityKind } from './entity-bodies.ts';
import { IdempotencyStore } from './idempotency-store.ts';
import { startImport } from './jobs/start-import.ts';
import type { Credential } from './members/credentials.ts';
import { parseInput } from './parse-input.ts';
import { answerEntity, etagOf, findEntity, getEntity } from './read-entities.ts';
import { Refused, refuse, refuseFaults } from './refused.ts';
import type { EntityInputs, ResourceRules, RuleContext } from './resource-rules.ts';
import { RESOURCE_RULES } from './resource-rules-table.ts';

export interface Write {
  context: AdminContext;
  rules: RuleContext;
  resource: Resource;
  token: Credential;
  request: AdminRequest;
  mintedKey: string | null;
}

/**
 * One authorised write; runs inside a transaction. With an Idempotency-Key a repetition is answered as the first
 * time and changes nothing.
 *
 * @throws Refused: then the transaction must be rolled back
 */
export function writeEntity(write: Write): AdminAnswer {
  const { context, request, token } = write;
  const { verb, resource, id, action, idempotencyKey: key } = request;
  if (key === undefined || (verb !== 'create' && verb !== 'act' && verb !== 'import'))
    return change(write.resource.kind, write);
  const answers = new IdempotencyStore(context.storage.sql);
  const fingerprint = [resource, verb, id, action, request.bodyHash].join('/');
  const known = answers.find(token.hash, key, fingerprint, context.now);
  if (known.kind === 'other') refuse('idempotency_mismatch', 'Use a new key for a new request.');
  if (known.kind === 'same') return known.answer;
  const answer = change(write.resource.kind, write);
  answers.keep(token.hash, key, fingerprint, answer, context.now);
  return answer;
}

function change<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { verb, id } = write.request;
  switch (verb) {
    case 'create':
      return create(kind, write);
    case 'update':
      return update(kind, write);
    case 'delete':
      return remove(kind, write);
    case 'act':
      return id === undefined ? actOnList(kind, write) : act(kind, write);
    case 'import':
      return importRows(write);
    default:
      throw new Error(`${verb} is no write`);
  }
}

function create<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { rules, resource, request, context } = write;
  const own: ResourceRules<K> = RESOURCE_RULES[kind];
  const input = parseInput(resource.input, request.body) as EntityInputs[K];
  const id = newId(resource.prefix as IdPrefix);
  const body = own.create?.(rules, { id, key: write.mintedKey, input });
  if (!body) refuse('method_not_allowed', `There is no create for ${kind}.`);
  rules.entities.insert(kind, body, context.now);
  const sites = record(write, { verb: 'create', entity: id, fields: Object.keys(input) });
  return { ...answerEntity(own.present(rules, [body])(body), 1), created: true, sites };
}

/** The rows are kept with their job; what comes of them has audit rows of its own. */
function importRows({ rules, resource, request, context }: Write): AdminAnswer {
  const kind = IMPORTED_KINDS.find((one) => one === resource.kind);
  if (!kind) refuse('not_found', `There is no import for ${resource.kind}.`);
  return startImport(rules, kind, request.body, context.storage.sql);
}

function update<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { rules, resource, request } = write;
  const own: ResourceRules<K> = RESOURCE_RULES[kind];
  const before = findEntity(rules, kind, request.id ?? '');
  requireVersion(request.ifMatch, before.revision);
  const names = Object.keys(resource.input?.shape ?? {});
  const writable = Object.fromEntries(Object.entries(before.body).filter(([name]) => names.includes(name)));
  const input = parseInput(resource.input, mergePatch(writable, request.body)) as EntityInputs[K];
  const body = own.update?.(rules, before.body, input);
  if (!body) refuse('method_not_allowed', `There is no update for ${kind}.`);
  const fields = changedFields(before.body, body);
  refuseFaults(
    resource.fixed
      .filter((name) => fields.includes(name))
      .map((path) => ({ path, code: 'fixed', message: 'keeps the value that it was created with' })),
  );
  return save(kind, write, { verb: 'update', body, fields });
}

function act<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { rules, resource, request } = write;
  const own: ResourceRules<K> = RESOURCE_RULES[kind];
  const action = resource.actions.find(({ name }) => name === request.action)?.name;
  if (action === undefined || !own.act) refuse('not_found', `There is no such action for ${kind}.`);
  const before = findEntity(rules, kind, request.id ?? '');
  if (request.ifMatch !== undefined) checkVersion(request.ifMatch, before.revision);
  refuseFaults(
    Object.keys(request.body ?? {}).map((path) => ({
      path: path.slice(0, 100),
      code: 'unrecognized_key',
      message: 'there is no such field',
    })),
  );
  const body = own.act(rules, before.body, action);
  return save(kind, write, {
    verb: action,

    body,
    fields: changedFields(before.body, body),
  });
}

function actOnList<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { rules, resource, request } = write;
  const own: ResourceRules<K> = RESOURCE_RULES[kind];
  const action = resource.listActions.find(({ name }) => name === request.action);
  if (!action || !own.actOnList) refuse('not_found', `There is no such action for ${kind}.`);
  const input = parseInput(action.input, request.body);
  own.actOnList(rules, action.name, input);
  return {
    kind: 'done',
    sites: record(write, { verb: action.name, entity: '', fields: Object.keys(input) }),
  };
}

function remove<K extends EntityKind>(kind: K, write: Write): AdminAnswer {
  const { rules, request } = write;
  const own: ResourceRules<K> = RESOURCE_RULES[kind];
  const id = request.id ?? '';
  const { body, revision } = findEntity(rules, kind, id);
  if (request.ifMatch !== undefined) checkVersion(request.ifMatch, revision);
  own.checkRemoval?.(rules, body);
  rules.entities.remove(kind, id);
  own.forget?.(rules, body);
  return { kind: 'done', sites: record(write, { verb: 'delete', entity: id, fields: [] }) };
}

interface Change<K extends EntityKind> {
  verb: string;
  body: EntityBodies[K];
  fields: string[];
}

/** What changes nothing leaves no trace: the version stays, nobody is told. */
function save<K extends EntityKind>(kind: K, write: Write, { verb, body, fields }: Change<K>): AdminAnswer {
  const { rules, context } = write;
  if (fields.length === 0) return getEntity(rules, kind, body.id);
  rules.entities.save(kind, body, context.now);
  const sites = record(write, { verb, entity: body.id, fields });
  return { ...getEntity(rules, kind, body.id), sites };
}

/** Audit row and publishing; answers the keys of the sites that changed. */
function record(
  { context, resource, token, request }: Write,
  entry: { verb: string; entity: string; fields: string[] },
): string[] {
  new AuditStore(context.storage.sql).add({
    ...entry,
    id: newId('aud'),
    at: context.now,
    requestId: request.requestId,
    token: token.name,
    by: token.creator,
    kind: resource.kind,
  });
  const published = context.publish();
  if ('kind' in published) throw new Refused(published);
  return published.sites;
}

/** A change names the version that it was made to. @throws Refused */
export function requireVersion(ifMatch: string | undefined, revision: number): void {
  if (ifMatch === undefined) {
    refuse('precondition_required', 'Send the ETag of the version that you changed as If-Match.');
  }
  checkVersion(ifMatch, revision);
}

/** RFC 9110: strong comparison, so a weak tag never matches. */
function checkVersion(ifMatch: string, revision: number): void {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etagOf(revision))) {
    refuse('precondition_failed', 'Read it again and repeat your change.');
  }
}

/** Names of the fields that are not the same; only those of `after` are looked at. */
export function changedFields(before: object, after: object): string[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old.get(name)))
    .map(([name]) => name);
}
