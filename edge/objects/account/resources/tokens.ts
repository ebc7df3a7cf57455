import { findScopeFaults } from '../../../domain/rights-table.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** The token itself is put into the answer that makes it (`showNewToken`), and kept nowhere. */
export const tokenRules: ResourceRules<'tokens'> = {
  present: ({ access }) => {
    const uses = access.tokens.lastUses();
    return (token) => {
      const usedAt = uses.get(token.id);
      return {
        ...token,
        expiresAt: token.expiresAt === null ? null : toInstant(token.expiresAt),
        createdAt: toInstant(token.createdAt),
        lastUsedAt: usedAt === undefined ? null : toInstant(usedAt),
        token: null,
      };
    };
  },

  create: ({ access, now }, { id, input }) => {
    const { credential, minted, tokens } = access;
    refuseFaults(findScopeFaults(credential.rights, input.scopes));
    const expiresAt = input.expiresAt === null ? null : Date.parse(input.expiresAt);
    if (expiresAt !== null && expiresAt <= now) {
      refuseFaults([{ path: 'expiresAt', code: 'past', message: 'must be in the future' }]);
    }
    if (!minted) throw new Error('the secret of a token is needed and none was minted');
    if (tokens.has(minted.hash))
      refuse('conflict', 'This Idempotency-Key made a token before: use a new one.');
    const token = { ...input, id, expiresAt, createdAt: now, createdBy: credential.creator };
    tokens.keepHash(minted.hash, token);
    return token;
  },

  forget: ({ access }, { id }) => access.tokens.revoke(id),
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
