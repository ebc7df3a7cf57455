import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleHours } from '../../demo-site/studio/sample-hours.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { scriptTag } from '../support/tagged-page.ts';

/** Of the studio's telephone, CSS pixels. */
const PHONE = { width: 390, height: 700 };
/** That of this process, in which the hours of the preview are made once more. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a visitor does to come to a state that the studio shows, and the sign that it is reached. */
const STATES: Record<string, { sign: string; reach(page: Page | FrameLocator): Promise<void> }> = {
  launcher: { sign: '.launcher', reach: async () => {} },
  form: { sign: '.card #rl-phone', reach: (page) => page.locator('.launcher').click() },
  faulty: {
    sign: '.card .fault:not(:empty)',
    async reach(page) {
      await page.locator('.launcher').click();
      await page.locator('[type=submit]').click();
    },
  },
  times: {
    sign: '.card .picker',
    async reach(page) {
      await page.locator('.launcher').click();
      await page.locator('.link').click();
    },
  },
};

describe('the preview of the studio', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;
  let studio: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const tag = scriptTag(server.origin, server.demo.siteKey, 'data-lang="en"');
    const looks = ':root{color-scheme:light dark}body{margin:0;background:light-dark(#fff,#15181d)}';
    const page = `<!doctype html><meta name="viewport" content="width=device-width"><style>${looks}</style>${tag}`;
    // In a frame as well: what is drawn in one is put together in another way, which rounds some edges by one of 255.
    const outside = `<!doctype html><style>body{margin:0}iframe{position:fixed;inset:0;border:0}</style>
      <iframe src="/shop" width="${PHONE.width}" height="${PHONE.height}"></iframe>`;
    site = await startCustomerSite(({ pathname }) => ({ body: pathname === '/shop' ? page : outside }));
    ({ page: studio } = await visitorIn());
    await studio.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
    await studio.setViewportSize({ width: 1400, height: 1100 });
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('link', { name: 'Beresta kitchens' }).click();
    await studio.getByLabel('Language', { exact: true }).selectOption('English');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  /** Both see the clock of one place, or their days would differ. */
  async function visitorIn() {
    const { page: _, context } = await aVisitor(browser);
    await context.close();
    const own = await browser.newContext({ locale: 'en-GB', timezoneId: ZONE });
    return { page: await own.newPage() };
  }

  /** The state in the preview, whose frame stands alone on a page of its size. */
  async function pictureOfPreview(state: string): Promise<Buffer> {
    await studio.getByLabel('State', { exact: true }).selectOption(`see.${state}`);
    const frame = studio.frameLocator('iframe[title="Preview of the widget"]');
    await frame
      .locator(STATES[state]?.sign ?? '')
      .first()
      .waitFor();
    await frame
      .locator('.site')
      .evaluate((blocks) => Object.assign((blocks as HTMLElement).style, { opacity: 0 }));
    await frame.locator('ringlet-callback').evaluate(settle);
    const iframe = studio.locator('iframe[title="Preview of the widget"]');
    // Alone at the corner of the window: elsewhere it may begin between two pixels.
    await iframe.evaluate((element) => {
      Object.assign(element.style, {
        position: 'fixed',
        inset: '0',
        zIndex: '9',
        border: '0',
        transform: 'none',
      });
    });
    return studio.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, ...PHONE } });
  }

  /** The state on a customer's page, at the hours that the preview shows. */
  async function pictureOfLive(state: string): Promise<Buffer> {
    const { page } = await visitorIn();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(PHONE);
    const hours = sampleHours('day', ZONE, Date.now());
    await page.route('**/slots*', (route) =>
      route.fulfill({ json: hours, headers: { 'access-control-allow-origin': '*' } }),
    );
    await page.goto(site.origin);
    const shop = page.frameLocator('iframe');
    await shop.locator('.launcher').waitFor();
    await STATES[state]?.reach(shop);
    await shop
      .locator(STATES[state]?.sign ?? '')
      .first()
      .waitFor();
    await page.mouse.move(0, 0);
    await shop.locator('ringlet-callback').evaluate(settle);
    const png = await page.screenshot({ animations: 'disabled' });
    await page.context().close();
    return png;
  }

  it.each(Object.keys(STATES))(
    'shows the state %s as a customer’s page does, pixel by pixel',
    async (state) => {
      const [preview, live] = [await pictureOfPreview(state), await pictureOfLive(state)];
      // Both were made by one encoder: equal pixels are equal bytes.
      expect(live.equals(preview)).toBe(true);
    },
  );
});

/**
 * Runs in the page: the preview takes no focus, so it is taken from both. Then all is painted anew, because what was
 * moved since it was first painted may keep the edges that it had.
 */
async function settle(widget: Element): Promise<void> {
  const { activeElement } = widget.shadowRoot as ShadowRoot;
  if (activeElement instanceof HTMLElement) activeElement.blur();
  const { style } = document.documentElement;
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await painted();
  style.display = 'none';
  await painted();
  style.display = '';
  await painted();
}
