import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DebugLink } from '../../shared/contract/admin/site-questions.ts';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { ask } from '../support/checked-sites.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OWN = '+7 (495) 000-10-10';
const HEADER = '.head-phone .phone';
const STRICT = (origin: string) =>
  `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;

describe('the overlay', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const overlay = (page: Page) => page.locator('ringlet-debug .panel');
  const shop = (query: string) => `${server.origin}/shop/?${query}`;

  /** Opens the shop; again if a busy machine took longer to answer than a page waits. */
  async function visit(page: Page, query: string): Promise<void> {
    let reason = 'timeout';
    for (let i = 0; i < 5 && reason === 'timeout'; i++) {
      await page.goto(shop(query));
      reason = await page.evaluate(async () => {
        const { ringlet } = window as unknown as { ringlet(command: string): Promise<{ reason: string }> };
        return (await ringlet('explain')).reason;
      });
    }
  }

  it('says which campaign won and why, what is leased and for how long, and what every selector finds', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await visit(page, 'utm_source=Yandex&ringlet=debug&utm_medium=cpc#top');
    const number = await textAfterSwap(page, HEADER, OWN);
    expect(page.url()).toBe(`${shop('utm_source=Yandex&utm_medium=cpc')}#top`);
    const section = (name: string) => overlay(page).locator('section', { hasText: name }).last();
    const leased = section('Numbers').locator('[data-shows="leased"]').first();
    await leased.waitFor();
    expect(await leased.textContent()).toMatch(
      /Showroom\+74955550101.*\d+ s left.*2 free, 1 held, 0 resting of 3/,
    );
    expect(number).toBe('+7 (495) 555-01-01');
    const campaigns = section('Campaigns').locator('summary');
    expect((await campaigns.allTextContents()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      '✓Yandex Directwins',
      '✗Google Adsnot reached',
      '✗Newsletternot reached',
      '✓Everybody elsenot reached',
    ]);
    expect(await section('Campaigns').locator('.group').first().textContent()).toMatch(
      /✓utm_source contains “yandex” seen: Yandex/,
    );
    const targets = await section('Places').locator('li').allTextContents();
    expect(targets[0]).toMatch(/\.phoneShowroom.*5 found · 4 changed · switched off in the page \(1\)/);
    expect(await overlay(page).getByRole('status').textContent()).toContain('All is well');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('stays with the tab over reloads and steps of a single-page site, and nothing else ever sees it', async () => {
    const { page, context } = await aVisitor(browser);
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    await visit(page, 'utm_medium=email&ringlet=debug');
    await textAfterSwap(page, HEADER, OWN);
    await page.evaluate(() => history.pushState(null, '', '/shop/?step=2'));
    await overlay(page).getByText('step=2').waitFor();
    await page.reload();
    await overlay(page).waitFor();
    const tab = await context.newPage();
    await visit(tab, '');
    await textAfterSwap(tab, HEADER, OWN);
    expect(await overlay(tab).count()).toBe(0);
    expect(bodies.filter((body) => /[?&]ringlet=debug/.test(body))).toEqual([]);
    expect(JSON.stringify(await context.storageState())).not.toContain('ringlet=debug');
    await overlay(page).getByRole('button', { name: 'Stop debugging' }).click();
    expect(await overlay(page).count()).toBe(0);
    await page.reload();
    await textAfterSwap(page, HEADER, OWN);
    expect(await overlay(page).count()).toBe(0);
    await context.close();
  });

  it('shows a place on the page, and changes nothing there', async () => {
    const { page, context } = await aVisitor(browser);
    await visit(page, 'utm_medium=email&ringlet=debug');
    await textAfterSwap(page, HEADER, OWN);
    const before = await page.locator('main').innerHTML();
    const show = overlay(page).getByRole('button', { name: 'Show the next place of .phone', exact: true });
    for (let i = 0; i < 2; i++) {
      await show.click();
      await page.locator('ringlet-debug .frame').waitFor();
    }
    expect(await page.locator('main').innerHTML()).toBe(before);
    await context.close();
  });

  it('is used by keyboard, in Russian, on a dark phone, with nothing out of sight', async () => {
    const { page, context } = await aVisitor(browser);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.addInitScript(() => document.documentElement?.setAttribute('lang', 'ru'));
    await page.route('**/shop/?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('lang="en"', 'lang="ru"') });
    });
    await visit(page, 'ringlet=debug');
    await overlay(page).getByText('На этой странице всё в порядке').waitFor();
    const fold = overlay(page).getByRole('button', { name: 'Свернуть' });
    await fold.focus();
    await page.keyboard.press('Enter');
    const unfold = overlay(page).getByRole('button', { name: 'Развернуть' });
    expect(await unfold.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    const body = overlay(page).locator('.body');
    await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
    const overflow = await body.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const box = await overlay(page).boundingBox();
    expect(box?.x).toBe(0);
    expect(box?.width).toBe(360);
    await context.close();
  });

  it('opens by a signed link on a page with a strict policy, and says nothing of rules without one', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const site = await ask<{ id: string; key: string }>(server, 'POST', 'sites', {
      name: 'Strict',
      hosts: ['shop.example'],
    });
    // Browsers ask before a page of the internet reaches this machine.
    await context.grantPermissions(['local-network-access']);
    await page.route('https://shop.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': STRICT(server.origin) },
        body: `<!doctype html><p class="phone">${OWN}</p><script nonce="n1" async src="${server.origin}/r/${site.key}.js"></script>`,
      }),
    );
    const { url } = await ask<DebugLink>(server, 'POST', `sites/${site.id}/debug-link`, {
      url: 'https://shop.example/',
    });
    await page.goto(url);
    await overlay(page).getByText('No campaign matches this visit').waitFor();
    expect(page.url()).toBe('https://shop.example/');
    expect(await overlay(page).getByText('Campaigns, in order').count()).toBe(1);
    await page.goto('https://shop.example/?ringlet=debug.forged');
    await overlay(page).getByText('The debug link does not work any more').waitFor();
    expect(await overlay(page).getByText('Campaigns, in order').count()).toBe(0);
    expect(faults.filter((fault) => !fault.includes('403'))).toEqual([]);
    await context.close();
  });
});
