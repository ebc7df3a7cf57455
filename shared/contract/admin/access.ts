import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

/** Who may do what in an account: members, invitations, roles, grants and API tokens. */

/** Of a kind and what may be done with it: `widgets:create`, `widgets:*`, or `*` for everything. */
const ScopeSchema = z
  .string()
  .max(60)
  .regex(/^(\*|[a-z]+:(\*|[a-z]+))$/, 'must be like campaigns:view, campaigns:* or *');

/** By whom something was made; null in its place: by the operator of the server. */
export const CreatorSchema = z.object({ kind: z.enum(['user', 'token']), id: z.string(), name: z.string() });
export type Creator = z.infer<typeof CreatorSchema>;

export const TokenInputSchema = z.strictObject({
  name: NameSchema,
  scopes: z.array(ScopeSchema).min(1).max(200),
  /** Null: it does not expire. */
  expiresAt: InstantSchema.nullable().default(null),
});
export type TokenInput = z.infer<typeof TokenInputSchema>;

export const TokenSchema = z.object({
  id: IdSchema('tok'),
  ...TokenInputSchema.shape,
  createdAt: InstantSchema,
  createdBy: CreatorSchema.nullable(),
  /** To about ten minutes. */
  lastUsedAt: InstantSchema.nullable(),
  /** The token itself, in the answer that makes it and never again. */
  token: z.string().nullable(),
});

const EntityNameSchema = z.string().max(40);
const ItemsSchema = z
  .array(z.string().regex(/^[a-z]+_[0-9a-hjkmnp-tv-z]{16}$/, 'must be an id'))
  .min(1)
  .max(500);

/** What may be done with entities of one kind: with all of them, or with single ones (S2-80, S2-82). */
const RoleRightSchema = z.strictObject({
  entity: EntityNameSchema,
  may: z.array(z.string().max(20)).min(1).max(20),
  items: ItemsSchema.nullable().default(null),
});

/** A colour and a sign on it; nothing to upload. */
const PictureSchema = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #0d6b4f')
    .default('#1f5eff'),
  emoji: z.string().trim().min(1).max(16).default('👤'),
});

export const RoleInputSchema = z.strictObject({
  name: NameSchema,
  picture: PictureSchema.prefault({}),
  /** Everything, also what is added in later versions; `rights` are not looked at then. */
  fullAccess: z.boolean().default(false),
  rights: z.array(RoleRightSchema).max(100).default([]),
});
export type RoleInput = z.infer<typeof RoleInputSchema>;

export const RoleSchema = z.object({
  id: IdSchema('rol'),
  ...RoleInputSchema.shape,
  createdBy: CreatorSchema.nullable(),
  /** Who has it (S2-87). */
  grantees: z.array(
    z.object({ grant: IdSchema('gra'), member: IdSchema('mem'), name: z.string(), email: z.string() }),
  ),
});
export type Role = Pick<z.infer<typeof RoleSchema>, 'id' | 'createdBy'> & RoleInput;

export const InvitationInputSchema = z.strictObject({ email: z.email().max(254) });
export type InvitationInput = z.infer<typeof InvitationInputSchema>;

export const INVITATION_STATUSES = ['pending', 'accepted', 'declined', 'expired'] as const;
export const InvitationSchema = z.object({
  id: IdSchema('inv'),
  ...InvitationInputSchema.shape,
  status: z.enum(INVITATION_STATUSES),
  createdAt: InstantSchema,
  expiresAt: InstantSchema,
  createdBy: CreatorSchema.nullable(),
});

/** The secret of the letter's link. */
export const InvitationTokenSchema = z.strictObject({ token: z.string().min(1).max(100) });

/** What an invited person is told before they answer. */
export const InvitationOfferSchema = z.object({
  account: z.string(),
  name: z.string(),
  invitedBy: z.string().nullable(),
  expiresAt: InstantSchema,
});
export type InvitationOffer = z.infer<typeof InvitationOfferSchema>;

export const MemberSchema = z.object({
  id: IdSchema('mem'),
  user: z.string(),
  email: z.string(),
  name: z.string(),
  isOwner: z.boolean(),
  since: InstantSchema,
  roles: z.array(z.object({ grant: IdSchema('gra'), role: IdSchema('rol'), name: z.string() })),
});

export const GrantInputSchema = z.strictObject({
  member: IdSchema('mem'),
  role: IdSchema('rol'),
  /** Narrows the role to single entities of these kinds; of the others it holds as it is. */
  only: z
    .array(z.strictObject({ entity: EntityNameSchema, items: ItemsSchema }))
    .max(50)
    .default([]),
});
export type GrantInput = z.infer<typeof GrantInputSchema>;

export const GrantSchema = z.object({
  id: IdSchema('gra'),
  ...GrantInputSchema.shape,
  createdAt: InstantSchema,
  createdBy: CreatorSchema.nullable(),
});

/** By kind of entity and right: on all of them, or on those with these ids. */
export const RightsSchema = z.record(
  z.string(),
  z.record(z.string(), z.union([z.literal('all'), z.array(z.string())])),
);
export type RightsByEntity = z.infer<typeof RightsSchema>;

/** A role as its holder sees it. */
const HeldRoleSchema = z.object({ id: IdSchema('rol'), name: z.string(), picture: PictureSchema });

/** An account of somebody else, and what one may do there (S2-78, S2-88). */
export const SharedAccountSchema = z.object({
  account: z.string(),
  name: z.string(),
  roles: z.array(HeldRoleSchema),
  rights: RightsSchema,
});
export type SharedAccount = z.infer<typeof SharedAccountSchema>;

/** What the one who asks is, and may do, in an account. */
export const OwnAccessSchema = z.object({ roles: z.array(HeldRoleSchema), rights: RightsSchema });
export type OwnAccess = z.infer<typeof OwnAccessSchema>;

/** What the operator of the server has switched on for an account (S1-1). */
export const FeaturesSchema = z.strictObject({ callbackWidget: z.boolean() });
export type Features = z.infer<typeof FeaturesSchema>;
export const DEFAULT_FEATURES: Features = { callbackWidget: true };
