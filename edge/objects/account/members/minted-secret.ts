import { encodeBase32 } from '../../../keys/base32.ts';
import { sha256Hex } from '../../../keys/ids.ts';
import { mintApiToken, mintInvitationSecret } from '../../../keys/routing-keys.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { AdminAnswer, AdminRequest } from '../../../rpc/admin-rpc.ts';
import { TokenStore } from '../token-store.ts';

/** A text that is told once, and by what it is known afterwards. */
export interface MintedSecret {
  text: string;
  /** SHA-256, hex. */
  hash: string;
}

/**
 * The secret of the token or the invitation that a request makes; null for any other request. It is minted before the
 * request is handled, because hashing is asynchronous and handling is not. A token follows from its Idempotency-Key and
 * from who sends it, so that a repetition can be answered the same without the token being kept.
 */
export async function mintSecretFor(
  request: AdminRequest,
  secrets: SecretRing,
): Promise<MintedSecret | null> {
  const { resource, verb, account } = request;
  if (verb !== 'create' || (resource !== 'tokens' && resource !== 'invitations')) return null;
  const text = resource === 'tokens' ? await apiToken(request, secrets) : mintInvitationSecret(account);
  return { text, hash: await sha256Hex(text) };
}

/** Puts a new token into the answer that makes it, while it is valid. */
export function showNewToken(
  { resource }: AdminRequest,
  answer: AdminAnswer,
  minted: MintedSecret | null,
  sql: SqlStorage,
): void {
  if (resource !== 'tokens' || answer.kind !== 'entity' || !answer.created || !minted) return;
  answer.entity.token = new TokenStore(sql).has(minted.hash) ? minted.text : null;
}

async function apiToken(request: AdminRequest, secrets: SecretRing): Promise<string> {
  const { account, idempotencyKey: key, tokenHash, user } = request;
  if (key === undefined) return mintApiToken(account);
  const sender = tokenHash ?? `user:${user?.id ?? ''}`;
  const seed = await secrets.sign('link', `api-token:${account}:${sender}:${key}`);
  return `rl_${account}${encodeBase32(seed, 32)}`;
}
