import type { ModuleMigrations } from '../migrations.ts';

/** The library's tables, as it asks for them; then our own. */
export const authMigrations: ModuleMigrations = {
  module: 'auth',
  steps: [
    `CREATE TABLE user (
      id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, emailVerified INTEGER NOT NULL,
      image TEXT, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL,
      phone TEXT NOT NULL, language TEXT NOT NULL, country TEXT NOT NULL, timeZone TEXT NOT NULL, contacts TEXT NOT NULL
    );
    CREATE TABLE session (
      id TEXT NOT NULL PRIMARY KEY, expiresAt TEXT NOT NULL, token TEXT NOT NULL UNIQUE, createdAt TEXT NOT NULL,
      updatedAt TEXT NOT NULL, ipAddress TEXT, userAgent TEXT,
      userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE
    );
    CREATE INDEX session_by_user ON session (userId);
    CREATE TABLE account (
      id TEXT NOT NULL PRIMARY KEY, accountId TEXT NOT NULL, providerId TEXT NOT NULL,
      userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, accessToken TEXT, refreshToken TEXT, idToken TEXT,
      accessTokenExpiresAt TEXT, refreshTokenExpiresAt TEXT, scope TEXT, password TEXT,
      createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL
    );
    CREATE INDEX account_by_user ON account (userId);
    CREATE TABLE verification (
      id TEXT NOT NULL PRIMARY KEY, identifier TEXT NOT NULL, value TEXT NOT NULL, expiresAt TEXT NOT NULL,
      createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL
    );
    CREATE INDEX verification_by_identifier ON verification (identifier);`,
    `CREATE TABLE memberships (
      user TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, is_owner INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (user, account)
    ) WITHOUT ROWID;
    CREATE TABLE attempts (key TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX attempts_by_key ON attempts (key, at);
    CREATE INDEX attempts_by_time ON attempts (at);`,
    `ALTER TABLE user ADD COLUMN twoFactorEnabled INTEGER DEFAULT 0;
    CREATE TABLE twoFactor (
      id TEXT NOT NULL PRIMARY KEY, secret TEXT NOT NULL, backupCodes TEXT NOT NULL,
      userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, verified INTEGER,
      failedVerificationCount INTEGER, lockedUntil TEXT
    );
    CREATE INDEX two_factor_by_user ON twoFactor (userId);`,
  ],
};
