import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  addRelease,
  checkRelease,
  listReleases,
  placeReleases,
  releasesFolder,
} from '../../scripts/build/releases.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-releases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Scripts of a build; the chunk is of no use but to be there. */
function aBuild(text = 'import("./chunk-1.js");'): string {
  const sdk = mkdtempSync(join(folder, 'sdk-'));
  writeFileSync(join(sdk, 'ringlet.js'), text);
  writeFileSync(join(sdk, 'chunk-1.js'), 'export {};');
  writeFileSync(join(sdk, 'manifest.json'), '{}');
  return sdk;
}
const newFolder = () => mkdtempSync(join(folder, 'releases-'));

describe('the releases of this repository', () => {
  const releases = listReleases(releasesFolder('.'));

  it('are what their manifests say, in the repository and where they are served from', () => {
    const places = [releasesFolder('.'), 'dist/site/v'].flatMap((place) =>
      releases.flatMap((release) => checkRelease(join(place, release.version), release)),
    );
    expect(places).toEqual([]);
  });

  it('are told by the build, the newest first', () => {
    expect(existsSync('dist/site/sdk/releases.json'), 'run npm run build').toBe(true);
    expect(JSON.parse(readFileSync('dist/site/sdk/releases.json', 'utf8'))).toEqual(releases);
  });
});

describe('a release', () => {
  it('is all scripts of a build with a hash of each, and nothing else of it', () => {
    const releases = newFolder();
    addRelease(releases, '1.2.3', aBuild(''));
    expect(listReleases(releases)).toEqual([
      {
        version: '1.2.3',
        files: {
          'chunk-1.js': expect.stringMatching(/^sha384-[\w+/]{64}$/),
          // SHA-384 of nothing.
          'ringlet.js': 'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb',
        },
      },
    ]);
  });

  it('is never made twice, and one that stays is as it was', () => {
    const releases = newFolder();
    const first = addRelease(releases, '1.2.3', aBuild());
    expect(() => addRelease(releases, '1.2.3', aBuild('other'))).toThrow('1.2.3 is released');
    expect(listReleases(releases)).toEqual([first]);
    expect(checkRelease(join(releases, '1.2.3'), first)).toEqual([]);
  });

  it.each(['1.2', 'v1.2.3', '01.2.3', '1.2.3-beta', '../../x', ''])('has no version like %j', (version) => {
    expect(() => addRelease(newFolder(), version, aBuild())).toThrow('A version looks like 1.2.3');
  });

  it('is not made of a build that has no script for a tag', () => {
    expect(() => addRelease(newFolder(), '1.2.3', mkdtempSync(join(folder, 'empty-')))).toThrow(
      'no ringlet.js',
    );
  });

  it.each([
    [
      'changed',
      (place: string) => appendFileSync(join(place, 'ringlet.js'), ' '),
      'ringlet.js has been changed',
    ],
    ['taken away', (place: string) => rmSync(join(place, 'chunk-1.js')), 'chunk-1.js is missing'],
    ['added', (place: string) => writeFileSync(join(place, 'x.js'), ''), 'x.js does not belong'],
  ])('stops the build when a file of it was %s', (_, spoil, complaint) => {
    const releases = newFolder();
    const release = addRelease(releases, '1.2.3', aBuild());
    spoil(join(releases, '1.2.3'));
    expect(checkRelease(join(releases, '1.2.3'), release)).toEqual([expect.stringContaining(complaint)]);
    const site = mkdtempSync(join(folder, 'site-'));
    expect(() => placeReleases(releases, site)).toThrow(complaint);
  });

  it('goes to the site as it is, with all the others, and the newest is told first', () => {
    const releases = newFolder();
    for (const version of ['0.9.0', '0.10.0', '1.0.0']) addRelease(releases, version, aBuild(version));
    mkdirSync(join(releases, 'notes'));
    const site = mkdtempSync(join(folder, 'site-'));
    placeReleases(releases, site);
    const listed = listReleases(releases);
    expect(listed.map(({ version }) => version)).toEqual(['1.0.0', '0.10.0', '0.9.0']);
    expect(listed.flatMap((release) => checkRelease(join(site, 'v', release.version), release))).toEqual([]);
  });
});
