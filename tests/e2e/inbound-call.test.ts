import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('calling a number of the site', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('rings the office and shows whose call it was', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(`${server.origin}/shop/?utm_source=yandex&utm_medium=cpc`);
    const number = await textAfterSwap(page, '.head-phone .phone', '+7 (495) 000-10-10');
    const phones = await context.newPage();
    phones.on('pageerror', (error) => faults.push(error.message));
    await phones.goto(`${server.origin}/phones/#${server.demo.adminToken}`);
    const telephone = (address: string) => phones.locator(`[data-phone="${address}"]`);
    await telephone('+74950001010').waitFor();
    const form = phones.getByRole('form', { name: 'Call a number' });
    await form.getByLabel('Number on the site').fill('12');
    await form.getByRole('button', { name: 'Call' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Number on the site').fill(number);
    await form.getByRole('button', { name: 'Call' }).click();
    const caller = telephone('+79161234567');
    await caller.getByText('Calling').waitFor();
    await telephone('+74950001010').getByRole('button', { name: 'Answer' }).click();
    await caller.getByText('connected with the office').waitFor();
    await caller.getByText(/Verdict: exact, visitor v_.*, source yandex/).waitFor();
    await caller.getByRole('button', { name: 'Hang up' }).click();
    await telephone('+74950001010').getByText('The other side hung up').waitFor();
    expect(faults).toEqual([]);
    // Logs never carry a phone number.
    expect(server.log()).not.toMatch(/79161234567/);
    await context.close();
  });
});
