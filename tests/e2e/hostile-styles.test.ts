import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanCss } from '../../edge/domain/custom-css/clean-css.ts';
import { WidgetStyleSchema } from '../../shared/contract/admin/widget-style.ts';
import { composeStyleCss } from '../../shared/style-css.ts';
import { ATTACKER, attackSheets } from '../support/attack-sheets.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { renderTaggedPage, scriptTag } from '../support/tagged-page.ts';

/** What pages say of all their elements, of those that they do not know, or of everything that is new. */
const HOST_SHEETS: Record<string, string> = {
  'takes everything away': '*{all:unset!important}',
  'shows nothing': 'body>*{display:none!important}',
  'shows no boxes': 'div,section,button,form,input,label{display:none!important}',
  'hides what is not defined yet': ':not(:defined){visibility:hidden!important}',
  'hides what is empty': '*:empty{display:none!important}',
  'has small letters': 'html{font-size:62.5%}',
  'has letters for a wall': 'body>*{font:900 60px/3 fantasy!important;letter-spacing:9px!important}',
  'colours everything': '*{color:red!important;background:red!important;fill:red!important}',
  'makes new things pale': 'body>*{opacity:.05!important}',
  'turns new things': 'body>*{transform:rotate(40deg) scale(.2)!important;rotate:30deg!important}',
  'blurs new things': 'body>*{filter:blur(9px) invert(1)!important}',
  'catches no pointer': 'body>*{pointer-events:none!important}',
  'throws new things out': 'body>*{position:absolute!important;left:-9999px!important;top:-9999px!important}',
  'pads and frames': '*{box-sizing:content-box!important;padding:9px!important;border:9px solid!important}',
  'cuts new things off':
    'body>*{clip-path:inset(50%)!important;contain:strict!important;max-height:0!important}',
  shouts:
    'body>*{text-transform:uppercase!important;text-indent:-999px!important;white-space:nowrap!important}',
  'writes downwards': 'body>*{writing-mode:vertical-rl!important}',
  'moves new things':
    'body>*{animation:spin 9s infinite!important;transition:all 9s!important}@keyframes spin{to{rotate:1turn}}',
  'locks the page': 'html,body{height:100vh;overflow:hidden;position:fixed;inset:0;display:flex}',
  'puts itself on top':
    'body>*{z-index:-1!important;isolation:isolate!important;mix-blend-mode:difference!important}',
};

let server: TestServer;
let browser: Browser;
let site: CustomerSite;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const tag = scriptTag(server.origin, server.demo.siteKey);
  site = await startCustomerSite(() => ({ body: renderTaggedPage({ tag, before: '<style></style>' }) }));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await server?.close();
});

async function aShopper(): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await aVisitor(browser);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(site.origin);
  await page.getByRole('button', { name: 'Call me back' }).waitFor();
  return { page, context };
}

async function openCard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Call me back' }).click();
  await page.getByRole('dialog').waitFor();
}

/** The page's own sheet becomes this one. */
function wear(page: Page, sheet: string): Promise<void> {
  return page.evaluate((text) => {
    (document.querySelector('style') as HTMLStyleElement).textContent = text;
  }, sheet);
}

/** Place, size and looks of everything in the widget that can be seen. */
function lookOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('ringlet-callback')?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>('button, .card, .card *') ?? [])]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { color, backgroundColor, font, textTransform, letterSpacing } = getComputedStyle(element);
        const box = [x, y, width, height].map(Math.round);
        return [element.tagName, box, color, backgroundColor, font, textTransform, letterSpacing].join(' ');
      });
  });
}

