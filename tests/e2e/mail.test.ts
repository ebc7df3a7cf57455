import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PATH } from '../../shared/paths.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { keepTelephonesBusy, openTelephones, orderCall } from '../support/demo-telephones.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('the mail page', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer({ mailbox: true }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('shows what the demo business is told of a call that failed, and only to our own pages', async () => {
    const telephones = await keepTelephonesBusy(server);
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(`${server.origin}/mail/`);
    await page.getByText('No mail yet').waitFor();
    await orderCall(server, '+79161234567');
    // The showroom and the service desk were busy: three addresses want to know.
    await page.getByRole('button', { name: /owner@beresta\.example/ }).click();
    const mail = page.getByRole('article');
    await mail.getByRole('heading', { name: 'Unsuccessful call: +79161234567 · Showroom' }).waitFor();
    await mail.frameLocator('iframe').getByText('the manager’s line was busy').waitFor();
    await mail.getByRole('button', { name: 'Plain text' }).click();
    await mail.getByText('Client: +79161234567').waitFor();
    if (process.env.RINGLET_PICTURES)
      await page.screenshot({ path: `${process.env.RINGLET_PICTURES}/mail.png` });
    expect(faults).toEqual([]);
    telephones.close();

    const { url } = (await (await fetch(`${server.origin}/mail/mailbox.json`)).json()) as { url: string };
    const ask = (origin: string) => fetch(url, { headers: { origin } });
    expect((await ask(server.origin)).status).toBe(200);
    expect((await ask('http://evil.example')).status).toBe(404);
    await context.close();
  });

  it('has the mail by which a manager lets an order be called that needs a word', async () => {
    const { origin, demo } = server;
    const account = `${origin}${ADMIN_PATH}/accounts/${demo.account}`;
    const headers = { authorization: `Bearer ${demo.adminToken}`, 'if-match': '*' };
    const body = JSON.stringify({ orders: { perWidgetHour: 0 } });
    expect((await fetch(account, { method: 'PATCH', headers, body })).status).toBe(200);
    const telephones = await openTelephones(server);
    expect((await orderCall(server, '+79031234567')).status).toBe('needs_confirmation');

    const { page, context, faults } = await aVisitor(browser);
    await page.goto(`${origin}/mail/`);
    await page
      .getByRole('button', { name: /Confirm a call: \+79031234567/ })
      .first()
      .click();
    const link = page.getByRole('article').frameLocator('iframe').getByRole('link');
    const [asked] = await Promise.all([context.waitForEvent('page'), link.click()]);
    await asked.getByText('+79031234567').waitFor();
    if (process.env.RINGLET_PICTURES)
      await asked.screenshot({ path: `${process.env.RINGLET_PICTURES}/confirm.png` });
    expect(telephones.calls().filter(({ state }) => state === 'ringing')).toEqual([]);
    await asked.getByRole('button', { name: 'Call the client' }).click();
    await asked.getByText('The order is confirmed.').waitFor();
    await expect
      .poll(() => telephones.calls().some(({ state }) => state === 'ringing'), { timeout: 20_000 })
      .toBe(true);
    expect(faults).toEqual([]);
    telephones.close();
    await context.close();
  });
});
