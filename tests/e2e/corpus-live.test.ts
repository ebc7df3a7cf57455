import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { watchShadows } from '../../widget/swap/shadow.ts';
import type { createSwapper, Swapper } from '../../widget/swap/swapper.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { bundleForPage } from '../support/swap-page.ts';

declare const swapping: { createSwapper: typeof createSwapper };
declare const shadows: { watchShadows: typeof watchShadows };
declare let swapper: Swapper;

const FIRST = '+74951234567';
const SECOND = '+74957654321';

describe('a page that lives on while its numbers are swapped, in Chromium', () => {
  let browser: Browser;
  let scripts: string[];
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [browser, ...scripts] = await Promise.all([
      launchBrowser(),
      bundleForPage('widget/swap/swapper.ts', 'swapping'),
      bundleForPage('widget/swap/shadow.ts', 'shadows'),
    ]);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    ({ page, faults } = await aVisitor(browser));
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await page.context().close();
  });

  async function open(html: string): Promise<void> {
    await page.setContent(`<!doctype html><title>Live</title>${html}`);
    for (const content of scripts) await page.addScriptTag({ content });
    await page.evaluate(() => {
      Object.assign(globalThis, { swapper: swapping.createSwapper(document, () => {}) });
    });
  }

  /** Shows the numbers in turn, at once, and tells how many stood when each was done. */
  async function show(numbers: string | string[], selectors = ['.phone']): Promise<number[]> {
    return page.evaluate(
      async ({ numbers, selectors }) => {
        const swap = {
          office: 'a',
          selectors,
          replaces: ['+74950000000'],
          kind: 'leased' as const,
          expiresInS: 600,
        };
        const shows = numbers.map((number) =>
          swapper.show([{ ...swap, number }], { late: 'always', isRenewal: false }),
        );
        return Promise.all(shows);
      },
      { numbers: [numbers].flat(), selectors },
    );
  }

  const text = (selector: string) => page.locator(selector).first().textContent();
  const becomes = (selector: string, wanted: string) =>
    page.waitForFunction(
      ([css, is]) => document.querySelector(css ?? '')?.textContent === is,
      [selector, wanted],
    );

  it('leaves a number that is selected, over all its nodes, and swaps it once it is let go of', async () => {
    await open(
      '<p class="phone"><b>8 (495)</b> 000-00-00</p><p class="phone" id="free">8 (495) 000-00-00</p>',
    );
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('b') as Element));
    await show(FIRST);
    expect([await text('.phone'), await text('#free')]).toEqual(['8 (495) 000-00-00', '8 (495) 123-45-67']);
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await becomes('.phone', '8 (495) 123-45-67');
  });

  it('leaves a link that has the focus or was tapped, with its address, until it is let go of', async () => {
    await open('<a class="phone" href="tel:84950000000">8 (495) 000-00-00</a><input>');
    await show(FIRST);
    await page.locator('a').focus();
    await show(SECOND);
    expect(await text('a')).toBe('8 (495) 123-45-67');
    expect(await page.locator('a').getAttribute('href')).toBe(`tel:${FIRST}`);
    await page.locator('input').focus();
    await becomes('a', '8 (495) 765-43-21');
    expect(await page.locator('a').getAttribute('href')).toBe(`tel:${SECOND}`);
  });

  it('gives the next number also to what the page has copied from a swapped element', async () => {
    await open('<main><p class="phone">8 (495) 000-00-00</p></main>');
    await show(FIRST);
    await page.evaluate(() => {
      const main = document.querySelector('main') as Element;
      main.append((main.firstElementChild as Element).cloneNode(true));
    });
    expect(await show(SECOND)).toEqual([2]);
    expect(await text('main')).toBe('8 (495) 765-43-218 (495) 765-43-21');
  });

  it.each([[['.phone']], [[]]])(
    'follows a text that is changed in place (selectors: %j)',
    async (selectors) => {
      await open('<ul><li class="phone">8 (495) 000-00-00</li></ul>');
      await show(FIRST, selectors);
      await page.evaluate(() => {
        ((document.querySelector('li') as Element).firstChild as Text).data = 'Звоните: +7 495 000 00 00';
      });
      expect(await text('li')).toBe('Звоните: +7 495 123 45 67');
    },
  );

  it('goes over a large page in slices, and a newer answer ends an older one', async () => {
    await open('<main></main>');
    await page.evaluate(() => {
      const row = (i: number) =>
        `<li>${i % 100 ? `Товар ${i * 37}` : '8 (495) <b>000-00-00</b>'}<i>да</i></li>`;
      const rows = Array.from({ length: 30_000 }, (_, i) => row(i)).join('');
      (document.querySelector('main') as Element).innerHTML = `<ul>${rows}</ul>`;
    });
    const [older = 0, newer] = await show([FIRST, SECOND], []);
    expect(newer).toBe(300);
    // It would find most of them if it went on beside the newer one.
    expect(older).toBeLessThan(200);
    const left = await page.evaluate(() => {
      const all = document.body.textContent ?? '';
      return ['000-00-00', '123-45-67', '765-43-21'].map((number) => all.split(number).length - 1);
    });
    expect(left).toEqual([0, 0, 300]);
    await page.evaluate(() => swapper.restore());
    expect((await text('main'))?.split('000-00-00').length).toBe(301);
  });

  it('sees open shadow roots: there, added, and of elements that are defined later', async () => {
    await open('<x-there class="phone"></x-there><x-later></x-later><main></main>');
    await page.evaluate(() => {
      const define = (name: string, html: string) =>
        customElements.define(
          name,
          class extends HTMLElement {
            connectedCallback() {
              this.attachShadow({ mode: 'open' }).innerHTML = html;
            }
          },
        );
      define('x-there', '<style>b{}</style><b>8 (495) 000-00-00</b>');
      shadows.watchShadows(document, (shadow) => swapper.rescan(shadow), new AbortController().signal);
      Object.assign(globalThis, { define });
    });
    await show(FIRST);
    const seen = (selector: string) =>
      page.waitForFunction(
        (css) =>
          document.querySelector(css)?.shadowRoot?.querySelector('b')?.textContent === '8 (495) 123-45-67',
        selector,
      );
    await seen('x-there');
    await page.evaluate(() => {
      const { define } = globalThis as unknown as { define(name: string, html: string): void };
      define('x-later', '<p><b class="phone">8 (495) 000-00-00</b></p>');
      (document.querySelector('main') as Element).innerHTML = '<div><x-there class="phone"></x-there></div>';
    });
    await Promise.all([seen('x-later'), seen('main x-there')]);
    await page.evaluate(() => {
      const inside = document.querySelector('x-later')?.shadowRoot?.querySelector('b');
      ((inside as Element).firstChild as Text).data = 'Tel 8 495 000 00 00';
    });
    expect(await text('x-later b')).toBe('Tel 8 495 123 45 67');
    await show(SECOND);
    expect(await text('x-there b')).toBe('8 (495) 765-43-21');
    await page.evaluate(() => swapper.restore());
    expect(await text('x-there b')).toBe('8 (495) 000-00-00');
  });
});
