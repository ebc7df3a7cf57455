import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build.ts',
  'scripts/build/*',
  'shared/**',
  'edge/**',
  'widget/**',
  'demo-site/**',
];
const OUTPUTS = [
  'sdk/loader.js',
  'worker/worker.js',
  'sizes.json',
  'site/_headers',
  'site/sdk/releases.json',
];

/** SHA-256 over the names and contents of everything that the build reads, hex. */
export function hashInputs(root: string): string {
  const hash = createHash('sha256');
  for (const entry of globSync(INPUTS, { cwd: root, withFileTypes: true }).sort(byPath)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** True if `dist` holds a finished build of these very inputs. */
export function isBuilt(dist: string, stamp: string): boolean {
  const file = join(dist, '.stamp');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== stamp) return false;
  return OUTPUTS.every((output) => existsSync(join(dist, output)));
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  const [left, right] = [join(a.parentPath, a.name), join(b.parentPath, b.name)];
  return left < right ? -1 : left > right ? 1 : 0;
}
