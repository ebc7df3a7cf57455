import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { linkTo } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { totpAt } from '../support/totp.ts';

const EMAIL = 'anna@people.example';
const PASSWORD = 'a long password';

describe('a second factor', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let secret = '';
  let codes: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer({ mailbox: true }), launchBrowser()]);
    ({ page } = await aVisitor(browser));
    await page.goto(`${server.origin}/account/#/register`);
    for (const [label, value] of [
      ['Name', 'Anna'],
      ['E-mail', EMAIL],
      ['Phone', '+74951234567'],
      ['Password', PASSWORD],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(value);
    }
    await page.getByRole('button', { name: 'Register' }).click();
    await page.goto(await linkTo(server, EMAIL, '#/confirm/'));
    await page.waitForURL(`${server.origin}/studio/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const card = () => page.locator('.card', { has: page.getByRole('heading', { name: 'Second factor' }) });

  /** A browser that has never been here signs in as far as the password goes. */
  async function signIn(): Promise<Page> {
    const { page: other } = await aVisitor(browser);
    await other.goto(`${server.origin}/account/`);
    await other.getByLabel('E-mail').fill(EMAIL);
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByLabel('Code', { exact: true }).waitFor();
    return other;
  }

  async function giveCode(other: Page, code: string): Promise<void> {
    await other.getByLabel('Code', { exact: true }).fill(code);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  it('is set up with a key for an app and ten backup codes, and confirmed by a code of the app', async () => {
    await page.goto(`${server.origin}/account/`);
    await card().getByLabel('Your password').fill(PASSWORD);
    await card().getByRole('button', { name: 'Set up' }).click();
    await card().getByRole('link', { name: 'Open in the app' }).waitFor();
    const uri = new URL((await card().getByRole('link').getAttribute('href')) ?? '');
    secret = uri.searchParams.get('secret') ?? '';
    codes = await card().locator('.backup-codes code').allTextContents();
    expect([uri.protocol, codes.length]).toEqual(['otpauth:', 10]);
    expect((await card().locator('.secret').textContent())?.replace(/\s/g, '')).toBe(secret);
    await card().getByLabel('Code of the app').fill('12');
    await card().getByRole('button', { name: 'Switch on' }).click();
    await card().locator('.field-error').waitFor();
    await card()
      .getByLabel('Code of the app')
      .fill(await totpAt(secret, Date.now() - 30_000));
    await card().getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('The second factor is on.').waitFor();
    // What was shown once is gone.
    expect(await page.locator('.backup-codes').count()).toBe(0);
  });

  it('is asked for after the password, refuses a wrong code and takes the right one', async () => {
    const other = await signIn();
    await giveCode(other, '000000');
    await other.getByText('This code is wrong').waitFor();
    await giveCode(other, await totpAt(secret, Date.now()));
    await other.waitForURL(`${server.origin}/studio/`);
    await other.context().close();
  });

  it('can be a backup code; and is off again by the password', async () => {
    const other = await signIn();
    await giveCode(other, codes[0] ?? '');
    await other.waitForURL(`${server.origin}/studio/`);
    await other.context().close();
    await card().getByRole('button', { name: 'Switch off' }).click();
    await card().getByLabel('Your password').fill(PASSWORD);
    await card().getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('The second factor is off.').waitFor();
    const { page: last } = await aVisitor(browser);
    await last.goto(`${server.origin}/account/`);
    await last.getByLabel('E-mail').fill(EMAIL);
    await last.getByLabel('Password').fill(PASSWORD);
    await last.getByRole('button', { name: 'Sign in', exact: true }).click();
    await last.waitForURL(`${server.origin}/studio/`);
  });
});
