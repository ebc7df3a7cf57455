import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
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

/**
 * A secret of the deployment as the library takes it; the first one signs and seals. What was sealed names its `version`,
 * so that it can be opened after a newer secret was put in front.
 */
export interface LibrarySecret {
  version: number;
  value: string;
}

const text = { type: 'string', required: true } as const;

/**
 * The library that keeps people, their passwords and browser sessions: https://better-auth.com. Nothing of it is
 * reachable by HTTP; the object calls it, and the limits on tries are our own.
 */
export function openLibrary(
  sql: SqlStorage,
  settings: { secrets: readonly LibrarySecret[]; origin: string; mailer: AuthMailer },
) {
  const { secrets, origin, mailer } = settings;
  return betterAuth({
    appName: 'Ringlet',
    secrets: [...secrets],
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
      // Our migrations hold the tables. Its own look at them is refused by the platform, which hides tables of its own.
      database: { validateSchema: false },
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
    plugins: [
      twoFactor({
        issuer: origin.replace(/^https?:\/\//, '') || 'Ringlet',
        backupCodeOptions: { storeBackupCodes: 'encrypted', amount: 10 },
      }),
    ],
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
