import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN_PAGES, type BrokenPage, WHOLE_PAGE } from '../support/broken-pages.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { ask, type CheckedSites, checkPage, makeCheckedSites } from '../support/checked-sites.ts';
import { type PagesServer, startPagesServer } from '../support/pages-server.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('the diagnosis of a customer’s page', () => {
  let server: TestServer;
  let browser: Browser;
  let customer: PagesServer;
  let sites: CheckedSites;

  beforeAll(async () => {
    customer = await startPagesServer();
    const env = { RINGLET_LOCAL_TARGETS: customer.host };
    [server, browser] = await Promise.all([startTestServer({ env }), launchBrowser()]);
    sites = await makeCheckedSites(server);
    const keys = (site: BrokenPage['site']) => ({ key: sites[site].key, otherKey: sites.tagged.key });
    for (const { fault, site, page } of BROKEN_PAGES) {
      customer.pages.set(`/${fault}`, page({ origin: server.origin, ...keys(site) }));
    }
    customer.pages.set('/whole', WHOLE_PAGE({ origin: server.origin, ...keys('plain') }));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await customer?.close();
  });

  /** Opens a page with the overlay; `codes` are those of the faults that it names now, in order. */
  async function openOverlay(path: string, isCutOff = false) {
    const { page, context } = await aVisitor(browser);
    if (isCutOff) await page.route('**/v1/*', (route) => route.abort('connectionrefused'));
    await page.goto(`http://${customer.host}${path}?ringlet=debug`);
    let reason = await reasonOn(page);
    // On a busy machine an answer may take longer than a page waits; then the visitor looks again.
    for (let i = 0; i < 5 && reason === 'timeout'; i++) {
      await page.reload();
      reason = await reasonOn(page);
    }
    const faults = page.locator('ringlet-debug .faults li');
    const readCodes = (items: Element[]) => items.map((item) => (item as HTMLElement).dataset.code ?? '');
    return { codes: () => faults.evaluateAll(readCodes), close: () => context.close() };
  }

  async function reasonOn(page: Page): Promise<string> {
    const body = page.locator('ringlet-debug .body');
    await body.waitFor();
    return (await body.locator('code').first().textContent()) ?? '';
  }

  it('has a broken page for each of the twelve faults', () => {
    expect(new Set(BROKEN_PAGES.map(({ fault }) => fault)).size).toBe(12);
    expect(BROKEN_PAGES.filter(({ by }) => by.length === 0)).toEqual([]);
  });

  it.each(BROKEN_PAGES.filter(({ by }) => by.includes('check')))(
    'reads $fault out of the HTML',
    async ({ fault, site }) => {
      const { faults } = await checkPage(server, sites[site].id, `http://${customer.host}/${fault}`);
      expect(faults.map(({ code }) => code)).toEqual([fault]);
    },
  );

  it.each(BROKEN_PAGES.filter(({ by }) => by.includes('overlay')))(
    'sees $fault on the page',
    async ({ fault, isCutOff }) => {
      const { codes, close } = await openOverlay(`/${fault}`, isCutOff);
      // The page may tell of more while it is looked at.
      await expect.poll(codes).toEqual([fault]);
      await close();
    },
  );

  it('finds nothing wrong with a whole page', async () => {
    const check = await checkPage(server, sites.plain.id, `http://${customer.host}/whole`);
    expect(check).toMatchObject({
      faults: [],
      tags: 1,
      campaign: 'Plain campaign',
      targets: [{ selector: '.phone', count: 1 }],
    });
    const { codes, close } = await openOverlay('/whole');
    expect(await codes()).toEqual([]);
    await close();
  });

  it('reads the shop that stands on the server itself', async () => {
    const { items } = await ask<{ items: { id: string; key: string }[] }>(server, 'GET', 'sites');
    const shop = items.find(({ key }) => key === server.demo.siteKey);
    const check = await checkPage(server, shop?.id ?? '', `${server.origin}/shop/`);
    expect(check).toMatchObject({ faults: [], campaign: 'Everybody else', tags: 1 });
  });

  it('asks nothing of this machine that is not listed', async () => {
    const stranger = await startPagesServer();
    stranger.pages.set('/', { html: 'a secret' });
    const { faults } = await checkPage(server, sites.plain.id, `http://${stranger.host}/`);
    await stranger.close();
    expect(faults).toMatchObject([{ code: 'page_unreadable', hint: 'bad_address' }]);
  });
});
