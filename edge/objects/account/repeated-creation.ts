import type { CreateAccountArgs } from '../../rpc/account-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import type { AccountParts } from './account-parts.ts';
import { MemberStore } from './members/member-store.ts';
import { TokenStore } from './token-store.ts';

/** What a second request to make the account is answered: the same to whoever made it, if they ask for the same. */
export function repeatedCreation(
  { storage: { sql }, account }: AccountParts,
  args: CreateAccountArgs,
): { kind: 'created' } | Refusal {
  const { owner, tokenHash } = args;
  const isMaker = owner
    ? new MemberStore(sql).isOwner(owner.id)
    : tokenHash !== undefined && new TokenStore(sql).has(tokenHash);
  if (!isMaker) return { kind: 'refused', code: 'conflict', detail: 'This account exists already.' };
  if (owner || account.wasMadeAs(args)) return { kind: 'created' };
  return { kind: 'refused', code: 'idempotency_mismatch', detail: 'Use a new key for a new account.' };
}
