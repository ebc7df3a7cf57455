import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../../support/customer-site.ts';
import { measureHeap } from '../../support/heap.ts';
import { makeLeasedSite } from '../../support/leased-site.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { buildPages, PAGE_NAMES } from './build-pages.ts';
import { renderPage, SITES_OF_WHOLE_PAGES } from './render-page.ts';
import { textsAt } from './story.ts';
import type { Walk } from './walk.ts';

const VISITS = 200;
const MAX_GROWTH = 2 * 1024 * 1024;

describe('a page made with', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;
  let numbers: string[];

  beforeAll(async () => {
    const [scripts, started, launched] = await Promise.all([
      buildPages(),
      startTestServer(),
      launchBrowser(),
    ]);
    [server, browser] = [started, launched];
    const leased = await makeLeasedSite(server, PAGE_NAMES.length + 2);
    numbers = leased.numbers;
    site = await startCustomerSite(({ pathname, searchParams }) => {
      const [, name = '', file] = pathname.split('/');
      const script = scripts.get(name);
      if (script === undefined) return null;
      if (file === 'page.js') return { body: script, type: 'text/javascript' };
      const tag = `<script async src="${server.origin}/r/${leased.key}.js"></script>`;
      return { body: renderPage(name, { tag, step: Number(searchParams.get('visit')) }) };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  it.each(PAGE_NAMES)(
    "%s shows the visitor's one number through 200 visits, and grows no heap",
    async (name) => {
      const { page, context, faults, requests } = await aVisitor(browser);
      const mounted = page.waitForFunction(() => 'walk' in window);
      await page.route('**/r/*.js', (route) => mounted.then(() => route.continue()));
      await page.goto(`${site.origin}/${name}/`);
      const number = await numberShown(page, numbers);
      expect(await phoneTexts(page)).toEqual(textsAt(0, number));

      const before = await measureHeap(page);
      expect(await walk(page, VISITS)).toEqual([]);
      expect(await phoneTexts(page)).toEqual(textsAt(VISITS, number));
      expect(await page.locator('a.phone').getAttribute('href')).toBe(`tel:${number}`);
      const growth = (await measureHeap(page)) - before;
      console.log(`${name}: heap ${(growth / 1024).toFixed(0)} KiB after ${VISITS} visits`);
      expect(growth).toBeLessThan(MAX_GROWTH);

      await unmount(page);
      if (!SITES_OF_WHOLE_PAGES.includes(name)) expect(await page.locator('.phone').count()).toBe(0);
      expect(faults).toEqual([]);
      expect(requests).toEqual(['POST /v1/swap']);
      await context.close();
    },
  );

  it.each(PAGE_NAMES.filter((name) => name.startsWith('react')))(
    '%s is hydrated without a word when the number was there first',
    async (name) => {
      const { page, context, faults, requests } = await aVisitor(browser);
      const answered = page.waitForResponse('**/v1/swap');
      await page.route('**/page.js', async (route) => {
        await (await answered).finished();
        await page.evaluate(() => new Promise(requestAnimationFrame));
        await route.continue();
      });
      await page.goto(`${site.origin}/${name}/`);
      const number = await numberShown(page, numbers);
      expect(await phoneTexts(page)).toEqual(textsAt(0, number));
      expect(await walk(page, 10)).toEqual([]);
      expect(await phoneTexts(page)).toEqual(textsAt(10, number));
      await unmount(page);
      expect(faults).toEqual([]);
      expect(requests).toEqual(['POST /v1/swap']);
      await context.close();
    },
  );
});

function walk(page: Page, visits: number): Promise<string[]> {
  return page.evaluate((to) => (window as unknown as { walk: Walk }).walk.go(1, to), visits);
}

function unmount(page: Page): Promise<void> {
  return page.evaluate(() => (window as unknown as { walk: Walk }).walk.unmount());
}

/** The number of `numbers` that the page came to show in its link. */
async function numberShown(page: Page, numbers: string[]): Promise<string> {
  const shown = await page.waitForFunction((known) => {
    const href = document.querySelector('a.phone')?.getAttribute('href')?.slice('tel:'.length) ?? '';
    return 'walk' in window && known.includes(href) && href;
  }, numbers);
  return String(await shown.jsonValue());
}

function phoneTexts(page: Page): Promise<string[]> {
  return page.locator('.phone').allTextContents();
}
