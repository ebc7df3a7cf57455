import type { Creator, GrantInput, INVITATION_STATUSES } from '../../../../shared/contract/admin/access.ts';

/** How members, invitations, grants and tokens are kept. Instants are epoch ms. */

export interface StoredMember {
  id: string;
  user: string;
  email: string;
  name: string;
  isOwner: boolean;
  since: number;
}

export interface StoredInvitation {
  id: string;
  email: string;
  status: Exclude<(typeof INVITATION_STATUSES)[number], 'expired'>;
  createdAt: number;
  expiresAt: number;
  createdBy: Creator | null;
}

export interface StoredGrant extends GrantInput {
  id: string;
  createdAt: number;
  createdBy: Creator | null;
}

/** Without its secret, of which only the hash is kept, elsewhere. */
export interface StoredToken {
  id: string;
  name: string;
  scopes: string[];
  expiresAt: number | null;
  createdAt: number;
  /** Null: the operator of the server. */
  createdBy: Creator | null;
}
