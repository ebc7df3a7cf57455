import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { keepTelephonesBusy, orderCall } from '../support/demo-telephones.ts';
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
});
