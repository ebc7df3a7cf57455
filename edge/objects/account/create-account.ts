import { RETENTION_MS } from '../../domain/limits.ts';
import type { CreateAccountArgs } from '../../rpc/account-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import type { AccountParts } from './account-parts.ts';
import { MemberStore } from './members/member-store.ts';
import { repeatedCreation } from './repeated-creation.ts';
import { createFirstToken } from './token-store.ts';

/** Makes the account with its first token or its owner; repeated, it answers as the first time. Call in a transaction. */
export function createAccount(parts: AccountParts, args: CreateAccountArgs): { kind: 'created' } | Refusal {
  const { account, clock, timers, storage } = parts;
  if (account.find() !== null) return repeatedCreation(parts, args);
  const now = clock.stamp();
  account.create(args, now);
  if (args.tokenHash !== undefined) createFirstToken(storage.sql, args.tokenHash, now);
  timers.setOnce('retention', '', now + RETENTION_MS);
  if (args.owner) new MemberStore(storage.sql).add(args.owner, true, now);
  return { kind: 'created' };
}
