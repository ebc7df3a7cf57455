import type { Creator } from '../../../../shared/contract/admin/access.ts';
import type { Audit } from '../../../../shared/contract/admin/audit.ts';
import type { PrivacyRequest } from '../../../../shared/contract/admin/privacy.ts';

/** How audit rows and requests of persons are kept. Instants are epoch ms. */

export type StoredAudit = Omit<Audit, 'occurredAt' | 'account' | 'site' | 'data'> &
  Audit['data'] & { occurredAt: number };

/** Without the telephone, which stands apart, and only until the end. */
export type StoredPrivacyRequest = Omit<
  PrivacyRequest,
  'createdAt' | 'endedAt' | 'expiresAt' | 'createdBy'
> & {
  createdAt: number;
  createdBy: Creator | null;
  endedAt: number | null;
  expiresAt: number | null;
};
