import { betterAuth } from 'better-auth';
import { objectDialect } from './kysely-dialect.ts';

const DAY_S = 86_400;

/** What the library knows of a person; instants are those of the library. */
export interface LibraryUser {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  createdAt: Date;
}

/** Mails that the library asks for. `token` is the secret of the link. */
export interface AuthMailer {
  confirm(user: LibraryUser, token: string): void;
  reset(user: LibraryUser, token: string): void;
  /** Somebody registered with an address that has a person already. */
  known(user: LibraryUser): Promise<void>;
}

const text = { type: 'string', required: true } as const;

/**
 * The library that keeps people, their passwords and browser sessions: https://better-auth.com. Nothing of it is
 * reachable by HTTP; the object calls it, and the limits on tries are our own.
 */
export function openLibrary(
  sql: SqlStorage,
  settings: { secret: string; origin: string; mailer: AuthMailer },
) {
  const { secret, origin, mailer } = settings;
  return betterAuth({
    secret,
    baseURL: origin,
    basePath: '/admin/auth',
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    database: { dialect: objectDialect(sql), type: 'sqlite', transaction: false },
    user: {
      additionalFields: { phone: text, language: text, country: text, timeZone: text, contacts: text },
    },
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
    advanced: {
      cookiePrefix: 'ringlet',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { path: '/admin', sameSite: 'lax', httpOnly: true },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: async ({ user, token }) => mailer.reset(user, token),
      onExistingUserSignUp: ({ user }) => mailer.known(user),
    },
    emailVerification: {
      expiresIn: DAY_S,
      sendOnSignUp: true,
      // Whoever lost the letter signs in once more and gets another.
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: async ({ user, token }) => mailer.confirm(user, token),
    },
  });
}

export type AuthLibrary = ReturnType<typeof openLibrary>;
