import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

/** Who changed something: a person, a token, the operator, whoever followed a link of a mail, or the account by itself. */
export const ACTOR_KINDS = ['user', 'token', 'operator', 'link', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/**
 * One change, in the envelope of events, with what lists of them are asked for beside it. Names of fields only: a value
 * may be a telephone or a secret.
 */
export const AuditSchema = z.object({
  id: IdSchema('aud'),
  /** `campaigns.update`: the kind and what was done. */
  type: z.string(),
  occurredAt: InstantSchema,
  account: z.string(),
  site: IdSchema('site').nullable(),
  data: z.object({
    /** That got another value. */
    fields: z.array(z.string()),
    /** Of the request, as its answer names it. */
    requestId: z.string(),
  }),
  actorKind: z.enum(ACTOR_KINDS),
  /** Id of the person or the token; empty for the others. */
  actor: z.string(),
  /** As they were called then. */
  actorName: z.string(),
  kind: z.string(),
  /** Empty for what was done to the whole list. */
  entity: z.string(),
  /** `create`, `update`, `delete`, or the name of an action. */
  action: z.string(),
});
export type Audit = z.infer<typeof AuditSchema>;
