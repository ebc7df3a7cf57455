import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OBJECTS } from './config.ts';

/** One database of the data folder: an object's, or the list of alarms of a kind (`metadata.sqlite`). */
export interface ObjectFile {
  /** Below `do/`, with `/` between. */
  path: string;
  /** `account`, `pool`, …; null for a folder that this version does not know. */
  kind: string | null;
  /** Null for the list of alarms. */
  id: string | null;
  bytes: number;
}

const PREFIX = 'ringlet-';

/** Every database under `folder`, which is a `do` folder of a server or of a backup. */
export function listObjectFiles(folder: string): ObjectFile[] {
  if (!existsSync(folder)) return [];
  return globSync('*/*.sqlite', { cwd: folder })
    .map((found) => found.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const [space = '', name = ''] = path.split('/');
      const isKnown = OBJECTS.some(({ uniqueKey }) => uniqueKey === space);
      const id = /^([0-9a-f]{64})\.sqlite$/.exec(name)?.[1] ?? null;
      const kind = isKnown ? space.slice(PREFIX.length) : null;
      return { path, kind, id, bytes: statSync(join(folder, path)).size };
    });
}
