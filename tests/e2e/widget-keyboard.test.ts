import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openCard, ordersOf, tellStage } from '../../scripts/pictures/widget-stage.ts';
import { aStage } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { aStagedPage } from '../support/widget-browser.ts';

const BODY = '<a id="before" href="#a">Before</a><main><p>Page</p><button id="own">Own</button></main>';
const PHONE = { viewport: { width: 390, height: 760 } };

describe('the widget by keyboard alone', () => {
  let browser: Browser;
  let dist: string;

  beforeAll(async () => {
    [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
  });
  afterAll(() => browser?.close());

  const start = (options = {}) => aStagedPage(browser, dist, { ...aStage('en'), body: BODY }, options);

  /** What has the focus: the accessible name as far as this page can tell, else the tag. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const own = document.activeElement;
      const inner = own?.shadowRoot ? own.shadowRoot.activeElement : own;
      if (!inner) return 'nothing';
      const labels = (inner as HTMLInputElement).labels;
      const text = inner.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? inner.textContent ?? '';
      return inner.matches('dialog') ? 'card' : text.trim();
    });

  async function walk(page: Page, key: string, steps: number): Promise<string[]> {
    const seen: string[] = [];
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press(key);
      seen.push(await focused(page));
    }
    return seen;
  }

  it('is opened, walked through, ordered by and closed at the corner, where the page stays usable', async () => {
    const { page, faults, close } = await start();
    await page.locator('#own').focus();
    expect(await walk(page, 'Tab', 1)).toEqual(['Order a callback']);
    await page.keyboard.press('Enter');
    await page.locator('.card').waitFor();
    expect(await focused(page)).toBe('Your phone number');
    expect(await page.locator('.card').evaluate((card) => card.matches(':modal'))).toBe(false);
    await page.keyboard.type('9991234567');
    expect(await walk(page, 'Tab', 7)).toEqual(
      [
        'Not now? Choose a convenient time',
        'Office',
        'I agree to the terms of processing my data.',
        'terms of processing my data',
        'Call me',
        'No, thanks',
        'nothing',
      ].map((name) => (name === 'nothing' ? expect.any(String) : name)),
    );
    expect(await walk(page, 'Shift+Tab', 4)).toHaveLength(4);
    await page.locator('#rl-consent').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('.status').waitFor();
    expect(await focused(page)).toBe('card');
    await tellStage(page, { status: 'due', can: ['cancel'] });
    await page.locator('.choices button').waitFor();
    expect(await walk(page, 'Tab', 2)).toEqual(['Close', 'Cancel the call']);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Order a callback');
    expect(await ordersOf(page)).toHaveLength(1);
    expect(faults).toEqual([]);
    await close();
  });

  it('covers the whole of a small screen, keeps the focus in and gives it back', async () => {
    const { page, close } = await start(PHONE);
    await page.locator('#own').focus();
    await walk(page, 'Tab', 1);
    await page.keyboard.press('Enter');
    await page.locator('.card').waitFor();
    expect(await page.locator('.card').evaluate((card) => card.matches(':modal'))).toBe(true);
    expect(await page.locator('.card').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 760 });
    const seen = await walk(page, 'Tab', 24);
    expect(seen).not.toContain('Before');
    expect(seen).not.toContain('Own');
    expect(seen).toEqual(expect.arrayContaining(['Close', 'Your phone number', 'Call me', 'No, thanks']));
    await page.keyboard.press('Escape');
    expect([await page.locator('.card').count(), await focused(page)]).toEqual([0, 'Order a callback']);
    await close();
  });

  it('has one stop for the days and one for the times, where arrows choose', async () => {
    const { page, close } = await start();
    await openCard(page);
    await page.locator('.link').focus();
    await page.keyboard.press('Enter');
    await page.locator('.picker').waitFor();
    await page.locator('#rl-phone').focus();
    expect(await walk(page, 'Tab', 3)).toEqual([
      expect.stringMatching(/^Tuesday.* 24|^Tuesday, November 24$/),
      expect.stringMatching(/12:30/),
      'Call me right away instead',
    ]);
    await walk(page, 'Shift+Tab', 2);
    expect((await walk(page, 'ArrowRight', 1))[0]).toMatch(/^Wednesday/);
    await page.keyboard.press('Tab');
    expect((await walk(page, 'ArrowDown', 2)).at(-1)).toMatch(/^Wednesday.*13:30/);
    expect(await page.locator('[name=rl-time]:checked').getAttribute('aria-label')).toMatch(/13:30/);
    await close();
  });

  it('takes no focus and no screen when it opens by itself, on a phone neither', async () => {
    for (const options of [{}, PHONE]) {
      const { page, close } = await start(options);
      await page.locator('#own').focus();
      await openCard(page, 'exit');
      await page.getByRole('status').getByText('Shall we call you?').waitFor();
      expect(await focused(page)).toBe('Own');
      expect(await page.locator('.card').evaluate((card) => card.matches(':modal'))).toBe(false);
      await close();
    }
  });

  it('moves nothing of itself for who wants no movement', async () => {
    const { page, close } = await start();
    await openCard(page);
    const moving = await page.evaluate(() => document.getAnimations().length);
    const pulse = await page
      .locator('.launcher')
      .evaluate((launcher) => getComputedStyle(launcher, '::before').animationName);
    expect([moving, pulse]).toEqual([0, 'none']);
    await close();
  });
});
