import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { orderByHand } from '../support/order-form.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OWN = '+7 (495) 000-10-10';

describe('a page with the tag', () => {
  let server: TestServer;
  let browser: Browser;
  let showroom: { id: string; key: string };
  /** A customer's site whose one page is `html`. */
  let site: Server;
  let html: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { items } = (await askAdmin('sites')) as { items: { id: string; name: string; key: string }[] };
    showroom = items.find(({ name }) => name === 'Beresta showroom') ?? { id: '', key: '' };
  });
  afterAll(async () => {
    await browser?.close();
    site?.closeAllConnections();
    site?.close();
    await server?.close();
  });

  async function askAdmin(collection: string, entity?: object): Promise<unknown> {
    const answer = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/${collection}`, {
      headers: {
        authorization: `Bearer ${server.demo.adminToken}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(entity && { method: 'POST', body: JSON.stringify(entity) }),
    });
    return answer.json();
  }

  /** Opens a page that has `content` and the tag with this key, and nothing else. */
  async function openPage(page: Page, key: string, content: string, address = '', named = ''): Promise<void> {
    const tag = `<script async ${named && `data-widget="${named}"`} src="${server.origin}/r/${key}.js"></script>`;
    html = `<!doctype html><html lang="en"><title>Mine</title>${content}${tag}</html>`;
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/${address}`);
  }

  it('and no campaign takes an order and connects both telephones (S1-2)', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const phones = await context.newPage();
    await phones.goto(`${server.origin}/phones/#${server.demo.adminToken}`);
    await openPage(page, showroom.key, '');
    await page.getByRole('button', { name: 'Call me back' }).click();
    await orderByHand(page, '8 916 123-45-67');

    const manager = phones.locator('[data-phone="+74950001010"]');
    await manager.getByRole('button', { name: 'Answer' }).click();
    await manager.getByText(/waits for a key/).waitFor();
    await manager.getByRole('button', { name: '4', exact: true }).click();
    await manager.getByRole('button', { name: '5', exact: true }).click();
    const visitor = phones.locator('[data-phone="+79161234567"]');
    await visitor.getByRole('button', { name: 'Answer' }).click();
    await visitor.getByText('connected with the office').waitFor();
    await manager.getByText('connected with the visitor').waitFor();
    await visitor.getByRole('button', { name: 'Hang up' }).click();
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(['#callkeeper', '#ringlet'])('opens the window by a link to %s (S1-90)', async (fragment) => {
    const { page, context } = await aVisitor(browser);
    await openPage(page, showroom.key, `<a href="${fragment}">Call us</a>`, fragment);
    await page.getByRole('dialog').waitFor();
    await openPage(page, showroom.key, `<a href="${fragment}">Call us</a>`, '?again');
    await page.getByRole('button', { name: 'Call me back' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('link', { name: 'Call us' }).click();
    await page.getByRole('dialog').waitFor();
    await context.close();
  });

  it('puts up the widget that it names, by the long form of its hash and by the short one (S1-89)', async () => {
    const { page, context } = await aVisitor(browser);
    const own = { name: 'Second', site: showroom.id, offices: [server.demo.offices[0]?.id] };
    const texts = { en: { launcher: 'Ring the second' } };
    const { hash } = (await askAdmin('widgets', { ...own, texts })) as { hash: string };
    const short = hash.slice(-16);
    expect([hash.length, new Set(hash).size > 8]).toEqual([27, true]);
    for (const [named, label] of [
      [hash, 'Ring the second'],
      [short, 'Ring the second'],
      ['', 'Call me back'],
    ] as const) {
      await openPage(page, showroom.key, '', '', named);
      await page.getByRole('button', { name: label }).waitFor();
    }
    await openPage(page, showroom.key, `<p id="done">`, '', short.slice(1));
    await page.waitForFunction(() => 'ringlet' in window);
    await expect(
      page.evaluate(() => (window as unknown as { ringlet(command: string): Promise<void> }).ringlet('open')),
    ).rejects.toThrow('no_widget');
    await context.close();
  });

  it('replaces a number in the blocks that the selector names and nowhere else (S2-26)', async () => {
    const { page, context } = await aVisitor(browser);
    const content = `<p class="phone">Call ${OWN} now</p><p class="other">${OWN}</p><a href="tel:+74950001010">${OWN}</a>`;
    await openPage(page, server.demo.siteKey, content);
    expect(await textAfterSwap(page, '.phone', `Call ${OWN} now`)).toBe('Call +7 (800) 555-01-00 now');
    expect(await page.locator('.other').textContent()).toBe(OWN);
    expect(await page.locator('a').getAttribute('href')).toBe('tel:+74950001010');
    expect(await page.locator('a').textContent()).toBe(OWN);
    await context.close();
  });

  it('has the numbers of all its offices replaced by one campaign in one request (S2-41)', async () => {
    const { page, context, requests } = await aVisitor(browser);
    await page.goto(`${server.origin}/shop/?utm_source=yandex`);
    expect(await textAfterSwap(page, '.head-phone .phone', OWN)).toBe('+7 (495) 555-01-01');
    expect(await textAfterSwap(page, '.phone-service', '+7 (495) 000-20-20')).toBe('+7 (495) 555-01-05');
    expect(requests).toEqual(['POST /v1/swap']);
    await context.close();
  });
});
