import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addRelease, releasesFolder } from './build/releases.ts';
import { buildAll, ROOT } from './build.ts';
import { exitWith, UserError } from './user-error.ts';

/**
 * `node scripts/release.ts 1.2.3`: builds, and keeps the scripts of the build as `widget/releases/1.2.3/`, which is
 * served at `/v/1.2.3/` from the next build on and for ever.
 */
try {
  const [version] = process.argv.slice(2);
  if (version === undefined)
    throw new UserError('Say which version, for instance: node scripts/release.ts 1.2.3');
  const { version: present } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  if (version !== present) {
    throw new UserError(`package.json says that this is version ${present}. Change it there first.`);
  }
  const { dist } = await buildAll({ quiet: true });
  const { files } = addRelease(releasesFolder(ROOT), version, join(dist, 'site/sdk'));
  for (const [name, integrity] of Object.entries(files)) console.log(`${name}  ${integrity}`);
} catch (error) {
  exitWith(error);
}
