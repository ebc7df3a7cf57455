import type { ModuleMigrations } from '../../migrations.ts';

/**
 * Tokens and members become entities, so that they are listed like everything else; by what they are known at a request
 * stays in tables of their own. Hex digits are letters of our ids too.
 */
export const accessMigrations: ModuleMigrations = {
  module: 'access',
  steps: [
    `ALTER TABLE tokens ADD COLUMN id TEXT;
    UPDATE tokens SET id = 'tok_' || substr(hash, 1, 16);
    CREATE UNIQUE INDEX tokens_by_id ON tokens (id);
    INSERT INTO entities (kind, id, body, revision, created_at, updated_at)
      SELECT 'tokens', id, json_object('id', id, 'name', name, 'scopes', json(scopes), 'expiresAt', expires_at,
        'createdAt', created_at, 'createdBy', json('null')), 1, created_at, created_at FROM tokens;
    ALTER TABLE members ADD COLUMN id TEXT;
    UPDATE members SET id = 'mem_' || lower(hex(randomblob(8)));
    INSERT INTO entities (kind, id, body, revision, created_at, updated_at)
      SELECT 'members', id, json_object('id', id, 'user', user, 'email', email, 'name', name,
        'isOwner', json(iif(is_owner, 'true', 'false')), 'since', since), 1, since, since FROM members;
    CREATE INDEX entities_by_member ON entities (kind, json_extract(body, '$.member'));
    CREATE TABLE invitation_letters (
      hash TEXT PRIMARY KEY, invitation TEXT NOT NULL, email TEXT NOT NULL, at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX invitation_letters_by_time ON invitation_letters (at);`,
    `ALTER TABLE account ADD COLUMN features TEXT NOT NULL DEFAULT '{}';`,
  ],
};
