import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Integration } from '../../shared/contract/admin/integration.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { orderCall } from '../support/demo-telephones.ts';
import { violationsOf } from '../support/page-violations.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 15_000 };
const TOKEN = '0123456789abcdef0123456789abcdef';

describe('integrations in the studio', () => {
  let server: TestServer;
  let browser: Browser;
  let studio: Page;
  let context: BrowserContext;
  let faults: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    ({ page: studio, context, faults } = await aVisitor(browser));
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('link', { name: 'Integrations' }).click();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const field = (label: string) => studio.getByLabel(label, { exact: true });
  const open = (name: string) => studio.getByRole('link', { name, exact: true }).click();
  const card = (name: string) => studio.locator('li.card', { has: studio.getByRole('heading', { name }) });
  const integrations = async () =>
    (await askAdmin<{ items: Integration[] }>(server, 'GET', 'integrations')).items;

  it('begin with telephones on a page, and every kind has a page of its own', async () => {
    await studio.getByRole('heading', { name: 'Telephony' }).waitFor();
    expect(await violationsOf(studio)).toEqual([]);
    await open('Simulated telephones');
    await studio.getByText('Widgets that call by them').waitFor();
    await studio.getByRole('link', { name: 'Open the telephones' }).waitFor();
  });

  it('take the secret of Twilio and never show it again, and give its addresses to copy', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    await open('Twilio');
    await field('Name').fill('Twilio, Berlin');
    await field('Account SID').fill('AC12');
    await field('Auth token').fill(TOKEN);
    await studio.getByRole('button', { name: 'Add', exact: true }).click();
    await studio.getByText('must be AC and 32 hexadecimal digits').first().waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await field('Account SID').fill(`AC${TOKEN}`);
    await field('Calls come from').fill('+1 (555) 010-0199');
    await studio.getByRole('button', { name: 'Add', exact: true }).click();

    const mine = card('Twilio, Berlin');
    await mine.getByText('No call yet').waitFor();
    const [made] = await integrations();
    expect(made).toMatchObject({ accountSid: `AC${TOKEN}`, from: '+15550100199', secret: null });
    await mine.getByRole('button', { name: 'Copy voice url of your numbers' }).click();
    expect(await studio.evaluate(() => navigator.clipboard.readText())).toBe(
      `${server.origin}/v1/telephony/twilio/${made?.key}/answer`,
    );
    expect(await mine.getByLabel('Auth token').inputValue()).toBe('');
    expect(await studio.content()).not.toContain(TOKEN.slice(0, 20).concat(TOKEN.slice(20), '"'));
    await mine.getByLabel('Name').fill('Twilio, Munich');
    await mine.getByRole('button', { name: 'Save' }).click();
    await card('Twilio, Munich').waitFor();
    expect((await integrations())[0]).toMatchObject({ name: 'Twilio, Munich', from: '+15550100199' });
    expect(await violationsOf(studio)).toEqual([]);
  });

  it('make the secret of a gateway, and tell that a call could not be made', async () => {
    await open('Your own exchange');
    await field('Name').fill('Our exchange');
    await field('Address of the gateway').fill('http://127.0.0.1:9/');
    await studio.getByRole('button', { name: 'Add', exact: true }).click();
    const first = (await studio.locator('.secret-once pre').textContent())?.trim() ?? '';
    expect(first).toMatch(/^whsec_/);
    const mine = card('Our exchange');
    await mine.getByRole('button', { name: 'New secret' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
    const shown = studio.locator('.secret-once pre');
    await expect.poll(async () => (await shown.textContent())?.trim(), PATIENCE).not.toBe(first);
    expect((await shown.textContent())?.trim()).toMatch(/^whsec_[\w+/]{43}=$/);

    // A widget calls by it, and this server may not reach that address: the order has the provider's fault.
    const { items } = await askAdmin<{ items: Widget[] }>(server, 'GET', 'widgets');
    const widget = items.find(({ hash }) => hash === server.demo.widget);
    await studio.goto(`${server.origin}/studio/#/widgets/${widget?.id}/scenario`);
    await field('Calls are made by').selectOption({ label: 'Our exchange (own exchange)' });
    await studio.getByText(/^Saved/).waitFor();
    const order = await orderCall(server, '+79161230045');
    const statusOf = () => askAdmin<{ reason: string }>(server, 'GET', `callbacks/${order.id}`);
    await expect.poll(statusOf, PATIENCE).toMatchObject({ reason: 'provider' });
    await studio.goto(`${server.origin}/studio/#/integrations/gateway`);
    await mine.getByText('The last call could not be made').waitFor();
    await mine.getByRole('link', { name: widget?.name ?? '' }).waitFor();

    await mine.getByRole('button', { name: 'Delete Our exchange' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await mine.getByRole('alert').waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await askAdmin(server, 'PATCH', `widgets/${widget?.id}`, { provider: 'simulator', integration: null });
    await mine.getByRole('button', { name: 'Delete Our exchange' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await mine.waitFor({ state: 'detached' });
    await studio.setViewportSize({ width: 390, height: 844 });
    expect(await studio.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