describe('a page', () => {
  it.each([
    { what: 'launcher', isOpen: false },
    { what: 'card', isOpen: true },
  ])('with one of 20 hostile sheets shows the $what as every other page does', async ({ isOpen }) => {
    expect(Object.keys(HOST_SHEETS)).toHaveLength(20);
    const { page, context } = await aShopper();
    if (isOpen) await openCard(page);
    const usual = await lookOf(page);
    expect(usual.length).toBeGreaterThan(isOpen ? 8 : 0);
    for (const [name, sheet] of Object.entries(HOST_SHEETS)) {
      await wear(page, sheet);
      expect([name, await lookOf(page)]).toEqual([name, usual]);
    }
    await context.close();
  });
});

interface Probe {
  /** Sheets that fetched, by what was asked for. */
  fetched: string[];
  /** What was not as it has to be, with the number of the sheet. */
  faults: string[];
}

/** Puts one sheet after the other behind the widget's own, as the widget itself does, and looks what became of it. */
async function tryOn(sheets: readonly string[]): Promise<Probe> {
  const { page, context } = await aShopper();
  await openCard(page);
  const fetched: string[] = [];
  await context.route(`${ATTACKER}/**`, (route) => {
    fetched.push(route.request().url());
    return route.fulfill({ status: 204 });
  });
  const faults = await page.evaluate((texts) => {
    const root = document.querySelector('ringlet-callback')?.shadowRoot as ShadowRoot;
    const own = [...root.adoptedStyleSheets];
    const find = (selector: string) => root.querySelector<HTMLElement>(selector) as HTMLElement;
    const lawful = () =>
      ['.agree', '.agree span', '#rl-consent', '.close'].map((selector) => {
        const element = find(selector);
        const { color, fontSize, lineHeight, fontFamily, letterSpacing } = getComputedStyle(element);
        const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        const { width, height } = element.getBoundingClientRect();
        const isThere = width > 10 && height > 10;
        return [isSeen, isThere, color, fontSize, lineHeight, fontFamily, letterSpacing].join();
      });
    const isOnTop = (element: HTMLElement) => {
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(root.elementFromPoint(x + width / 2, y + height / 2));
    };
    const usual = lawful().join('\n');
    const width = find('.card').getBoundingClientRect().width;
    return texts.flatMap((text, i) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      root.adoptedStyleSheets = [...own, sheet];
      const box = find('.card').getBoundingClientRect();
      const out: string[] = [];
      if (lawful().join('\n') !== usual) out.push(`${i}: consent or the way out looks different`);
      if (!isOnTop(find('#rl-consent')) || !isOnTop(find('.close'))) out.push(`${i}: cannot be clicked`);
      if (Math.abs(box.width - width) > 1 || box.left < 0 || box.top < 0 || box.bottom > innerHeight)
        out.push(`${i}: the card left its box`);
      if (document.elementFromPoint(40, 40)?.localName === 'ringlet-callback')
        out.push(`${i}: the page is covered`);
      const { content, position } = getComputedStyle(find('.title'), '::after');
      if (content !== 'none' || position !== 'static') out.push(`${i}: says something of its own`);
      return out;
    });
  }, sheets);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await context.close();
  return { fetched, faults };
}

describe("an owner's CSS", () => {
  const sheets = attackSheets();

  it('fetches nothing, stays in its box and hides nothing in 500 attacks', async () => {
    const stored = sheets.map((sheet) =>
      composeStyleCss(WidgetStyleSchema.parse({ css: cleanCss(sheet).css.slice(0, 20_000) })),
    );
    expect(stored.length).toBeGreaterThanOrEqual(500);
    expect(await tryOn(stored)).toEqual({ fetched: [], faults: [] });
  }, 60_000);

  it('would do all that if it were taken as it is', async () => {
    const raw = sheets.filter((_, i) => i % 3 === 0).map((sheet) => sheet.replaceAll('.rl-', '.'));
    const { fetched, faults } = await tryOn(raw);
    expect(fetched.length).toBeGreaterThan(5);
    expect(new Set(faults.map((fault) => fault.replace(/^\d+: /, ''))).size).toBeGreaterThanOrEqual(4);
  }, 60_000);
});
