import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELEASE_ENTRY, type Release } from '../../shared/contract/release.ts';
import { UserError } from '../user-error.ts';

const MANIFEST = 'manifest.json';
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** Where the released builds of a repository are kept. */
export function releasesFolder(root: string): string {
  return join(root, 'widget/releases');
}

/** The manifests of all releases in a folder, the newest version first. None if there is no such folder. */
export function listReleases(folder: string): Release[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => VERSION.test(name))
    .sort((a, b) => compareVersions(b, a))
    .map((version) => JSON.parse(readFileSync(join(folder, version, MANIFEST), 'utf8')) as Release);
}

/**
 * Makes the scripts of a finished build a release, which is never changed again.
 *
 * @param sdk the build's scripts: every `.js` in it belongs to the release
 * @throws UserError if the version is none, is there already, or the build has no `ringlet.js`
 */
export function addRelease(folder: string, version: string, sdk: string): Release {
  if (!VERSION.test(version)) throw new UserError(`A version looks like 1.2.3, not "${version}".`);
  const place = join(folder, version);
  if (existsSync(place)) throw new UserError(`Version ${version} is released, and a release never changes.`);
  const names = readdirSync(sdk)
    .filter((name) => name.endsWith('.js'))
    .sort();
  if (!names.includes(RELEASE_ENTRY)) throw new UserError(`${sdk} has no ${RELEASE_ENTRY}.`);
  mkdirSync(place, { recursive: true });
  for (const name of names) cpSync(join(sdk, name), join(place, name));
  const files = Object.fromEntries(names.map((name) => [name, integrityOf(join(place, name))]));
  const manifest = { version, files };
  writeFileSync(join(place, MANIFEST), JSON.stringify(manifest, null, 2) + '\n');
  return manifest;
}

/** What differs between the files of a folder and the release that they should be, one sentence each. */
export function checkRelease(folder: string, { version, files }: Release): string[] {
  const present = existsSync(folder) ? readdirSync(folder).filter((name) => name !== MANIFEST) : [];
  const strangers = present.filter((name) => !Object.hasOwn(files, name));
  const faults = Object.entries(files).flatMap(([name, integrity]) => {
    if (!present.includes(name)) return [`${version}/${name} is missing`];
    return integrityOf(join(folder, name)) === integrity ? [] : [`${version}/${name} has been changed`];
  });
  return [...faults, ...strangers.map((name) => `${version}/${name} does not belong to the release`)];
}

/**
 * Copies every release of `folder` into `/v/{version}/` of a site.
 *
 * @throws UserError if a release is not what its manifest says: pages that pin it would refuse it
 */
export function placeReleases(folder: string, site: string): void {
  for (const release of listReleases(folder)) {
    const from = join(folder, release.version);
    const faults = checkRelease(from, release);
    if (faults.length > 0) throw new UserError(`A release must never change: ${faults.join('; ')}.`);
    cpSync(from, join(site, 'v', release.version), { recursive: true });
  }
}

/** SHA-384 as the `integrity` attribute spells it. */
export function integrityOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
