import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const SITE = 'Beresta showroom';
const PAUSES = {
  'Before the manager is called': '1',
  'Before the extension is dialled': '2',
  'Before the visitor is called': '4',
  'Before the voice speaks': '5',
};

describe('the scenario of a widget in the studio', () => {
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
    await studio.getByRole('link', { name: SITE }).click();
    await openTab('Scenario');
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const openTab = (name: string) =>
    studio.getByRole('navigation', { name: 'Settings of the widget' }).getByRole('link', { name }).click();
  const field = (label: string) => studio.getByLabel(label, { exact: true });
  /** What one may choose, as it is written. */
  const choices = (label: string) => field(label).locator('option').allTextContents();

  async function readSettings(): Promise<object> {
    const answer = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/widgets`, {
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    const { items } = (await answer.json()) as {
      items: { hash: string; scenario: object; callTrackingSelectors: object[] }[];
    };
    const widget = items.find(({ hash }) => hash !== server.demo.widget);
    return { ...widget?.scenario, callTrackingSelectors: widget?.callTrackingSelectors };
  }
  /** Waits until the server has it; nobody presses a button for that. */
  const saved = (part: object) => expect.poll(readSettings, { timeout: 10_000 }).toMatchObject(part);

  it('gives every digit its use, one each, and lets them be spoken (S1-42 to S1-48)', async () => {
    const digits = { 'Speak what else is known': '4', 'Call later': '6', 'Tag the call': '1' };
    for (const [label, digit] of Object.entries(digits)) await field(label).selectOption(digit);
    await field('Tag it as a call of the night').selectOption('0');
    await field('The digit may be spoken as well').check();
    const smartCall = { speech: true, info: '4', reschedule: '6', tag: '1', nightTag: '0' };
    await saved({ smartCall });
    // What one action has no other is offered.
    const free = await choices('Cancel');
    expect(free.filter((digit) => ['4', '6', '1', '0', '5'].includes(digit))).toEqual([]);
    expect(free).toContain('no digit');

    await studio.reload();
    for (const [label, digit] of Object.entries(digits)) expect(await field(label).inputValue()).toBe(digit);
    expect(await field('The digit may be spoken as well').isChecked()).toBe(true);
    await field('Speak what else is known').selectOption('by itself');
    await field('Tag the call').selectOption('no digit');
    await saved({ smartCall: { ...smartCall, info: 'auto', tag: null } });
    expect(await choices('Cancel')).toEqual(expect.arrayContaining(['4', '1']));
  });

  it('sets how long a successful talk lasts, and the pauses before each step (S1-50, S1-53)', async () => {
    await field('A successful talk lasts').fill('45');
    for (const [label, seconds] of Object.entries(PAUSES)) await field(label).fill(seconds);
    await field('Which office').selectOption('Another one each attempt');
    await field('Calls at once').fill('3');
    const delays = { managerS: 1, extensionS: 2, visitorS: 4, ivrS: 5 };
    await saved({ successS: 45, delays, offices: 'in_turn', maxAtOnce: 3 });
    await studio.reload();
    expect(await field('A successful talk lasts').inputValue()).toBe('45');
    for (const [label, seconds] of Object.entries(PAUSES)) {
      expect(await field(label).inputValue()).toBe(seconds);
    }
  });

  it('goes without SmartCall, whoever answers being connected at once', async () => {
    await field('The manager says by a digit what is to happen').uncheck();
    await studio.getByText('Whoever answers is connected at once.').waitFor();
    await saved({ smartCall: { on: false } });
    expect(await field('Connect with the visitor').count()).toBe(0);
  });

  it('stands beside where pages show an office’s number, and its extension (S1-69)', async () => {
    await openTab('Behaviour');
    await studio
      .getByLabel(/^Selector of /)
      .first()
      .fill('.top .phone');
    await studio.getByLabel(/^Extension of /).fill('12');
    const entry = { selector: '.top .phone', extension: 12 };
    await saved({ callTrackingSelectors: [entry] });
  });
});
