import { findResource } from '../../domain/resources.ts';
import { rightFor } from '../../domain/rights.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { readAccount, updateAccount } from './account-settings.ts';
import type { AdminContext } from './admin-context.ts';
import { answerQuestion } from './answer-question.ts';
import { AuditStore } from './audit-store.ts';
import { EntityStore } from './entity-store.ts';
import { PoolAlertStore } from './events/pool-alert-store.ts';
import { JobStore } from './jobs/job-store.ts';
import { Ledger } from './ledger/ledger.ts';
import { refuseParameters } from './list-query.ts';
import { ReleaseStore } from './market/release-store.ts';
import { makeAccessContext } from './members/access-context.ts';
import { authorizeRequest } from './members/authorize-request.ts';
import { checkWholeRight } from './members/check-right.ts';
import { type Credential, credentialOfPerson, credentialOfToken } from './members/credentials.ts';
import { Sight } from './members/sight.ts';
import { PrivacyDesk } from './privacy/privacy-desk.ts';
import { getEntity, listEntities } from './read-entities.ts';
import { orRefusal, refuse } from './refused.ts';
import { StatisticsReader } from './statistics/statistics-reader.ts';
import { UploadStore } from './uploads/upload-store.ts';
import { WebhookTallies } from './webhooks/webhook-tallies.ts';
import { writeEntity } from './write-entity.ts';

/** The routing key to mint before `handleAdmin`: minting is asynchronous, and handling a request is not. */
export function keyKindFor(request: AdminRequest): 's' | 'w' | 'i' | null {
  return request.verb === 'create' ? (findResource(request.resource)?.key?.kind ?? null) : null;
}

/**
 * One request of the admin API from start to end in one synchronous step: authorise, validate, apply the rules,
 * store, audit, publish, remember the answer. A write is one transaction; a refusal leaves nothing behind.
 */
export function handleAdmin(
  context: AdminContext,
  request: AdminRequest,
  mintedKey: string | null = null,
): AdminAnswer {
  return orRefusal(() => {
    const { account } = context;
    const token = findCredential(context.storage.sql, request, context.now);
    refuseTooMany(context, token, request);
    if (!account) refuse('unauthorized', 'There is no such account.');
    if (request.resource === 'account' && request.verb === 'update') {
      checkWholeRight(token, rightFor('account', 'update'));
      return updateAccount(context, token, request, account);
    }
    if (request.resource === 'account' || request.resource === 'me') {
      return readAccount(context.storage.sql, account, token, request);
    }
    const resource = findResource(request.resource);
    if (!resource) refuse('not_found', 'There is no such collection.');
    const isNamed = request.verb === 'act' || request.verb === 'ask' || request.verb === 'import';
    if (!isNamed && !resource.verbs.some((verb) => verb === request.verb)) {
      refuse('method_not_allowed', `There is no ${request.verb} for ${resource.kind}.`);
    }
    const within = authorizeRequest(token, resource, request, account.body.features);
    const rules = {
      entities: new EntityStore(context.storage.sql),
      account: account.body.id,
      owe: context.owe,
      timeZone: account.body.timeZone,
      now: context.now,
      numberUses: () => context.numberUses(),
      statistics: new StatisticsReader(context.storage.sql),
      alerts: account.body.alerts,
      poolAlerts: new PoolAlertStore(context.storage.sql),
      sealedSecret: context.sealedSecret ?? null,
      queues: context.queues,
      access: makeAccessContext(context, account, token),
      tallies: new WebhookTallies(context.storage.sql),
      token: token.name,
      noted: [],
      uploads: new UploadStore(context.storage.sql),
      ledger: new Ledger(context.storage.sql),
      releases: new ReleaseStore(context.storage.sql),
      jobs: new JobStore(context.storage.sql),
      requestId: request.requestId,
      schedule: (kind: string, key: string, dueAt: number) => context.schedule?.(kind, key, dueAt),
      twilioPrices: context.twilioPrices ?? null,
      salesEmail: context.salesEmail ?? null,
      sight: new Sight(token.rights, account.body.privacy, new EntityStore(context.storage.sql)),
      privacy: new PrivacyDesk(context.storage.sql, context.timers, context.subject ?? null),
      audit: new AuditStore(context.storage.sql),
    };
    const query = request.query ?? {};
    if (request.verb === 'list') {
      const isExport = request.exports !== undefined;
      return listEntities(rules, { account: account.body.id, resource, query, isExport, within });
    }
    if (request.verb === 'ask') return answerQuestion(rules, resource, request);
    refuseParameters(query);
    if (request.verb === 'get') return getEntity(rules, resource.kind, request.id ?? '');
    return context.storage.transactionSync(() =>
      writeEntity({ context, rules, resource, token, request, mintedKey }),
    );
  });
}

/** Whether a token or a person has a right, for doors other than the admin API. `now` is epoch ms. */
export function authorize(
  sql: SqlStorage,
  { right, ...credential }: Pick<AdminRequest, 'tokenHash' | 'user'> & { right: string },
  now: number,
): { kind: 'allowed' } | Refusal {
  return orRefusal(() => {
    checkWholeRight(findCredential(sql, credential, now), right);
    return { kind: 'allowed' };
  });
}

/** Who asks. A stranger is told nothing of the account. @throws Refused */
export function findCredential(
  sql: SqlStorage,
  { tokenHash = '', user }: Pick<AdminRequest, 'tokenHash' | 'user'>,
  now: number,
): Credential {
  if (user) return credentialOfPerson(sql, user) ?? refuse('not_found', 'There is no such account.');
  const token = credentialOfToken(sql, tokenHash, now);
  return token ?? refuse('unauthorized', 'The token is not known here, or it has expired.');
}

/** Pages of a list that is read as a whole count with its first. */
function refuseTooMany(context: AdminContext, { hash }: Credential, { exports }: AdminRequest): void {
  if (exports === 'next') return;
  const counted = context.countRequest?.(hash);
  if (counted && !counted.isAllowed) {
    refuse('rate_limited', `Ask again in ${counted.resetS} s; RateLimit tells how often you may.`);
  }
}
