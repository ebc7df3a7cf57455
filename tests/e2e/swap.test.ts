import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OWN = '+7 (495) 000-10-10';
const HEADER = '.head-phone .phone';

describe('the shop that pasted the tag', () => {
  let server: TestServer;
  let browser: Browser;
  const shop = (query: string) => `${server.origin}/shop/?${query}`;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('shows each visitor from the advert a number of their own, and the N+1st the fallback', async () => {
    const shown: string[] = [];
    for (let i = 0; i < 4; i++) {
      const { page, context, faults } = await aVisitor(browser);
      await page.goto(shop('utm_source=yandex&utm_medium=cpc'));
      shown.push(await textAfterSwap(page, HEADER, OWN));
      expect(faults).toEqual([]);
      await context.close();
    }
    // Three numbers are leased in turn, then the fourth visitor gets the fallback.
    expect(shown).toEqual([
      '+7 (495) 555-01-01',
      '+7 (495) 555-01-02',
      '+7 (495) 555-01-03',
      '+7 (495) 555-01-04',
    ]);
  });

  it("shows a visitor without tags the catch-all's static number", async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(shop(''));
    expect(await textAfterSwap(page, HEADER, OWN)).toBe('+7 (800) 555-01-00');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps the number over a reload without a request', async () => {
    const { page, context, requests } = await aVisitor(browser);
    await page.goto(shop('utm_source=google&utm_medium=cpc'));
    const number = await textAfterSwap(page, HEADER, OWN);
    expect(number).toBe('+7 (495) 555-01-08');
    expect(requests).toEqual(['POST /v1/swap']);
    await page.goto(shop(''));
    expect(await textAfterSwap(page, HEADER, OWN)).toBe(number);
    await page.reload();
    expect(await textAfterSwap(page, HEADER, OWN)).toBe(number);
    expect(requests).toEqual(['POST /v1/swap']);
    await context.close();
  });

  it('shows the same number in a second tab', async () => {
    const { page, context } = await aVisitor(browser);
    await page.goto(shop('utm_source=google&utm_medium=ppc'));
    const number = await textAfterSwap(page, HEADER, OWN);
    const tab = await context.newPage();
    await tab.goto(shop(''));
    expect(await textAfterSwap(tab, HEADER, OWN)).toBe(number);
    await context.close();
  });

  it('writes the number into every spelling and into the link, and touches nothing else', async () => {
    const { page, context } = await aVisitor(browser);
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const phone = document.querySelector('.head-phone .phone');
        Object.assign(window, { phoneNode: phone, textNode: phone?.firstChild });
      });
    });
    await page.goto(shop('utm_medium=email'));
    await textAfterSwap(page, HEADER, OWN);
    const texts = await page.locator('.phone').allTextContents();
    expect(texts.map((text) => text.replace(/[\u00a0\u2011]/g, '_'))).toEqual([
      '+7 (495) 555-01-11',
      '8_495_555_01_11',
      '+7 495 555 01 11',
      '+7 495 555-01-11',
      '+7 (495) 000-10-19',
    ]);
    expect(await page.locator(HEADER).getAttribute('href')).toBe('tel:+74955550111');
    expect(await page.locator('.phone-warehouse').textContent()).toBe('8 495 000-30-30');
    expect(
      await page.evaluate(() => {
        const { phoneNode, textNode } = window as unknown as { phoneNode: Element; textNode: Node };
        return document.contains(textNode) && phoneNode.firstChild === textNode;
      }),
    ).toBe(true);
    await context.close();
  });

  it('tells of a number that the visitor taps or copies, and of nothing else', async () => {
    const { page, context, requests } = await aVisitor(browser);
    await page.addInitScript(() => document.addEventListener('click', (event) => event.preventDefault()));
    await page.goto(shop('utm_medium=email'));
    await textAfterSwap(page, HEADER, OWN);
    const beacon = () => page.waitForResponse('**/v1/beacons');
    const [tapped] = await Promise.all([beacon(), page.locator(HEADER).click()]);
    expect(tapped.status()).toBe(204);
    expect(tapped.request().postDataJSON()).toMatchObject({ events: [{ type: 'number_tapped' }] });
    const copy = (selector: string) =>
      page.evaluate((css) => {
        const target = document.querySelector(css);
        if (target) getSelection()?.selectAllChildren(target);
        document.execCommand('copy');
      }, selector);
    const [copied] = await Promise.all([beacon(), copy('.phone.big')]);
    expect(copied.request().postDataJSON()).toMatchObject({ events: [{ type: 'number_copied' }] });
    await copy('h1');
    await page.locator('.phone-warehouse').click();
    expect(requests).toEqual(['POST /v1/swap', 'POST /v1/beacons', 'POST /v1/beacons']);
    await context.close();
  });

  it('gives its own numbers back when it is destroyed', async () => {
    const { page, context } = await aVisitor(browser);
    await page.route('**/r/*.js', (route) => route.abort());
    await page.goto(shop('utm_medium=email'));
    const before = await page.locator('main').innerHTML();
    await page.unroute('**/r/*.js');
    await page.goto(shop('utm_medium=email'));
    await textAfterSwap(page, HEADER, OWN);
    await page.evaluate(() =>
      (window as unknown as { ringlet(command: string): Promise<void> }).ringlet('destroy'),
    );
    expect(await page.locator('main').innerHTML()).toBe(before);
    await context.close();
  });

  it('leaves the page as it is when the server answers too late, badly or not at all', async () => {
    const answers: Record<string, (route: Route) => Promise<void>> = {
      late: async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        // By then the page has given up, and the request may be gone.
        await route.continue().catch(() => undefined);
      },
      '500': (route) => route.fulfill({ status: 500, body: 'oops' }),
      HTML: (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<html>' }),
      'cut JSON': (route) => route.fulfill({ status: 200, body: '{"swaps":[{' }),
      'wrong shape': (route) => route.fulfill({ status: 200, body: '{"swaps":[{"selectors":5}]}' }),
      none: (route) => route.abort('connectionrefused'),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const { page, context, faults } = await aVisitor(browser);
      await page.route('**/v1/swap', answer);
      const asked = page.waitForRequest('**/v1/swap');
      await page.goto(shop('utm_source=yandex'));
      await asked;
      await page.waitForTimeout(name === 'late' ? 1_600 : 300);
      expect(await page.locator(HEADER).textContent(), name).toBe(OWN);
      // The browser itself reports a failed request on the console; nothing of ours may be uncaught.
      expect(
        faults.filter((fault) => fault.startsWith('uncaught')),
        name,
      ).toEqual([]);
      await context.close();
    }
  });

  it('leaves the page as it is when the server is gone', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.route('**/r/*.js', (route) => route.abort('connectionrefused'));
    await page.goto(shop('utm_source=yandex'));
    await page.waitForLoadState('load');
    expect(await page.locator(HEADER).textContent()).toBe(OWN);
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    await context.close();
  });
});
