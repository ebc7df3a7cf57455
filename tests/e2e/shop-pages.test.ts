import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** The newsletter's number, and the one that everybody else sees. */
const MAILED = '+7 (495) 555-01-11';
const OWN = '+7 (495) 000-10-10';
const HEADER = '.head-phone .phone';

describe('the shop shows at work', () => {
  let server: TestServer;
  let browser: Browser;
  const shop = (page: string) => `${server.origin}/shop/${page}?utm_medium=email`;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('a catalogue without reloads, which asks for its number once', async () => {
    const { page, context, faults, requests } = await aVisitor(browser);
    await page.goto(shop('catalogue'));
    await headerShows(page, MAILED);
    await page.getByRole('link', { name: 'Bookcase to the ceiling' }).click();
    await page.getByRole('heading', { name: 'Bookcase to the ceiling' }).waitFor();
    await page.locator('#view .phone', { hasText: '8 495 555-01-11' }).waitFor();
    await page.getByRole('link', { name: 'Table with a bench' }).click();
    await page.locator('#view .phone', { hasText: '+7 495 555 01 11' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.locator('#view .phone', { hasText: '8 (495) 555-01-11' }).waitFor();
    await page
      .getByText('Moves without a reload: 4. Times that Ringlet was asked for a number: 1.')
      .waitFor();
    await headerShows(page, MAILED);
    expect(requests).toEqual(['POST /v1/swap']);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('every spelling with new digits in the old form, and what is left alone', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(shop('spellings'));
    await headerShows(page, MAILED);
    const rows = page.locator('tr:has([data-label="Written"] + [data-label="Shown"])');
    const written = await rows.locator('[data-label="Written"]').allTextContents();
    const shown = await rows.locator('[data-label="Shown"]').allTextContents();
    expect(written.length).toBeGreaterThan(10);
    expect(shown).toEqual(
      written.map((text) => text.replace(/000(\D*)10(\D*)10/, (_, one, two) => `555${one}01${two}11`)),
    );
    expect(await page.locator('output').allTextContents()).toEqual([
      'tel:+74955550111',
      'sms:+74955550111?body=Hello',
      'https://wa.me/74955550111',
    ]);
    const left = page.locator('td[colspan]');
    expect(await left.allTextContents()).toEqual([
      '8 495 555-01-11, fax 8 495 000-10-19',
      OWN,
      'tel:+74950001010',
      '',
      OWN,
    ]);
    expect(await left.locator('input').inputValue()).toBe(OWN);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('consent that is given, narrowed and taken back on one page', async () => {
    const { page, context, faults, requests } = await aVisitor(browser);
    const kept = () => context.cookies().then((cookies) => cookies.map(({ name }) => name));
    await page.goto(shop('consent'));
    await page.getByText('Ringlet left the numbers as they are (consent).').waitFor();
    expect(await page.locator(HEADER).textContent()).toBe(OWN);
    expect([requests, await kept()]).toEqual([[], []]);

    await page.getByRole('button', { name: 'This visit only' }).click();
    await headerShows(page, MAILED);
    await page.locator('#fact-number', { hasText: 'shared' }).waitFor();
    expect([requests, await kept()]).toEqual([['POST /v1/swap'], []]);

    await page.getByRole('button', { name: 'Everything' }).click();
    await page.locator('#fact-kept', { hasText: 'a cookie of this site' }).waitFor();
    expect(await kept()).toEqual(['_ringlet']);
    expect(requests).toEqual(['POST /v1/swap', 'POST /v1/swap']);

    await page.getByRole('button', { name: 'Nothing' }).click();
    await page.locator('#fact-kept', { hasText: 'nothing' }).waitFor();
    await headerShows(page, OWN);
    expect(await kept()).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a strict policy that is never violated', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(shop('strict'));
    await headerShows(page, MAILED);
    await page.getByText("require-trusted-types-for 'script'").waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Call me back' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.locator('#violations').textContent()).toBe('None so far.');
    expect(faults).toEqual([]);
    await context.close();
  });
});

function headerShows(page: Page, text: string): Promise<void> {
  return page.locator(HEADER, { hasText: text }).waitFor();
}
