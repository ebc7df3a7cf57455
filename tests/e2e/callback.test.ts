import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { orderByHand } from '../support/order-form.ts';
import { startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('ordering a call', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function orderFrom(page: Page, phone: string): Promise<void> {
    await page.locator('[data-ringlet-open]').first().click();
    await orderByHand(page, phone);
  }

  const telephone = (phones: Page, number: string) => phones.locator(`[data-phone="${number}"]`);

  async function playUntilTalking(phones: Page, page: Page, visitor: string): Promise<void> {
    const manager = telephone(phones, '+74950001010');
    await manager.getByRole('button', { name: 'Answer' }).click();
    await manager.getByText(/press 5$/).waitFor();
    await manager.getByRole('button', { name: '5', exact: true }).click();
    await telephone(phones, visitor).getByRole('button', { name: 'Answer' }).click();
    await page
      .getByRole('status')
      .getByText(/talking/i)
      .waitFor();
  }

  it('plays from the order to completed through the telephones page by clicks', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const phones = await context.newPage();
    await phones.goto(`${server.origin}/phones/#${server.demo.adminToken}`);
    await telephone(phones, '+74950001010').waitFor();
    await page.goto(`${server.origin}/shop/?utm_source=yandex&utm_medium=cpc`);
    await textAfterSwap(page, '.head-phone .phone', '+7 (495) 000-10-10');
    await orderFrom(page, '8 916 123-45-67');
    await playUntilTalking(phones, page, '+79161234567');
    await telephone(phones, '+79161234567').getByRole('button', { name: 'Hang up' }).click();
    await page
      .getByRole('status')
      .getByText(/thank|over|done|ended/i)
      .first()
      .waitFor();
    const answer = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/callbacks`, {
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([
      { phone: '+79161234567', status: 'completed', campaign: expect.stringMatching(/^cmp_/) },
    ]);
    expect(faults).toEqual([]);
    // Logs never carry a phone number or a token.
    expect(server.log()).not.toMatch(/79161234567|rl_[0-9a-z]{42}/);
    await context.close();
  });

  it('works from a page on another origin, preflight included', async () => {
    const other = await startOtherSite(server.origin, server.demo.siteKey);
    const { page, context, faults } = await aVisitor(browser);
    const preflights: string[] = [];
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    network.on('Network.requestWillBeSent', ({ request }) => {
      if (request.method === 'OPTIONS') preflights.push(new URL(request.url).pathname);
    });
    const phones = await context.newPage();
    await phones.goto(`${server.origin}/phones/#${server.demo.adminToken}`);
    await page.goto(`${other.origin}/?utm_source=yandex`);
    expect(await textAfterSwap(page, '.phone', '+7 (495) 000-10-10')).toMatch(/^\+7 \(495\) 555-01-0\d$/);
    await orderFrom(page, '+7 916 765-43-21');
    await playUntilTalking(phones, page, '+79167654321');
    await telephone(phones, '+79167654321').getByRole('button', { name: 'Hang up' }).click();
    expect(preflights).toContain('/v1/callbacks');
    expect(preflights).not.toContain('/v1/swap');
    expect(faults).toEqual([]);
    await context.close();
    await other.close();
  });

  it('tells the visitor what is wrong with the number and sends nothing', async () => {
    const { page, context, requests } = await aVisitor(browser);
    await page.goto(`${server.origin}/shop/`);
    await orderFrom(page, '+7 916 12');
    await page.getByText(/too short/i).waitFor();
    expect(await page.getByRole('textbox', { name: /phone/i }).getAttribute('aria-invalid')).toBe('true');
    expect(requests.filter((request) => request.includes('callbacks'))).toEqual([]);
    await context.close();
  });

  it('says that the order was not sent when there is no connection', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.route('**/v1/callbacks', (route) => route.abort('connectionrefused'));
    await page.goto(`${server.origin}/shop/`);
    await orderFrom(page, '+7 916 123-45-99');
    await page
      .getByRole('status')
      .getByText(/no connection/i)
      .waitFor();
    await page.unroute('**/v1/callbacks');
    await page.getByRole('button', { name: /again/i }).click();
    await page
      .getByRole('status')
      .getByText(/manager/i)
      .waitFor();
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    await context.close();
  });
});
