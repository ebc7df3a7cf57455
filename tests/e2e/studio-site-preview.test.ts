import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 10_000 };
const RED = 'rgb(160, 16, 16)';

describe('unsaved looks on the customer’s own page', () => {
  let server: TestServer;
  let browser: Browser;
  let link = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('are shown by a link that the studio makes, and stay in the studio meanwhile', async () => {
    const { page: studio, context, faults } = await aVisitor(browser);
    const { items } = await askAdmin<{ items: Widget[] }>(server, 'GET', 'widgets');
    const widget = items.find(({ hash }) => hash === server.demo.widget);
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('heading', { name: 'Studio' }).waitFor();
    await studio.goto(`${server.origin}/studio/#/widgets/${widget?.id}/looks`);
    await studio.getByLabel('Accent', { exact: true }).fill('#a01010');
    await studio.getByText('Not saved: only the preview shows it').waitFor();

    await studio.getByRole('button', { name: 'See it on your site' }).click();
    const dialog = studio.getByRole('dialog', { name: 'See it on your site' });
    await dialog.getByLabel('Page').fill('https://stranger.example/');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('url is not on a host of the site of this widget').waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await dialog.getByLabel('Page').fill(`${server.origin}/shop/`);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    link = (await dialog.getByRole('link', { name: 'Open the page' }).getAttribute('href')) ?? '';
    expect(link).toContain(`${server.origin}/shop/?ringlet=debug_preview.`);
    await dialog.getByRole('button', { name: 'Close' }).click();

    // On the way to the list and back they are not lost, and neither are they on the way out.
    await studio.getByRole('main').getByRole('link', { name: 'To main' }).click();
    await studio.getByText('Looks not saved').waitFor();
    await studio.getByRole('link', { name: widget?.name ?? '', exact: true }).click();
    await studio.getByRole('link', { name: 'Design' }).click();
    await studio.getByText('when it was not saved').waitFor();
    expect(await studio.getByLabel('Accent', { exact: true }).inputValue()).toBe('#a01010');
    await studio.reload();
    expect(await studio.getByLabel('Accent', { exact: true }).inputValue()).toBe('#a01010');
    await studio.getByRole('button', { name: 'Discard' }).click();
    await studio.getByText('Not saved: only the preview shows it').waitFor({ state: 'detached' });
    await studio.reload();
    await studio.getByRole('button', { name: 'Save as new' }).waitFor();
    expect(await studio.getByText('when it was not saved').count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('are on the real page for its holder, where an order calls nobody and nothing is counted or stored', async () => {
    const { page, context, requests, faults } = await aVisitor(browser);
    const told: string[] = [];
    await page.exposeFunction('noteEvent', (type: string) => told.push(type));
    await page.addInitScript(() => {
      for (const type of ['widget_shown', 'widget_opened', 'callback_ordered', 'swap', 'swap_skipped'])
        document.addEventListener(`ringlet:${type}`, () => {
          (window as unknown as { noteEvent(type: string): void }).noteEvent(type);
        });
    });
    await page.goto(link);
    const widget = page.locator('ringlet-callback');
    const launcher = widget.locator('.launcher');
    await launcher.waitFor();
    const colour = () => launcher.evaluate((element) => getComputedStyle(element).backgroundColor);
    await expect.poll(colour, PATIENCE).toBe(RED);
    await page.getByText('Nobody is called, nothing is counted.').waitFor();
    expect(await page.locator('ringlet-callback').count()).toBe(1);

    await page.locator('[data-ringlet-open]').first().click();
    await widget.getByRole('textbox').first().fill('8 916 123-45-67');
    await widget.getByRole('checkbox').check();
    await widget.locator('button[type=submit]').click();
    await widget.locator('.progress .present').waitFor();
    await page.mouse.wheel(0, 2000);

    expect(requests).toEqual(['POST /v1/preview']);
    expect(told).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await askAdmin(server, 'GET', 'callbacks')).toMatchObject({ items: [] });
    expect(await askAdmin(server, 'GET', 'widgets/funnel')).toMatchObject({
      total: { shown: 0, submitted: 0 },
    });
    expect(faults).toEqual([]);

    // The rest of the site is as everybody sees it, in the same tab too.
    await page.getByRole('link', { name: 'Leave' }).click();
    await page.waitForURL(`${server.origin}/shop/`);
    await launcher.waitFor();
    expect(await colour()).not.toBe(RED);
    expect(await page.locator('ringlet-preview').count()).toBe(0);
    await context.close();
  });

  it('are gone with the link, and the page says so', async () => {
    const { items } = await askAdmin<{ items: { id: string }[] }>(server, 'GET', 'previews');
    for (const { id } of items) await askAdmin(server, 'DELETE', `previews/${id}`);
    const { page, context } = await aVisitor(browser);
    await page.goto(link);
    await page.getByText('This link does not show anything any more').waitFor();
    expect(await page.locator('ringlet-callback').count()).toBe(0);
    await context.close();
  });
});
