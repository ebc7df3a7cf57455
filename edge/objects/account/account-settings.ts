import { type AccountSettings, AccountSettingsSchema } from '../../../shared/contract/admin/account.ts';
import { mergePatch } from '../../domain/merge-patch.ts';
import { newId } from '../../keys/ids.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import { AccountStore, type StoredAccount } from './account-store.ts';
import type { AdminContext } from './admin-context.ts';
import { AuditStore } from './audit-store.ts';
import { refuseParameters } from './list-query.ts';
import { type Credential, describeAccess } from './members/credentials.ts';
import { parseInput } from './parse-input.ts';
import { answerEntity } from './read-entities.ts';
import { Refused, refuse } from './refused.ts';
import { changedFields, requireVersion } from './write-entity.ts';

/** What is asked of the account itself, or of the token by `me`. Any valid token may read both. @throws Refused */
export function readAccount(
  sql: SqlStorage,
  { body: account, revision }: StoredAccount,
  token: Credential,
  request: AdminRequest,
): AdminAnswer {
  if (request.verb !== 'get') refuse('method_not_allowed', 'This is only read.');
  refuseParameters(request.query ?? {});
  if (request.resource === 'account') return answerEntity(account, revision);
  const expiresAt = token.expiresAt === null ? null : new Date(token.expiresAt).toISOString();
  const { name, scopes } = token;
  return answerEntity(
    { account, token: { name, scopes, expiresAt }, ...describeAccess(sql, token) },
    revision,
  );
}

/**
 * A merge patch of the account's settings, in one transaction with what follows from them: rules that look at hours
 * go by another time zone at once. Calls that were judged keep their verdicts and tags.
 *
 * @throws Refused: then nothing is written
 */
export function updateAccount(
  context: AdminContext,
  token: Credential,
  request: AdminRequest,
  { body: before, revision }: StoredAccount,
): AdminAnswer {
  refuseParameters(request.query ?? {});
  requireVersion(request.ifMatch, revision);
  const { id, features, ...writable } = before;
  const input = parseInput(AccountSettingsSchema, mergePatch(writable, request.body)) as AccountSettings;
  const fields = changedFields(writable, input);
  if (fields.length === 0) return answerEntity(before, revision);
  return context.storage.transactionSync(() => {
    new AccountStore(context.storage.sql).save(input);
    new AuditStore(context.storage.sql).add({
      id: newId('aud'),
      at: context.now,
      requestId: request.requestId,
      token: token.name,
      by: token.creator,
      verb: 'update',
      kind: 'account',
      entity: id,
      fields,
    });
    const published = context.publish();
    if ('kind' in published) throw new Refused(published);
    return { ...answerEntity({ id, ...input, features }, revision + 1), sites: published.sites };
  });
}
