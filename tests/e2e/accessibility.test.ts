import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openStage, type Stage } from '../../scripts/pictures/widget-stage.ts';
import { aStage, STATES, type StateName, type WidgetState } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { aStagedPage } from '../support/widget-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2, A and AA, and what the makers of axe hold for good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LANGUAGES = ['en', 'ru', 'de', 'ar'];
const PHONE = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true };

describe('the widget, by the rules of WCAG 2.2', () => {
  let browser: Browser;
  let dist: string;

  beforeAll(async () => {
    [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
  });
  afterAll(() => browser?.close());

  /** One line for each rule that the widget breaks; the page around it is not asked. */
  async function violations(page: Page): Promise<string[]> {
    const { violations: found } = await page.evaluate(
      ([tags]) =>
        (window as unknown as { axe: { run: (where: object, how: object) => Promise<AxeResults> } }).axe.run(
          { include: ['ringlet-callback'] },
          { runOnly: tags, resultTypes: ['violations'] },
        ),
      [RULES],
    );
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

  /** All states in one language on one page, in both schemes. */
  async function lookAtAll(lang: string, names: readonly StateName[], options = {}): Promise<string[]> {
    const staged = await aStagedPage(browser, dist, aStage(lang), options);
    const { page, faults } = staged;
    await page.evaluate(AXE);
    const found: string[] = [];
    for (const name of names) {
      const { stage = (plain: Stage) => plain, reach } = known(name);
      await openStage(page, dist, stage(aStage(lang)));
      await reach(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await violations(page)).map((fault) => `${name} ${colorScheme} ${fault}`));
      }
    }
    await staged.close();
    return [...found, ...faults];
  }

  const known = (name: StateName): WidgetState => STATES[name];
  const ALL = Object.keys(STATES) as StateName[];

  it.each(LANGUAGES)(
    'breaks none in any state, light and dark, in %s',
    async (lang) => {
      expect(await lookAtAll(lang, ALL)).toEqual([]);
    },
    240_000,
  );

  it('breaks none on a phone', async () => {
    expect(await lookAtAll('en', ['form', 'times', 'countdown', 'failed', 'night'], PHONE)).toEqual([]);
  }, 120_000);

  it('finds what breaks them', async () => {
    const staged = await aStagedPage(browser, dist, aStage('en'));
    await staged.page.evaluate(AXE);
    await known('form').reach(staged.page);
    await staged.page.evaluate(() => {
      const root = document.querySelector('ringlet-callback')?.shadowRoot;
      root?.querySelector('label[for=rl-phone]')?.removeAttribute('for');
    });
    expect((await violations(staged.page)).join()).toMatch(/label/);
    await staged.close();
  });

  it.each(LANGUAGES)(
    'needs no scrolling sideways at 320 pixels, four times enlarged, in %s',
    async (lang) => {
      const small = { viewport: { width: 320, height: 256 } };
      const { page, close } = await aStagedPage(browser, dist, aStage(lang), small);
      for (const name of ['form', 'times', 'faulty', 'countdown', 'planned'] as const) {
        const { stage = (plain: Stage) => plain, reach } = known(name);
        await openStage(page, dist, stage(aStage(lang)));
        await reach(page);
        const overflow = await page.evaluate(() => {
          const root = document.querySelector('ringlet-callback')?.shadowRoot;
          return [...(root?.querySelectorAll('.card, .card *') ?? [])]
            .filter((one) => !one.matches('.unseen, option'))
            .filter((one) => one.getBoundingClientRect().right > 321 || one.getBoundingClientRect().left < -1)
            .map((one) => one.outerHTML.slice(0, 80));
        });
        expect([name, overflow]).toEqual([name, []]);
      }
      await close();
    },
  );

  it('keeps its text readable with the spacing that a reader may ask for', async () => {
    const staged = await aStagedPage(browser, dist, aStage('de'));
    await known('form').reach(staged.page);
    const cut = await staged.page.evaluate(() => {
      const root = document.querySelector('ringlet-callback')?.shadowRoot;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em }');
      if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return [...(root?.querySelectorAll('button, label, p, h2') ?? [])]
        .filter((one) => !one.matches('.unseen, .launcher'))
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
        .map((one) => one.outerHTML.slice(0, 80));
    });
    expect(cut).toEqual([]);
    await staged.close();
  });
});
