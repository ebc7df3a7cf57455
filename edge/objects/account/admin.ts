import type { Account } from '../../../shared/contract/admin/account.ts';
import { rightOf } from '../../domain/resource-operations.ts';
import { findResource } from '../../domain/resources.ts';
import { hasRight } from '../../domain/rights.ts';
import type { AdminAnswer, AdminRequest, Refusal } from '../../rpc.ts';
import type { AdminContext } from './admin-context.ts';
import { answerQuestion } from './answer-question.ts';
import { EntityStore } from './entity-store.ts';
import { refuseParameters } from './list-query.ts';
import { answerEntity, getEntity, listEntities } from './read-entities.ts';
import { Refused, refuse } from './refused.ts';
import { StatisticsReader } from './statistics/statistics-reader.ts';
import { type ApiToken, TokenStore } from './token-store.ts';
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
    const token = findToken(context.storage.sql, request.tokenHash, context.now);
    const { account } = context;
    if (!account) refuse('unauthorized', 'There is no such account.');
    if (request.resource === 'account' || request.resource === 'me') {
      return readAccount(account, token, request);
    }
    const resource = findResource(request.resource);
    if (!resource) refuse('not_found', 'There is no such collection.');
    const isNamed = request.verb === 'act' || request.verb === 'ask';
    if (!isNamed && !resource.verbs.some((verb) => verb === request.verb)) {
      refuse('method_not_allowed', `There is no ${request.verb} for ${resource.kind}.`);
    }
    refuseWithout(token, rightOf({ resource, verb: request.verb, action: request.action ?? null }));
    const rules = {
      entities: new EntityStore(context.storage.sql),
      timeZone: account.timeZone,
      now: context.now,
      numberUses: () => context.numberUses(),
      statistics: new StatisticsReader(context.storage.sql),
      sealedSecret: context.sealedSecret ?? null,
    };
    const query = request.query ?? {};
    if (request.verb === 'list') return listEntities(rules, { account: account.id, resource, query });
    if (request.verb === 'ask') return answerQuestion(rules, resource, request);
    refuseParameters(query);
    if (request.verb === 'get') return getEntity(rules, resource.kind, request.id ?? '');
    return context.storage.transactionSync(() =>
      writeEntity({ context, rules, resource, token, request, mintedKey }),
    );
  });
}

/** Whether a token has a right, for doors other than the admin API. `now` is epoch ms. */
export function authorizeToken(
  sql: SqlStorage,
  tokenHash: string,
  right: string,
  now: number,
): { kind: 'allowed' } | Refusal {
  return orRefusal(() => {
    refuseWithout(findToken(sql, tokenHash, now), right);
    return { kind: 'allowed' };
  });
}

function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function findToken(sql: SqlStorage, hash: string, now: number): ApiToken {
  const token = new TokenStore(sql).use(hash, now);
  return token ?? refuse('unauthorized', 'The token is not known here, or it has expired.');
}

function refuseWithout(token: ApiToken, right: string): void {
  if (!hasRight(token.scopes, right)) refuse('forbidden', `The token lacks the scope ${right}.`);
}

/** The account itself, and as `me` also what the token may do. Any valid token may read that. */
function readAccount(own: Account, token: ApiToken, request: AdminRequest): AdminAnswer {
  if (request.verb !== 'get') refuse('method_not_allowed', 'The account can only be read.');
  refuseParameters(request.query ?? {});
  const { id, name, timeZone, country } = own;
  const account: Account = { id, name, timeZone, country };
  if (request.resource === 'account') return answerEntity(account, 1);
  const expiresAt = token.expiresAt === null ? null : new Date(token.expiresAt).toISOString();
  return answerEntity({ account, token: { name: token.name, scopes: token.scopes, expiresAt } }, 1);
}
