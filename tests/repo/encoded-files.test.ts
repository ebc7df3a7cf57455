import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { listSiteFiles } from '../../scripts/selfhost/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-encoded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'const answer = 42;\n'.repeat(200);
let site: string;
let encoded: string;
beforeEach(() => {
  site = mkdtempSync(join(folder, 'site-'));
  encoded = join(site, '../encoded', site.slice(-6));
});

it('keeps two smaller forms of a text, which decode to it', () => {
  writeFileSync(join(site, 'app.js'), TEXT);
  const file = listSiteFiles(site, encoded)['/app.js'];
  const read = (encoding: string) => readFileSync(join(encoded, `${file?.hash}.${encoding}`));
  expect(String(brotliDecompressSync(read('br')))).toBe(TEXT);
  expect(String(gunzipSync(read('gzip')))).toBe(TEXT);
  expect(file).toMatchObject({
    size: TEXT.length,
    encoded: { br: read('br').length, gzip: read('gzip').length },
  });
});

it('leaves pictures and what is small as they are', () => {
  writeFileSync(join(site, 'mark.png'), TEXT);
  writeFileSync(join(site, 'robots.txt'), 'User-agent: *');
  for (const file of Object.values(listSiteFiles(site, encoded))) expect(file).not.toHaveProperty('encoded');
  expect(readdirSync(encoded)).toEqual([]);
});

it('compresses a content once, and forgets what no file has any more', () => {
  writeFileSync(join(site, 'app.js'), TEXT);
  const before = listSiteFiles(site, encoded)['/app.js'];
  const place = join(encoded, `${before?.hash}.br`);
  const { ino } = statSync(place);
  writeFileSync(join(site, 'same.js'), TEXT);
  listSiteFiles(site, encoded);
  expect(statSync(place).ino).toBe(ino);
  rmSync(join(site, 'same.js'));
  writeFileSync(join(site, 'app.js'), `${TEXT}// changed`);
  const after = listSiteFiles(site, encoded)['/app.js'];
  expect([existsSync(place), readdirSync(encoded).sort()]).toEqual([
    false,
    [`${after?.hash}.br`, `${after?.hash}.gzip`],
  ]);
});
