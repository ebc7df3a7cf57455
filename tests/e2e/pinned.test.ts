import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addRelease, placeReleases } from '../../scripts/build/releases.ts';
import { buildAll } from '../../scripts/build.ts';
import type { SiteCode } from '../../shared/contract/admin/site-code.ts';
import type { Release } from '../../shared/contract/release.ts';
import { adminPath } from '../../shared/paths.ts';
import { aVisitor, launchBrowser, textAfterSwap, type Visitor } from '../support/browser.ts';
import { startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const VERSION = '9.8.7';
const OWN = '+7 (495) 000-10-10';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-pinned-'));
let server: TestServer;
let browser: Browser;
let release: Release;
let code: SiteCode;

beforeAll(async () => {
  const { dist } = await buildAll({ quiet: true });
  const distDir = join(folder, 'dist');
  for (const part of ['site', 'worker', 'demo'])
    cpSync(join(dist, part), join(distDir, part), { recursive: true });
  release = addRelease(join(folder, 'releases'), VERSION, join(dist, 'site/sdk'));
  placeReleases(join(folder, 'releases'), join(distDir, 'site'));
  writeFileSync(join(distDir, 'site/sdk/releases.json'), JSON.stringify([release]));
  [server, browser] = await Promise.all([startTestServer({ distDir }), launchBrowser()]);
  code = await askForCode();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function askForCode(): Promise<SiteCode> {
  const { account, adminToken } = server.demo;
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${adminToken}` };
    return (await fetch(server.origin + adminPath(account, path), { headers })).json();
  };
  const { items } = (await ask('sites')) as { items: { id: string; key: string }[] };
  const site = items.find(({ key }) => key === server.demo.siteKey);
  return (await ask(`sites/${site?.id}/code`)) as SiteCode;
}

const addressOf = (name: string) => `${server.origin}/v/${VERSION}/${name}`;

interface PinnedPage {
  /** What the server gives to paste, unless told. */
  tag?: string | undefined;
  /** Somebody has changed the release's other files on the way. */
  isForged?: boolean;
}

/** A visitor of a page with the pinned tag. */
async function aPinnedPage({
  tag = code.pinned?.tag,
  isForged = false,
}: PinnedPage = {}): Promise<Visitor & { paths: string[] }> {
  const visitor = await aVisitor(browser);
  if (isForged) {
    await visitor.page.route(addressOf('widget-*.js'), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `window.isForged = true;${await response.text()}` });
    });
  }
  const paths: string[] = [];
  visitor.page.on('request', (request) => {
    if (request.url().startsWith(server.origin)) paths.push(new URL(request.url()).pathname);
  });
  const site = await startOtherSite(server.origin, server.demo.siteKey, tag);
  visitor.context.on('close', () => void site.close());
  await visitor.page.goto(site.origin);
  return { ...visitor, paths };
}

it('serves every file of a release as it was released, to be kept for ever and checked by anybody', async () => {
  for (const [name, integrity] of Object.entries(release.files)) {
    const answer = await fetch(addressOf(name));
    const hash = createHash('sha384').update(Buffer.from(await answer.arrayBuffer()));
    expect(`sha384-${hash.digest('base64')}`).toBe(integrity);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
  }
});

it('shows a number and opens the widget, with no file from outside its release', async () => {
  const { page, context, faults, paths } = await aPinnedPage();
  expect(await textAfterSwap(page, '.phone', OWN)).toBe('+7 (800) 555-01-00');
  await page.getByRole('button', { name: 'Call me back' }).first().click();
  await page.getByRole('dialog').waitFor();
  const files = paths.filter((path) => path.endsWith('.js'));
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((path) => !path.startsWith(`/v/${VERSION}/`))).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

it('is refused by the browser when it is not the file that was pinned, and the page keeps its number', async () => {
  const other = `sha384-${createHash('sha384').update('other').digest('base64')}`;
  const { page, context, faults, requests } = await aPinnedPage({
    tag: code.pinned?.tag.replace(/sha384-[^"]+/, other),
  });
  await page.waitForLoadState('load');
  await expect.poll(() => faults.join(), { timeout: 30_000 }).toContain('integrity');
  expect(await page.locator('.phone').textContent()).toBe(OWN);
  expect(requests).toEqual([]);
  await context.close();
});

it('has its other files checked too, where the page has an import map with their hashes', async () => {
  const tag = `${code.pinned?.importMap}${code.pinned?.tag}`;
  const trusted = await aPinnedPage({ tag });
  await trusted.page.getByRole('button', { name: 'Call me back' }).first().click();
  await trusted.page.getByRole('dialog').waitFor();
  await trusted.context.close();

  const forged = await aPinnedPage({ tag, isForged: true });
  await forged.page.getByRole('button', { name: 'Call me back' }).first().click();
  await expect.poll(() => forged.faults.join(), { timeout: 30_000 }).toContain('integrity');
  expect(await forged.page.evaluate('window.isForged')).toBeUndefined();
  expect(await textAfterSwap(forged.page, '.phone', OWN)).toBe('+7 (800) 555-01-00');
  await forged.context.close();
});
