import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { letterTo, linkTo } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('a newcomer', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let context: BrowserContext;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startTestServer({ mailbox: true, env: { RINGLET_SALES_EMAIL: 'sales@ringlet.example' } }),
      launchBrowser(),
    ]);
    ({ page, context } = await aVisitor(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const field = (label: string) => page.getByLabel(label, { exact: true });

  it('registers, presses the button of the letter and is inside (S2-1 to S2-3)', async () => {
    await page.goto(`${server.origin}/account/#/register`);
    await field('Name').fill('Anna');
    await field('E-mail').fill('anna@people.example');
    await field('Phone').fill('+7 (495) 123-45-67');
    await field('Password').fill('short');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.locator('.field-error:not([hidden])').waitFor();
    await field('Password').fill('a long password');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    const link = await linkTo(server, 'anna@people.example', '#/confirm/');
    expect(link).toContain('/account/#/confirm/');
    await page.goto(link);
    await page.waitForURL(`${server.origin}/studio/`);
    await page.getByText('No widget yet.').waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('is made known to the sales people, once, with the payment to discuss (S2-4)', async () => {
    const { text } = await letterTo(server, 'sales@ringlet.example', 'anna@people.example');
    expect(text).toContain('Payment: to_discuss');
    expect(text).toContain('+74951234567');
  });

  it('looks after the profile, and is signed out everywhere at once (S2-69 to S2-72)', async () => {
    await page.goto(`${server.origin}/account/`);
    await field('Further addresses to tell').fill('office@people.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const second = await aVisitor(browser);
    await second.page.goto(`${server.origin}/account/`);
    await second.page.getByLabel('E-mail').fill('anna@people.example');
    await second.page.getByLabel('Password').fill('a long password');
    await second.page.getByRole('button', { name: 'Sign in' }).click();
    await second.page.waitForURL(`${server.origin}/studio/`);
    await page.reload();
    expect(await field('Further addresses to tell').inputValue()).toBe('office@people.example');
    await page.getByText('(this browser)').waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await second.page.reload();
    await second.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await second.context.close();
  });

  it('chooses another password by a letter', async () => {
    await page.goto(`${server.origin}/account/#/forgotten`);
    await field('E-mail').fill('anna@people.example');
    await page.getByRole('button', { name: 'Send the letter' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    await page.goto(await linkTo(server, 'anna@people.example', '#/reset/'));
    await field('New password').fill('quite another password');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your password is changed').waitFor();
    await page.goto(`${server.origin}/account/#/sign-in`);
    await field('E-mail').fill('anna@people.example');
    await field('Password').fill('quite another password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.origin}/studio/`);
    await context.close();
  });
});
