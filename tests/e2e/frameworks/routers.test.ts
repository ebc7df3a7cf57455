import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../../scripts/seed/admin-api.ts';
import { aVisitor, launchBrowser } from '../../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../../support/customer-site.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { buildPages } from './build-pages.ts';
import { renderPage } from './render-page.ts';
import { OWN } from './story.ts';
import type { Walk } from './walk.ts';

const ROUTERS = ['turbo', 'astro', 'navigation'];
const SERVICE = '+74955571000';

/** Pages that go elsewhere by themselves long after they were shown: nobody touches them. */
describe('a site whose campaigns look at the page, and that routes by', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;

  beforeAll(async () => {
    const [scripts, started, launched] = await Promise.all([
      buildPages(ROUTERS),
      startTestServer(),
      launchBrowser(),
    ]);
    [server, browser] = [started, launched];
    const { account, adminToken, offices } = server.demo;
    const api = openAccount(server.origin, account, adminToken);
    const made = await api.post('sites', { name: 'Routed', hosts: ['localhost'] }, 'e2e-routers-site');
    const addCampaign = async (name: string, visit: string | null, e164s: string[]) => {
      const numbers = [];
      for (const e164 of e164s)
        numbers.push((await api.post('numbers', { e164, kind: 'virtual', status: 'active' }, e164)).id);
      const groups = visit ? [{ any: [{ type: 'page', op: 'ends', value: visit }] }] : [];
      const office = { office: offices[0]?.id, selectors: ['.phone'], numbers };
      const campaign = { name, site: made.id, groups, offices: [office] };
      const { id } = await api.post('campaigns', campaign, `e2e-routers-${name}`);
      await api.post(`campaigns/${id}/start`, {}, `e2e-routers-start-${name}`);
    };
    await addCampaign('service', 'visit=2', [SERVICE]);
    await addCampaign(
      'everybody',
      null,
      Array.from({ length: 9 }, (_, i) => `+7495557200${i}`),
    );
    site = await startCustomerSite(({ pathname, searchParams }) => {
      const [, name = '', file] = pathname.split('/');
      const script = scripts.get(name);
      if (script === undefined) return null;
      if (file === 'page.js') return { body: script, type: 'text/javascript' };
      const tag = `<script async src="${server.origin}/r/${made.key}.js"></script>`;
      return { body: renderPage(name, { tag, step: Number(searchParams.get('visit')) }) };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  it.each(ROUTERS)('%s shows the number of each page, and keeps the lease meanwhile', async (name) => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(`${site.origin}/${name}/`);
    await page.waitForFunction((own) => {
      const href = document.querySelector('a.phone')?.getAttribute('href');
      return 'walk' in window && href && !href.endsWith(own);
    }, OWN);
    const leased = await numberShown(page);
    expect(leased).toMatch(/^\+7495557200\d$/);
    // What comes later than this after the first paint is late, unless it is a new page.
    await page.waitForFunction(() => performance.now() > 2500);
    for (const [step, number] of [
      [1, leased],
      [2, SERVICE],
      [4, leased],
      [2, SERVICE],
      [1, leased],
    ] as const) {
      await page.evaluate((to) => (window as unknown as { walk: Walk }).walk.go(to, to), step);
      await expect.poll(() => numberShown(page), { timeout: 20_000 }).toBe(number);
      await expect.poll(() => page.locator('p.phone').textContent()).toContain(`visit ${step}`);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** E.164, of the page's link. */
async function numberShown(page: Page): Promise<string | undefined> {
  return (await page.locator('a.phone').getAttribute('href'))?.slice('tel:'.length);
}
