import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { orderCall } from '../support/demo-telephones.ts';
import { violationsOf } from '../support/page-violations.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 15_000 };

describe('webhooks in the studio', () => {
  const receiver = new WebhookReceiver();
  let server: TestServer;
  let browser: Browser;
  let studio: Page;
  let context: BrowserContext;
  let faults: string[];

  beforeAll(async () => {
    await receiver.start();
    const env = { RINGLET_LOCAL_TARGETS: receiver.host };
    [server, browser] = await Promise.all([startTestServer({ env }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await receiver.close();
  });
  beforeEach(async () => {
    ({ page: studio, context, faults } = await aVisitor(browser));
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('link', { name: 'Webhooks' }).click();
    await studio.getByRole('heading', { name: 'Webhooks' }).waitFor();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const field = (label: string) => studio.getByLabel(label, { exact: true });
  const press = (name: string) => studio.getByRole('button', { name, exact: true }).click();
  const line = (status: string) => studio.locator('.delivery-line', { hasText: status });

  it('are made, tested, rotated, paused, read in the log and sent again (S2-90 to S2-98)', async () => {
    await studio.getByRole('link', { name: 'Add webhook' }).click();
    await field('Name').fill('CRM');
    await field('Address').fill('https://10.0.0.1/in');
    await press('Add webhook');
    await studio.locator('.field-error', { hasText: 'must lead to a public host' }).waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await field('Address').fill(`http://${receiver.host}/crm`);
    await field('A visitor orders a call').check();
    await field('An order is over').uncheck();
    await press('Add webhook');
    await studio.getByText('it is shown this once').waitFor();
    const secret = (await studio.locator('.code-block pre').textContent())?.trim() ?? '';
    expect(secret).toMatch(/^whsec_/);
    receiver.secrets.set('/crm', secret);
    await studio.getByRole('link', { name: 'Go on: send a test' }).click();

    await press('Send a test');
    await line('Arrived').waitFor();
    await expect.poll(() => receiver.at('/crm')[0]?.event?.type, PATIENCE).toBe('webhook.test');
    await line('Arrived').click();
    const opened = studio.locator('.delivery-body').first();
    expect(await opened.locator('figure pre').textContent()).toMatch(
      /^POST .*webhook-signature: v1,.*"type": "webhook.test"/s,
    );
    expect(await opened.locator('.attempt').textContent()).toMatch(/204 in \d+ ms/);

    receiver.answers.set('/crm', (response) => response.writeHead(400).end('no such field: caller'));
    await press('Send it again');
    await line('Given up').waitFor();
    expect(await studio.locator('.attempt pre').last().textContent()).toContain('no such field: caller');

    // A span of time: what did not arrive goes out again, and a test stays what it was.
    await orderCall(server, '+79161230046');
    await press('Look again');
    await line('callback.created').filter({ hasText: 'Waiting' }).waitFor();
    receiver.answers.delete('/crm');
    await studio.getByText('Send a span of time again').click();
    await press('Send again');
    await studio.getByText('They are sent again now.').waitFor();
    await line('callback.created').filter({ hasText: 'Arrived' }).waitFor();
    expect(await line('webhook.test').textContent()).toContain('Given up');
    const ids = receiver
      .at('/crm')
      .flatMap(({ id, event }) => (event?.type === 'callback.created' ? [id] : []));
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);

    await press('New secret');
    await studio.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
    await studio.getByText('For 24 hours messages are signed by the old one as well').waitFor();
    const renewed = (await studio.locator('.code-block pre').textContent())?.trim() ?? '';
    expect([renewed.startsWith('whsec_'), renewed === secret]).toEqual([true, false]);

    await press('Pause');
    await studio.getByText('Paused by hand').waitFor();
    await press('Resume');
    await studio.getByText('Paused by hand').waitFor({ state: 'detached' });

    await studio.getByText('Settings', { exact: true }).click();
    await field('Name').fill('CRM of the showroom');
    await press('Save');
    await studio.getByRole('heading', { name: 'CRM of the showroom' }).waitFor();
    expect(await violationsOf(studio)).toEqual([]);
    await studio.getByRole('link', { name: 'All webhooks' }).click();
    await studio.getByText('1 arrived, 1 attempt failed').waitFor();
    expect(await violationsOf(studio)).toEqual([]);

    await studio.getByRole('link', { name: 'CRM of the showroom' }).click();
    await press('Delete');
    await studio.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await studio.getByText('No webhook yet.').waitFor();
  });

  it('speak the words of a program that is there already, and a telephone in an address has to be agreed to', async () => {
    await studio.getByRole('link', { name: 'Add webhook' }).click();
    await studio.getByText('In my own words').click();
    await field('Name').fill('Old CRM');
    await field('Protocol').selectOption('http');
    await field('Host').fill(receiver.host);
    await field('Path').fill('/old');
    await field('Method').selectOption('GET');
    await press('+ Add parameter');
    await field('Your name for it').fill('tel');
    expect(await studio.locator('.sketch pre').textContent()).toBe(
      `GET http://${receiver.host}/old?tel=<caller>`,
    );
    await press('Add webhook');
    await studio.getByText('a telephone in an address ends up in logs').first().waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await studio.setViewportSize({ width: 390, height: 844 });
    expect(await violationsOf(studio)).toEqual([]);
    expect(await studio.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await studio.getByLabel('I know that telephones will stand in the logs').check();
    await press('Add webhook');
    await studio.getByRole('link', { name: 'Go on: send a test' }).click();
    await press('Send a test');
    await line('Arrived').waitFor();
    expect(receiver.at('/old')[0]?.query).toEqual({ tel: expect.stringMatching(/^\+\d+$/) });
    expect((await askAdmin<{ items: object[] }>(server, 'GET', 'webhooks')).items).toMatchObject([
      { form: 'classic', request: { method: 'GET' }, acknowledgePhoneInUrl: true },
    ]);
  });
});
