import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const GREEN = 'rgb(11, 122, 75)';
const TITLE = 'A kitchen in instalments';

/** One marketer, from an empty form to the widget on the shop, by clicks alone. */
describe('a marketer makes a widget', () => {
  let server: TestServer;
  let browser: Browser;
  let studio: Page;
  let faults: string[];
  /** The code that was copied. */
  let tag = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const visitor = await aVisitor(browser);
    ({ page: studio, faults } = visitor);
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    // So that a telephone fits into the preview at its own size.
    await studio.setViewportSize({ width: 1400, height: 1100 });
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const field = (label: string) => studio.getByLabel(label, { exact: true });
  const press = (name: string) => studio.getByRole('button', { name, exact: true }).click();
  const tab = (name: string) => studio.getByRole('link', { name, exact: true }).click();
  const saved = () =>
    studio
      .getByText(/^Saved \d/)
      .first()
      .waitFor();
  const preview = () => studio.frameLocator('iframe[title="Preview of the widget"]');

  it('with a name, an office, hours and texts, all of which save themselves', async () => {
    await press('Add widget');
    const dialog = studio.getByRole('dialog', { name: 'New widget' });
    await dialog.getByLabel('Name').fill('Instalments');
    await dialog.getByLabel('Site').selectOption({ label: 'Beresta kitchens' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await studio.getByText('A widget without an office is not shown').waitFor();
    await press('Attach Showroom');
    await studio.getByText('A widget without an office is not shown').waitFor({ state: 'detached' });

    await tab('Schedule');
    await press('New schedule');
    await studio.getByRole('table', { name: 'Working hours' }).waitFor();
    // Open all week long, or the shop would show it by day alone.
    await press('Clear');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await press(`${day}, the whole day`);
    await saved();

    await tab('Texts');
    await studio.getByRole('group', { name: 'Language of the texts' }).getByText('English').click();
    await field('Title').fill(TITLE);
    await field('Lead').fill('We ring you in %SECTOCALL% seconds.');
    await saved();
  });

  it('with looks that are tried in the preview, and saved as a style', async () => {
    await tab('Design');
    await studio.getByRole('heading', { name: 'Saved styles' }).waitFor();
    await field('State').selectOption({ label: 'Order form' });
    await field('Accent').fill('#0b7a4b');
    const button = preview().locator('[type=submit]');
    await expect
      .poll(() => button.evaluate((element) => getComputedStyle(element).backgroundColor), {
        timeout: 10_000,
      })
      .toBe(GREEN);
    await preview().getByText(TITLE).waitFor();
    await press('Save as new');
    await field('Name of the style').fill('Fresh');
    await press('Save style');
    await studio.getByText('Wears “Fresh”').waitFor();
    // The line at the top may still tell of the save before.
    await expect
      .poll(async () => {
        const { items } = await askAdmin<{ items: { name: string; styleId: string | null }[] }>(
          server,
          'GET',
          'widgets?limit=100',
        );
        return items.find(({ name }) => name === 'Instalments')?.styleId;
      })
      .toMatch(/^sty_/);
  });

  it('and takes the code along', async () => {
    await tab('General');
    await press('Copy the beresta kitchens, this widget');
    tag = await studio.evaluate(() => navigator.clipboard.readText());
    expect(tag).toMatch(/^<script async src="[^"]+\/r\/[0-9a-z]+\.js" data-widget="[0-9a-z]+"><\/script>$/);
    expect(faults).toEqual([]);
  });

  it('and sees it on the shop, where a visitor can order', async () => {
    const shop = await openShop(server.origin, tag);
    const { page, context, faults: ofShop } = await aVisitor(browser);
    await page.goto(shop.origin);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const widget = page.locator('ringlet-callback');
    const launcher = widget.locator('.launcher');
    await launcher.waitFor();
    expect(await launcher.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(GREEN);
    await launcher.click();
    await page.getByText(TITLE).waitFor();
    await page.getByText('We ring you in 26 seconds.').waitFor();
    await widget.getByRole('textbox').first().fill('8 916 123-00-99');
    await widget.getByRole('checkbox').check();
    await widget.locator('button[type=submit]').click();
    await widget.locator('.progress').waitFor();
    expect(ofShop).toEqual([]);
    await context.close();
    await shop.close();
  });
});

/** The demo shop as its owner serves it after pasting the code: the same pages, without the demo's own strip. */
async function openShop(origin: string, tag: string): Promise<{ origin: string; close(): Promise<void> }> {
  const page = await (await fetch(`${origin}/shop/`)).text();
  const html = page
    .replace('<head>', `<head><base href="${origin}/shop/"><link rel="icon" href="data:,">`)
    .replaceAll(/<script[^>]*><\/script>/g, '')
    .replace('</body>', `${tag}</body>`);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
