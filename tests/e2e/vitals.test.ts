import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, SHARED_TEXT, scriptTag } from '../support/tagged-page.ts';
import { noteAnswer, readVitals, watchVitals } from '../support/vitals.ts';

const CPU_SLOWDOWN = 4;
const FONTS = ['sans-serif', 'serif', 'monospace'];

describe('a page on a slow device', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const tag = scriptTag(server.origin, server.demo.siteKey);
    site = await startCustomerSite(({ searchParams }) => {
      const font = searchParams.get('font') ?? '';
      return { body: renderNarrowPage(font, searchParams.has('tag') ? tag : '') };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  it.each(FONTS)('in %s does not shift when its numbers change and the widget comes up', async (font) => {
    for (const tag of ['', '&tag']) {
      const { page, context } = await aVisitor(browser);
      const session = await watchVitals(page, CPU_SLOWDOWN);
      await noteAnswer(page);
      await page.goto(`${site.origin}/?font=${font}${tag}`);
      if (tag) await settle(page);
      expect((await readVitals(page, session)).shifted).toEqual([]);
      await context.close();
    }
  });

  it('tells of a shift if there is one', async () => {
    const { page, context } = await aVisitor(browser);
    const session = await watchVitals(page, CPU_SLOWDOWN);
    await page.goto(`${site.origin}/?font=serif`);
    // Only what has been painted can shift.
    await readVitals(page, session);
    await page.evaluate(() => document.querySelector('.phone')?.replaceChildren('+7 (495) 000-10-10, daily'));
    expect((await readVitals(page, session)).cls).toBeGreaterThan(0);
    await context.close();
  });
});

/** Until the widget has come up and the numbers are changed; a page that was too slow for its answer is loaded anew. */
async function settle(page: Page): Promise<void> {
  for (let isShown = false; !isShown; ) {
    await page.getByRole('button', { name: 'Call me back' }).waitFor();
    await page.waitForFunction(() => 'answered' in window);
    isShown = (await page.locator('p .phone').last().textContent()) === SHARED_TEXT;
    if (!isShown) await page.reload();
  }
}

/** Numbers that everything else would move with: between other words of a row, and in a text that runs on. */
function renderNarrowPage(font: string, tag: string): string {
  const phone = `<a class="phone" href="tel:+74950001010">${OWN_TEXT}</a>`;
  const text = `Kitchens and furniture from solid oak. Ring ${phone}, or come by. `.repeat(6);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kitchens</title>${tag}
    <style>body { font-family: ${font}; width: 30em } header { display: flex; gap: 1em }</style></head>
    <body><header>${phone}<nav>Our work</nav><nav>Delivery</nav></header><p>${text}</p></body></html>`;
}
