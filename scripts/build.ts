import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { InlineConfig } from 'vite';
import { RELEASE_ENTRY } from '../shared/contract/release.ts';
import {
  type BundlePlan,
  behaviourBundle,
  debugBundle,
  linksBundle,
  loaderBundle,
  pageBundle,
  pagesBundle,
  widgetBundle,
  workerBundle,
} from '../vite.config.ts';
import { hashInputs, isBuilt } from './build/input-stamp.ts';
import { listReleases, placeReleases, releasesFolder } from './build/releases.ts';
import { renderHeadersFile } from './build/site-headers.ts';
import { type BundleSizes, measureFile, measureWidget, renderSizeTable } from './build/sizes.ts';
import { exitWith, UserError } from './user-error.ts';

/** The repository. */
export const ROOT = join(import.meta.dirname, '..');

export interface BuildOptions {
  /** The sources; the repository itself unless told. */
  root?: string;
  /** Prints errors only. */
  quiet?: boolean;
}

/**
 * Makes `dist/` from the sources: the widget, the page module, the loader, the Worker, the demo pages and
 * `sizes.json`. Does nothing if `dist/` is already the build of these inputs. Two builds at once wait for each other.
 *
 * @throws UserError if an entry of the build is missing
 */
export async function buildAll({
  root = ROOT,
  quiet = false,
}: BuildOptions = {}): Promise<{ dist: string; fresh: boolean }> {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const lock = new DatabaseSync(join(dist, '.lock'), { timeout: 120_000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    const stamp = hashInputs(root);
    const fresh = isBuilt(dist, stamp);
    if (!fresh) {
      await buildBundles(root, dist);
      writeFileSync(join(dist, '.stamp'), stamp);
    }
    if (!quiet) console.log(renderSizeTable(readSizes(dist)));
    return { dist, fresh };
  } finally {
    lock.close();
  }
}

export function readSizes(dist: string): BundleSizes {
  return JSON.parse(readFileSync(join(dist, 'sizes.json'), 'utf8')) as BundleSizes;
}

/** Builds beside the present build and replaces it at the end: one that fails leaves everything as it was. */
async function buildBundles(root: string, dist: string): Promise<void> {
  for (const entry of [
    'widget/callback/widget.ts',
    'widget/page/page.ts',
    'widget/loader.ts',
    'edge/worker.ts',
  ]) {
    if (!existsSync(join(root, entry)))
      throw new UserError(`Cannot build: ${entry} is missing from ${root}.`);
  }
  const out = join(dist, '.next');
  const plan: BundlePlan = { root, out };
  rmSync(out, { recursive: true, force: true });
  await runVite(widgetBundle(plan));
  const widget = findModule(out, 'widget');
  await runVite(debugBundle(plan));
  const debug = findModule(out, 'debug');
  await runVite(behaviourBundle(plan));
  const behaviour = findModule(out, 'behaviour');
  await runVite(linksBundle(plan));
  const links = findModule(out, 'links');
  await runVite(pageBundle(plan, { widget, debug, behaviour, links }));
  const page = findModule(out, 'page');
  const version = readVersion(root);
  for (const isPinned of [false, true])
    await runVite(loaderBundle(plan, { pageFile: page, version, isPinned }));
  await runVite(workerBundle(plan));
  const pages = pagesBundle(plan);
  if (pages) await runVite(pages);
  placeSiteFiles(plan, widget);

  rmSync(join(dist, '.stamp'), { force: true });
  const sizes: BundleSizes = {
    loader: measureFile(join(out, 'sdk/loader.js')),
    page: measureFile(join(out, 'site/sdk', page)),
    behaviour: measureFile(join(out, 'site/sdk', behaviour)),
    ...measureWidget(join(out, 'site/sdk')),
    debug: measureFile(join(out, 'site/sdk', debug)),
    links: measureFile(join(out, 'site/sdk', links)),
    worker: measureFile(join(out, 'worker/worker.js')),
  };
  writeFileSync(join(dist, 'sizes.json'), JSON.stringify(sizes, null, 2) + '\n');
  for (const folder of ['sdk', 'worker', 'demo', 'site']) mirrorFolder(join(out, folder), join(dist, folder));
  rmSync(out, { recursive: true });
}

/** The file name, with its hash, of a module that the page imports. */
function findModule(out: string, name: string): string {
  const files = readdirSync(join(out, 'site/sdk'));
  const file = files.find((one) => one.startsWith(`${name}-`) && one.length === `${name}-12345678.js`.length);
  if (file === undefined) throw new Error(`the bundle left no ${name}-*.js`);
  return file;
}

function readVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function placeSiteFiles({ root, out }: BundlePlan, widget: string): void {
  const site = join(out, 'site');
  // Beside the files that it imports: a release is this folder's scripts.
  renameSync(join(out, 'sdk', RELEASE_ENTRY), join(site, 'sdk', RELEASE_ENTRY));
  const releases = releasesFolder(root);
  placeReleases(releases, site);
  writeFileSync(join(site, 'sdk/releases.json'), JSON.stringify(listReleases(releases)));
  writeFileSync(join(site, '_headers'), renderHeadersFile());
  // Tells our own pages which widget is the present one.
  writeFileSync(join(site, 'sdk/manifest.json'), JSON.stringify({ widget }));

  // The reference of the admin API lives beside the API.
  if (existsSync(join(site, 'docs'))) {
    mkdirSync(join(site, 'admin'), { recursive: true });
    renameSync(join(site, 'docs'), join(site, 'admin/docs'));
  }
  const notFound = join(root, 'demo-site/404.html');
  if (existsSync(notFound)) copyFileSync(notFound, join(site, '404.html'));
  const shop = join(root, 'demo-site/shop');
  if (existsSync(shop)) cpSync(shop, join(out, 'demo/shop'), { recursive: true });
}

/** Makes `to` hold what `from` holds. The folders themselves stay, because somebody may be watching them. */
function mirrorFolder(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
  for (const path of globSync('**', { cwd: to })) {
    if (path !== '' && !existsSync(join(from, path)))
      rmSync(join(to, path), { recursive: true, force: true });
  }
}

// Loaded only when there is something to build: a second start should not wait for it.
async function runVite(config: InlineConfig): Promise<void> {
  const { build } = await import('vite');
  await build(config);
}

if (import.meta.main) {
  try {
    const { fresh } = await buildAll({ quiet: process.argv.includes('--quiet') });
    if (fresh && !process.argv.includes('--quiet')) console.log('Nothing changed since the last build.');
  } catch (error) {
    exitWith(error);
  }
}
