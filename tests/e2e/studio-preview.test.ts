import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { STILLS } from '../../demo-site/studio/preview-stories.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 10_000 };

/** What is to be seen of each state. */
const SIGNS: Readonly<Record<keyof typeof STILLS, string>> = {
  launcher: '.launcher',
  active: '.teaser',
  plus: '.card.plus',
  form: '.card .form #rl-phone',
  faulty: '.card .fault:not(:empty)',
  times: '.card .picker',
  countdown: '.card:has-text("Getting your call ready")',
  manager: '.card:has-text("Ringing our manager")',
  visitor: '.card:has-text("Please pick up")',
  talking: '.card:has-text("You are talking")',
  done: '.card:has-text("Thank you for the talk")',
  failed: '.card:has-text("Nobody here could take the call")',
  missed: '.card:has-text("We rang, but nobody answered")',
  again: '.card:has-text("We will try again on")',
  planned: '.card:has-text("We will call you on")',
  unsure: '.card:has-text("once we have confirmed")',
  cancelled: '.card:has-text("We will not call you")',
  offline: '.card:has-text("has not been sent")',
};

describe('the preview of a widget', () => {
  let server: TestServer;
  let browser: Browser;
  let studio: Page;
  let context: BrowserContext;
  let faults: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    ({ page: studio, context, faults } = await aVisitor(browser));
    await studio.emulateMedia({ colorScheme: null });
    // So that a telephone fits into the preview at its own size.
    await studio.setViewportSize({ width: 1400, height: 1100 });
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('link', { name: 'Beresta showroom' }).click();
    await field('Language').selectOption('English');
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const field = (label: string) => studio.getByLabel(label, { exact: true });
  const choose = (what: string) => studio.locator('.preview').getByText(what, { exact: true }).click();
  const preview = () => studio.frameLocator('iframe[title="Preview of the widget"]');

  it('shows every state, on every screen, each as itself', async () => {
    const screens = ['Phone', 'Tablet', 'Desktop'];
    for (const [i, [name, sign]] of Object.entries(SIGNS).entries()) {
      await choose(screens[i % screens.length] ?? '');
      await field('State').selectOption(`see.${name}`);
      await preview().locator(sign).first().waitFor();
    }
  });

  it('shows the texts of the night and of holidays, other languages, and dark devices (S1-75)', async () => {
    await field('State').selectOption('see.form');
    const title = preview().locator('.card .title');
    const lead = preview().locator('.card .lead');
    await title.getByText('We call you back').waitFor();
    const byDay = await lead.textContent();
    await choose('Night');
    await expect.poll(() => lead.textContent(), PATIENCE).not.toBe(byDay);
    await choose('Day');
    await field('Language').selectOption('Arabic');
    const direction = () => preview().locator('ringlet-callback').getAttribute('dir');
    await expect.poll(direction, PATIENCE).toBe('rtl');
    const card = preview().locator('.card');
    const surface = () => card.evaluate((element) => getComputedStyle(element).backgroundColor);
    await expect.poll(surface, PATIENCE).toBe('rgb(255, 255, 255)');
    await choose('Dark');
    await expect.poll(surface, PATIENCE).toBe('rgb(28, 32, 39)');
  });

  it('does not take the focus from somebody who types beside it', async () => {
    await field('State').selectOption('see.form');
    await preview().locator('.card').waitFor();
    await studio.getByRole('link', { name: 'Texts' }).click();
    const before = await field('Title').inputValue();
    await field('Title').fill('');
    await studio.keyboard.type('Ring me', { delay: 60 });
    await preview().locator('.card .title', { hasText: 'Ring me' }).waitFor();
    await studio.keyboard.type(' soon', { delay: 60 });
    expect(await field('Title').inputValue()).toBe('Ring me soon');
    await preview().locator('.card .title', { hasText: 'Ring me soon' }).waitFor();
    await field('Title').fill(before);
  });

  it('is what visitors see, pixel by pixel', async () => {
    await field('State').selectOption('see.form');
    const sites = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/sites`, {
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    const { items } = (await sites.json()) as { items: { name: string; key: string }[] };
    const key = items.find(({ name }) => name === 'Beresta showroom')?.key ?? '';
    const site = await startOtherSite(server.origin, key);
    const { page, context: visit } = await aVisitor(browser);
    await page.setViewportSize({ width: 390, height: 700 });
    await page.goto(site.origin);
    await page.locator('[data-ringlet-open]').click();
    const live = page.locator('ringlet-callback .card');
    const shown = preview().locator('.card');
    // At a whole pixel, and without the studio's own frame around it.
    await studio.addStyleTag({
      content: '.widget-frame { position: fixed; inset: 0; z-index: 9; outline: 0; border-radius: 0 }',
    });
    const pictures = await Promise.all(
      [live, shown].map(async (card) => {
        await card.locator('#rl-phone').waitFor();
        await card.evaluate(async (element) => {
          const root = element.getRootNode() as ShadowRoot;
          (root.activeElement as HTMLElement | null)?.blur();
          await Promise.all(element.getAnimations().map(({ finished }) => finished));
        });
        return (await card.screenshot({ animations: 'disabled' })).toString('base64');
      }),
    );
    await visit.close();
    await site.close();
    expect(pictures[0]?.length).toBeGreaterThan(5000);
    expect(pictures[1] === pictures[0]).toBe(true);
  });
});
