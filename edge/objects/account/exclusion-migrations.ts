import type { ModuleMigrations } from '../migrations.ts';

/** Every order and every attempt asks whether its telephone is excluded. */
export const exclusionMigrations: ModuleMigrations = {
  module: 'exclusions',
  steps: [
    `CREATE INDEX exclusions_by_address ON entities (json_extract(body, '$.address')) WHERE kind = 'exclusions';`,
  ],
};
