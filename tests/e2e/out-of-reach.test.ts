import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { makeLeasedSite } from '../support/leased-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, renderTaggedPage, scriptTag } from '../support/tagged-page.ts';

const LINK = `<a class="phone" href="tel:+74950001010">${OWN_TEXT}</a>`;

/** Nobody touches these pages: no gesture brings the page module, and they have no widget. */
describe('a page that nobody has touched, and that has no widget', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;
  /** What stands at the end of its body. */
  let after = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const { key } = await makeLeasedSite(server, 12);
    site = await startCustomerSite(({ pathname }) => {
      if (pathname.startsWith('/inside')) return { body: `<!doctype html><title>In</title><p>${LINK}</p>` };
      return { body: renderTaggedPage({ tag: scriptTag(server.origin, key), after }) };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  /** Opens a page that ends with `end`, once it shows the number that is answered here. */
  async function open(end: string) {
    after = end;
    const visitor = await aVisitor(browser);
    await visitor.page.goto(site.origin);
    const number = await textAfterSwap(visitor.page, 'header .phone', OWN_TEXT);
    return { ...visitor, number };
  }

  const frameAt = async (page: Page, path: string): Promise<Frame> => {
    await expect.poll(() => page.frames().some((one) => one.url().endsWith(path)), PATIENT).toBe(true);
    return page.frames().find((one) => one.url().endsWith(path)) as Frame;
  };
  const PATIENT = { timeout: 20_000 };
  const phoneIn = (frame: Frame) => expect.poll(() => frame.textContent('.phone'), PATIENT);
  /** Scripts that the page module is in. */
  const askedForModule = (page: Page) =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /page-/.test(name)).length,
    );

  it.each([
    ['stands there', `<x-phone></x-phone><script>${defineElement('x-phone')}</script>`],
    [
      'comes with the HTML',
      `<div id="x"><template shadowrootmode="open"><p class="phone">${OWN_TEXT}</p></template></div>`,
    ],
    [
      'is added later',
      `<script>${defineElement('x-phone')}
        addEventListener('load', () => setTimeout(() => document.body.append(document.createElement('x-phone')), 700))</script>`,
    ],
    [
      'gets its definition later',
      `<x-phone></x-phone><script>addEventListener('load', () => setTimeout(() => { ${defineElement('x-phone')} }, 700))</script>`,
    ],
    [
      'is attached to what stood there',
      `<div id="x"></div><script>addEventListener('load', () => setTimeout(() => {
        x.attachShadow({ mode: 'open' }).innerHTML = '<p class="phone">${OWN_TEXT}</p>' }, 700))</script>`,
    ],
  ])('shows its number in an open shadow root that %s', async (_name, end) => {
    const { page, context, number, faults, requests } = await open(end);
    const inShadow = page.locator(':is(x-phone, #x) .phone');
    await expect.poll(() => inShadow.textContent(), PATIENT).toBe(number);
    expect([faults, requests]).toEqual([[], ['POST /v1/swap']]);
    await context.close();
  });

  it('loads nothing more where it has neither', async () => {
    const { page, context } = await open(`<x-none></x-none><iframe src="/inside"></iframe><script>
      const own = document.querySelectorAll;
      window.looks = 0;
      document.querySelectorAll = (css) => ((looks += css === '*' ? 1 : 0), own.call(document, css));
    </script>`);
    await page.waitForFunction(() => (window as unknown as { looks: number }).looks > 1);
    expect(await askedForModule(page)).toBe(0);
    const inside = await frameAt(page, '/inside');
    expect(await inside.textContent('.phone')).toBe(OWN_TEXT);
    await context.close();
  });

  it('shows its number in a frame of its own that asks for it, wherever that goes, and in no other', async () => {
    const foreign = site.origin.replace('localhost', '127.0.0.1');
    const { page, context, number, faults, requests } = await open(`
      <iframe data-ringlet="frame" src="/inside"></iframe>
      <iframe src="/inside-unasked"></iframe>
      <iframe data-ringlet="frame" src="${foreign}/inside-foreign"></iframe>
      <div data-ringlet="off"><iframe data-ringlet="frame" src="/inside-off"></iframe></div>
      <iframe data-ringlet="frame" srcdoc="<p class='phone'>${OWN_TEXT}</p>"></iframe>`);
    const inside = await frameAt(page, '/inside');
    await phoneIn(inside).toBe(number);
    await phoneIn(await frameAt(page, 'about:srcdoc')).toBe(number);
    expect(await inside.getAttribute('.phone', 'href')).toBe(`tel:+${number.replace(/\D/g, '')}`);
    for (const path of ['/inside-unasked', '/inside-foreign', '/inside-off'])
      expect(await (await frameAt(page, path)).textContent('.phone')).toBe(OWN_TEXT);

    await inside.evaluate((text) => {
      const later = Object.assign(document.createElement('b'), { className: 'phone', textContent: text });
      document.body.append(later);
    }, OWN_TEXT);
    await expect.poll(() => inside.textContent('b.phone'), PATIENT).toBe(number);
    for (let i = 0; i < 3; i++) {
      await inside.evaluate((to) => location.assign(`/inside-way-${to}`), i);
      await phoneIn(await frameAt(page, `/inside-way-${i}`)).toBe(number);
    }
    await inside.evaluate(() => location.assign('/inside-next'));
    await phoneIn(await frameAt(page, '/inside-next')).toBe(number);
    expect([faults, requests]).toEqual([[], ['POST /v1/swap']]);

    const beacon = page.waitForRequest('**/v1/beacons');
    const next = await frameAt(page, '/inside-next');
    await next.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await next.click('.phone');
    const [{ type, agoMs }] = (await beacon).postDataJSON().events;
    expect(type).toBe('number_tapped');
    expect(agoMs).toBeLessThan(60_000);

    await page.evaluate(() =>
      (window as unknown as { ringlet(command: string): unknown }).ringlet('destroy'),
    );
    await phoneIn(next).toBe(OWN_TEXT);
    await context.close();
  });

  it('sees a frame that is added later, and one that asks later', async () => {
    const { page, context, number } = await open('');
    await page.evaluate(() => {
      const frame = Object.assign(document.createElement('iframe'), { src: '/inside' });
      frame.dataset.ringlet = 'frame';
      document.body.append(frame);
    });
    await phoneIn(await frameAt(page, '/inside')).toBe(number);
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: '/inside-later' }));
    });
    const later = await frameAt(page, '/inside-later');
    await later.waitForSelector('.phone');
    await page.evaluate(() =>
      document.querySelector('[src="/inside-later"]')?.setAttribute('data-ringlet', 'frame'),
    );
    await phoneIn(later).toBe(number);
    await context.close();
  });

  it('goes over the document that a script names', async () => {
    const { page, context, number } = await open('<iframe src="/inside"></iframe>');
    const inside = await frameAt(page, '/inside');
    await inside.waitForSelector('.phone');
    const places = await page.evaluate(() => {
      const { ringlet } = window as unknown as { ringlet(command: string, root: unknown): Promise<number> };
      return ringlet('swap', document.querySelector('iframe')?.contentDocument);
    });
    expect([places, await inside.textContent('.phone')]).toEqual([2, number]);
    await context.close();
  });
});

function defineElement(name: string): string {
  return `customElements.define('${name}', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<p class="phone">${OWN_TEXT}</p>'; } });`;
}
