import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../fakes/wait-for.ts';
import {
  type BehavingPage,
  type BehavingSite,
  type OpenOptions,
  startBehavingSite,
} from '../support/behaving-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('a widget that opens by itself', () => {
  let server: TestServer;
  let browser: Browser;
  let stories: BehavingSite;
  let visit: BehavingPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    stories = await startBehavingSite(server, browser);
  });
  afterEach(() => visit?.context.close());
  afterAll(async () => {
    await browser?.close();
    await stories?.site.close();
    await server?.close();
  });

  /** A visit to a page whose widget behaves so, once its launcher stands there. */
  async function visitTo(behaviour: object, options: OpenOptions = {}): Promise<BehavingPage> {
    visit = await stories.open(await stories.aWidget({ behaviour }), options);
    await visit.untilShown();
    return visit;
  }

  const opened = () => visit.count('widget_opened');
  /** The widget may have to be fetched and is set up in tasks of its own, for which the clock has to go on. */
  const untilOpened = () =>
    waitFor('the card to open', async () => {
      await visit.pass(0.1);
      return (await opened()) > 0;
    });
  const close = (page: Page) => page.evaluate(() => window.ringlet('close'));

  it('opens after the time that is set, once, and not again after it was dismissed (S1-62, S1-64)', async () => {
    const { page, pass } = await visitTo({ openAfterS: 60 });
    await pass(50);
    expect(await opened()).toBe(0);
    await pass(12);
    await untilOpened();
    await close(page);
    await pass(600);
    expect(await opened()).toBe(1);
    await page.reload();
    await visit.untilShown();
    await pass(120);
    expect(await opened()).toBe(0);
  });

  it('does not count the time in which nobody sees the page', async () => {
    const { page, pass } = await visitTo({ openAfterS: 60 });
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await pass(300);
    expect(await opened()).toBe(0);
    await page.evaluate(() => {
      Reflect.deleteProperty(document, 'hidden');
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await pass(61);
    await untilOpened();
  });

  it('opens the larger card after its own delay (S1-66)', async () => {
    const { pass } = await visitTo({ openAfterS: 60, activePlus: { on: true, delayS: 10 } });
    await pass(11);
    await untilOpened();
  });

  it('opens when the mouse leaves through the top, and not when it leaves elsewhere (S1-63)', async () => {
    const { page, pass } = await visitTo({ onExit: true });
    await pass(10);
    await page.mouse.move(200, 200);
    await page.mouse.move(-20, 200);
    await page.mouse.move(200, 200);
    expect(await opened()).toBe(0);
    await page.mouse.move(200, 1);
    await page.mouse.move(200, -20);
    await untilOpened();
  });

  it('opens on a touch screen when a finger flicks up fast (S1-63)', async () => {
    const { page, pass } = await visitTo(
      { onExit: true },
      {
        contextOptions: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } },
      },
    );
    await pass(10);
    // As a finger does it, in as little time as the machine needs.
    const scrollBy = (parts: number) =>
      page.evaluate((windows) => {
        window.dispatchEvent(new Event('touchmove'));
        window.dispatchEvent(new Event('scroll'));
        scrollTo(0, scrollY + windows * innerHeight);
        window.dispatchEvent(new Event('scroll'));
      }, parts);
    await scrollBy(2);
    await scrollBy(-0.3);
    expect(await opened()).toBe(0);
    await scrollBy(-1);
    await untilOpened();
  });

  it('opens when so much of the page was scrolled', async () => {
    const { page, pass } = await visitTo({ onScrollPct: 50 });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.3));
    await pass(5);
    expect(await opened()).toBe(0);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.7));
    // The browser tells of it with its next frame, whenever that is.
    await waitFor('the card to open', async () => {
      await pass(1);
      return (await opened()) > 0;
    });
  });

  it('opens when nothing has moved for so long', async () => {
    const { page, pass } = await visitTo({ onIdleS: 30 });
    for (let i = 1; i <= 3; i++) {
      await page.mouse.move(100 + i, 100);
      await pass(25);
    }
    expect(await opened()).toBe(0);
    await pass(10);
    await untilOpened();
  });

  const FIELD = '<form><input name="search" aria-label="Search"></form><button>Elsewhere</button>';
  const FRAME = '<iframe srcdoc="<input>"></iframe><button>Elsewhere</button>';
  const DIALOG = '<dialog id="ask">Which size?<button>M</button></dialog>';
  const BANNER = '<div id="cookie-banner"><a href="#ok">We use cookies</a></div>';
  it.each([
    ['somebody types', FIELD, '[name=search]', 'button'],
    ['somebody is at a frame', FRAME, 'iframe', 'button'],
    ['a cookie banner has the focus', `${BANNER}<button>Elsewhere</button>`, '#cookie-banner a', 'button'],
  ])('waits while %s', async (_name, content, busy, calm) => {
    const { page, pass } = await visitTo({ openAfterS: 20 }, { content });
    await page.locator(busy).focus();
    await pass(120);
    expect(await opened()).toBe(0);
    await page.locator(calm).first().focus();
    await pass(5);
    await untilOpened();
  });

  it('waits while a dialog of the page is up', async () => {
    const { page, pass } = await visitTo({ openAfterS: 20 }, { content: DIALOG });
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await pass(120);
    expect(await opened()).toBe(0);
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await pass(5);
    await untilOpened();
  });

  it('never opens by itself again in a session in which a call was ordered', async () => {
    const { page, pass } = await visitTo({ openAfterS: 60, showsPerSession: 5 });
    await page.evaluate(
      (hash) => {
        const detail = { widget: hash, id: 'cb_1', status: 'due' };
        document.dispatchEvent(new CustomEvent('ringlet:callback_ordered', { detail }));
      },
      await page.locator('script[data-widget]').getAttribute('data-widget'),
    );
    await pass(600);
    expect(await opened()).toBe(0);
  });

  it('stores nothing without consent to it, and keeps its counts for the page', async () => {
    const { page, pass } = await visitTo({ openAfterS: 20 }, { attributes: 'data-consent="memory"' });
    await pass(21);
    await untilOpened();
    await close(page);
    await pass(600);
    expect([await opened(), await page.evaluate(() => localStorage.length)]).toEqual([1, 0]);
  });
});
