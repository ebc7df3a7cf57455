import type { z } from 'zod';
import type { RoleSchema } from '../../../shared/contract/admin/access.ts';

/** A role of the account, with those who have it. */
export type OwnRole = z.infer<typeof RoleSchema>;
