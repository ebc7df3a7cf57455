import type { Context } from 'hono';
import { adminPath } from '../../../shared/paths.ts';
import { ADMIN_RATE } from '../../domain/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';
import type { AdminAnswer, AdminRequest, CountedAnswer, RequestsLeft } from '../../rpc/admin-rpc.ts';
import type { Person, Refusal } from '../../rpc/common.ts';
import { unauthorized } from './bearer.ts';

export type AccountQuestion = Omit<AdminRequest, 'account' | 'tokenHash' | 'user' | 'requestId'>;
/** An account, and by what it is to let the request in: an API token, or who is signed in. */
export type Credential = { account: string } & Proof;
type Proof = { token: string } | { user: Person };
type Answered<K extends AdminAnswer['kind']> = Extract<AdminAnswer, { kind: K }>;

/** What the account answers; its refusals are thrown. @throws ApiError */
export async function askAccount(
  c: Context<AppEnv>,
  { account, ...credential }: Credential,
  question: AccountQuestion,
): Promise<Exclude<AdminAnswer, Refusal>> {
  const services = c.get('services');
  const request: AdminRequest = {
    ...question,
    account,
    ...(await proofOf(credential)),
    requestId: c.get('requestId'),
  };
  // The types of RPC cannot follow fields that are `unknown`; the method's own type says what comes back.
  const { requests, ...answer } = (await services.account(account).admin(request)) as CountedAnswer;
  if (requests && question.exports !== 'next') tellRequestsLeft(c, requests);
  if (answer.kind === 'refused') throw toError(answer);
  if (answer.kind === 'entity' || answer.kind === 'done') services.dropSnapshots(answer.sites);
  return answer;
}

/** The same, of an account that may have let the person go meanwhile: null then. @throws ApiError */
export async function askIfThere(
  c: Context<AppEnv>,
  own: Credential,
  question: AccountQuestion,
): Promise<Exclude<AdminAnswer, Refusal> | null> {
  try {
    return await askAccount(c, own, question);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null;
    throw error;
  }
}

/** By what the account knows who asks. */
export async function proofOf(credential: Proof): Promise<Pick<AdminRequest, 'tokenHash' | 'user'>> {
  return 'token' in credential ? { tokenHash: await sha256Hex(credential.token) } : { user: credential.user };
}

/** The answer, unless it is a refusal. @throws ApiError */
export function toAnswer(answer: AdminAnswer): Exclude<AdminAnswer, Refusal> {
  if (answer.kind === 'refused') throw toError(answer);
  return answer;
}

/** The entity of an answer to a question that can have no other. */
export function entityOf(answer: AdminAnswer): Answered<'entity'>['entity'] {
  if (answer.kind !== 'entity') throw new Error(`an entity was asked for, and the answer is ${answer.kind}`);
  return answer.entity;
}

/** An answer as HTTP: 200, for entities 200 or 201 with the ETag, 204 for what is done. */
export function respond(
  c: Context<AppEnv>,
  answer: Exclude<AdminAnswer, Refusal>,
  place: { account: string; kind: string },
): Response {
  switch (answer.kind) {
    case 'list':
      return c.json({ items: answer.items, nextCursor: answer.nextCursor });
    case 'done':
      return c.body(null, 204);
    case 'value':
      return c.json(answer.value);
    case 'entity': {
      c.header('etag', answer.etag);
      if (!answer.created) return c.json(answer.entity);
      c.header('location', adminPath(place.account, `${place.kind}/${answer.entity.id}`));
      return c.json(answer.entity, 201);
    }
    default: {
      const never: never = answer;
      return never;
    }
  }
}

/** RateLimit header fields of the IETF draft (httpapi, 10). */
function tellRequestsLeft(c: Context<AppEnv>, { isAllowed, left, resetS }: RequestsLeft): void {
  c.header('ratelimit-policy', `"token";q=${ADMIN_RATE.requests};w=${ADMIN_RATE.windowS}`);
  c.header('ratelimit', `"token";r=${left};t=${resetS}`);
  if (!isAllowed) c.header('retry-after', String(resetS));
}

function toError(refusal: Refusal): ApiError {
  return refusal.code === 'unauthorized' ? unauthorized(refusal.detail) : refusalToError(refusal);
}
