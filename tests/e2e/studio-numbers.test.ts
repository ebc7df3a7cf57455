import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { violationsOf } from '../support/page-violations.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 20_000, interval: 500 };

describe('the numbers of a widget in the studio', () => {
  let server: TestServer;
  let browser: Browser;
  let studio: Page;
  let context: BrowserContext;
  let faults: string[];
  let widgets: Widget[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    ({ items: widgets } = await askAdmin<{ items: Widget[] }>(server, 'GET', 'widgets'));
    const told = (type: string, times: number) =>
      Array.from({ length: times }, () => ({ type, widget: server.demo.widget, style: null, agoMs: 0 }));
    await beacons('/shop/', [...told('widget_shown', 12), ...told('widget_opened', 6)]);
    await beacons('/shop/=catalogue.html', [...told('widget_shown', 8), ...told('widget_submitted', 2)]);
    // The server hands its counters over behind an answer, some seconds apart.
    await vi.waitUntil(async () => {
      await beacons('/shop/', told('widget_dismissed', 1));
      const { total } = await askAdmin<{ total: { shown: number } }>(server, 'GET', 'widgets/funnel');
      return total.shown === 20;
    }, PATIENCE);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    ({ page: studio, context, faults } = await aVisitor(browser));
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('heading', { name: 'Studio' }).waitFor();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  async function beacons(path: string, events: object[]): Promise<void> {
    await fetch(`${server.origin}/v1/beacons`, {
      method: 'POST',
      headers: { origin: server.origin },
      body: JSON.stringify({ site: server.demo.siteKey, page: server.origin + path, events }),
    });
  }
  const open = (hash: (own: string) => boolean) =>
    studio.goto(`${server.origin}/studio/#/widgets/${widgets.find((one) => hash(one.hash))?.id}/numbers`);
  const section = (name: string) =>
    studio.locator('section.card', { has: studio.getByRole('heading', { name }) });
  const cells = (name: string) =>
    section(name).locator('tbody tr').last().locator('th, td').allTextContents();

  it('are a funnel, a line a day, and bars by style and page, each to be read as a table and a file', async () => {
    await open((hash) => hash === server.demo.widget);
    const funnel = section('Funnel').getByRole('img');
    expect(await funnel.getAttribute('aria-label')).toBe('Funnel: shown 20, opened 6, ordered 2, talked 0');
    await section('By day').locator('.uplot canvas').waitFor();
    for (const name of ['By day', 'By style', 'By page'])
      await section(name).getByText('Table', { exact: true }).click();
    expect((await cells('By day')).slice(1)).toEqual(['20', '6', '2', '0', '10 %']);
    expect(await section('By day').locator('tbody tr').count()).toBe(30);
    expect(await cells('By style')).toEqual(['Looks of its own', '20', '6', '2', '–', '10 %']);
    expect(await cells('By page')).toEqual(['/shop/=catalogue.html', '8', '0', '2', '0', '25 %']);

    const coming = studio.waitForEvent('download');
    await section('By page').getByRole('link', { name: 'CSV by page' }).click();
    const file = readFileSync(await (await coming).path(), 'utf8');
    expect(file).toBe(
      '\uFEFFPage,Shown,Opened,Ordered,Talked\r\n/shop/,12,6,0,0\r\n/shop/=catalogue.html,8,0,2,0\r\n',
    );
    await studio.getByText('7 days', { exact: true }).click();
    await section('By day').locator('.uplot canvas').waitFor();
    await section('By day').getByText('Table', { exact: true }).click();
    expect(await section('By day').locator('tbody tr').count()).toBe(7);
  });

  it('say so where nobody has seen the widget yet', async () => {
    await open((hash) => hash !== server.demo.widget);
    await studio.getByRole('heading', { name: 'Nobody has seen this widget in 30 days' }).waitFor();
  });

  it('can be read by everybody, on a phone too, and by night', async () => {
    await studio.setViewportSize({ width: 390, height: 844 });
    await open((hash) => hash === server.demo.widget);
    await section('By day').locator('.uplot canvas').waitFor();
    await section('By page').getByText('Table', { exact: true }).click();
    expect(await violationsOf(studio)).toEqual([]);
    expect(await studio.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
