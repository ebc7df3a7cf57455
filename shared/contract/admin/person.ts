import { z } from 'zod';
import { AccountInputSchema } from './account.ts';
import { NameSchema } from './common.ts';

export const PEOPLE_LANGUAGES = ['ru', 'en'] as const;

const Email = z.email().max(254);
/** NIST SP 800-63B: length counts, rules of composition do not. */
const Password = z.string().min(10).max(128);
const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164, like +74951234567');
/** Of a link in a mail. */
const Token = z.string().min(1).max(2_000);

/** `POST /admin/v1/registrations` (S2-1). */
export const RegistrationSchema = z.strictObject({
  name: NameSchema,
  email: Email,
  phone: Phone,
  password: Password,
  language: z.enum(PEOPLE_LANGUAGES).default('en'),
  /** Of the account that the person gets. */
  country: AccountInputSchema.shape.country,
  timeZone: AccountInputSchema.shape.timeZone,
});
export type Registration = z.infer<typeof RegistrationSchema>;

/** `POST /admin/v1/registrations/confirm`: the token of the mail (S2-2). */
export const ConfirmationSchema = z.strictObject({ token: Token });

/** `POST /admin/v1/sessions`. */
export const CredentialsSchema = z.strictObject({
  email: Email,
  password: z.string().min(1).max(128),
  /** Of the second factor, where there is one: six digits of the app, or a backup code. */
  code: z.string().trim().min(6).max(20).nullable().default(null),
});

/** What changes the second factor needs the password again. */
export const PasswordAgainSchema = z.strictObject({ password: z.string().min(1).max(128) });

/** `POST /admin/v1/profile/second-factor/confirm`. */
export const AppCodeSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'must be six digits'),
});

/** What an app on the telephone is set up with. Shown once. */
export const NewSecondFactorSchema = z.object({
  /** For a link or a picture that an app reads. */
  uri: z.string(),
  /** The same to be typed, Base32. */
  secret: z.string(),
  /** Each good once, for the day when the telephone is gone. */
  backupCodes: z.array(z.string()),
});
export type NewSecondFactor = z.infer<typeof NewSecondFactorSchema>;
export const BackupCodesSchema = z.object({ backupCodes: z.array(z.string()) });

/** `POST /admin/v1/password-resets`. */
export const ResetRequestSchema = z.strictObject({ email: Email });

/** `POST /admin/v1/password-resets/confirm`. */
export const ResetSchema = z.strictObject({ token: Token, password: Password });

/** `POST /admin/v1/profile/password`: other browsers are signed out. */
export const PasswordChangeSchema = z.strictObject({
  current: z.string().min(1).max(128),
  next: Password,
});

/** What a person may change of themselves (S2-70 to S2-72). */
export const ProfileInputSchema = z.strictObject({
  name: NameSchema,
  phone: Phone,
  language: z.enum(PEOPLE_LANGUAGES),
  /** Further addresses that are told what the account tells of. */
  contacts: z.array(Email).max(20),
});
export type ProfileInput = z.infer<typeof ProfileInputSchema>;

export const PersonSchema = z.object({
  id: z.string(),
  email: z.string(),
  isConfirmed: z.boolean(),
  /** Whoever signs in needs a code as well. */
  hasSecondFactor: z.boolean(),
  createdAt: z.string(),
  ...ProfileInputSchema.shape,
});
export type Person = z.infer<typeof PersonSchema>;

/** An account that the person may enter. */
export const MembershipSchema = z.object({ account: z.string(), name: z.string(), isOwner: z.boolean() });

/** `GET /admin/v1/profile`, and the answer to whoever has signed in. */
export const SignedInSchema = z.object({ user: PersonSchema, accounts: z.array(MembershipSchema) });
export type SignedIn = z.infer<typeof SignedInSchema>;

/** A browser that is signed in. */
export const BrowserSessionSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** As the browser calls itself. */
  userAgent: z.string().nullable(),
});
export type BrowserSession = z.infer<typeof BrowserSessionSchema>;
