import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { openPhonesPage, type PhonesPage } from '../support/phones-page.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const SHOWROOM = '+74950001010';
const SERVICE = '+74950002020';

/** What a person can play by hand on the telephones page of the demo; the plain order is in `callback.test.ts`. */
describe('the telephones page plays', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let faults: string[];
  let phones: PhonesPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    ({ context, faults } = await aVisitor(browser));
    phones = await openPhonesPage(context, server);
    return async () => {
      // A telephone that a failed story left ringing would be busy in the next.
      for (const name of ['Decline', 'Hang up']) {
        for (const button of await phones.page.getByRole('button', { name }).all()) await button.click();
      }
      await context.close();
    };
  });

  const recordOf = async (phone: string) => {
    const { items } = await askAdmin<{ items: Callback[] }>(server, 'GET', 'callbacks');
    const found = items.find((callback) => callback.phone === phone);
    if (!found) throw new Error(`nobody has ordered a call to ${phone}`);
    return found;
  };
  const says = (phone: string, text: string | RegExp) => phones.orderOf(phone).getByText(text).waitFor();
  const ringNow = (phone: string) => phones.orderOf(phone).getByRole('button', { name: 'Ring now' }).click();
  async function takePicture(name: string): Promise<void> {
    const folder = process.env.RINGLET_PICTURES;
    if (folder) await phones.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  it('SmartCall: further information, tags, another time, a word that nobody understands, and one that connects', async () => {
    const visitor = '+79161230001';
    const manager = phones.telephone(SHOWROOM);
    await phones.order(visitor);
    await manager.answer();
    await manager.hears(/press 5$/);
    // The keys that mean something say what.
    for (const [digit, meaning] of Object.entries({
      2: 'later',
      4: 'details',
      7: 'cancel',
      9: 'night tag',
    })) {
      const key = manager.all.getByRole('button', { name: digit, exact: true, description: meaning });
      await key.waitFor();
    }
    await manager.press('4');
    await manager.hears(/^The voice: Page: Beresta/);
    await manager.press('8');
    await manager.hears('The call is tagged');
    await manager.press('9');
    await manager.all.getByText('The call is tagged').nth(1).waitFor();
    await manager.press('2');
    await manager.hears(/The call is moved to/);
    const moved = await manager.all.getByRole('listitem').last().innerText();
    await manager.press('2');
    await phones.page.waitForFunction(
      ([selector, before]) => {
        const said = [...document.querySelectorAll(`${selector} .turn-voice`)].at(-1)?.textContent ?? '';
        return said.includes('The call is moved to') && said !== before;
      },
      [`[data-phone="${SHOWROOM}"]`, moved],
    );
    const voice = manager.all.locator('.turn-voice');
    const before = await voice.count();
    await manager.say('Hello, who is it?');
    await voice.nth(before).waitFor();
    await takePicture('smartcall');
    await manager.say('Connect us, please');
    await manager.hears('Please wait while we ring the client');
    const client = phones.telephone(visitor);
    await client.answer();
    await says(visitor, 'Both are connected.');
    await client.hangUp();
    await says(visitor, /^They talked for/);
    await phones.orderOf(visitor).getByText('night tag').waitFor();
    expect(await recordOf(visitor)).toMatchObject({
      status: 'completed',
      tags: ['smartcall', 'smartcall_night'],
      attempts: [{ outcome: '200-200' }],
    });
    expect(faults).toEqual([]);
  });

  it('a busy office, a busy visitor and the attempts after them', async () => {
    const visitor = '+79161330002';
    const [manager, client] = [phones.telephone(SHOWROOM), phones.telephone(visitor)];
    await phones.order(visitor);
    await manager.decline();
    await phones.telephone(SERVICE).decline();
    await says(visitor, 'Attempt 1 of 3 did not succeed: the office was busy.');
    await says(visitor, /^Next call/);
    await takePicture('busy');
    await ringNow(visitor);
    await manager.answer();
    await manager.press('5');
    await client.decline();
    await says(visitor, 'Attempt 2 of 3 did not succeed: the visitor was busy.');
    await ringNow(visitor);
    await manager.answer();
    await manager.press('5');
    await client.answer();
    await says(visitor, 'Both are connected.');
    await manager.hangUp();
    await says(visitor, /^They talked for/);
    const outcomes = await phones.orderOf(visitor).getByRole('list', { name: 'Attempts so far' });
    expect((await outcomes.getByRole('listitem').allInnerTexts()).map(withoutTime)).toEqual([
      'office: busy',
      'visitor: busy',
      'connected',
    ]);
    expect(faults).toEqual([]);
  });

  it('a manager who cancels for good', async () => {
    const visitor = '+79161430003';
    await phones.order(visitor);
    await phones.telephone(SHOWROOM).answer();
    await phones.telephone(SHOWROOM).say('Cancel it');
    await says(visitor, 'The manager cancelled it and every later attempt.');
    expect((await recordOf(visitor)).reason).toBe('cancelled_by_manager');
  });

  it('a night: orders wait for the morning, apart from each other, and ring when it comes', async () => {
    const [first, second] = ['+79161530004', '+79161630005'];
    const night = phones.page.getByRole('switch', { name: 'Night' });
    await night.click();
    await phones.page.getByText('The office is closed: an order waits until').waitFor();
    const page = await phones.order(first);
    await page
      .getByRole('status')
      .getByText(/will call you on/i)
      .waitFor();
    await phones.order(second);
    await says(first, 'Planned');
    await says(second, /^Next call/);
    await takePicture('night');
    const [early, late] = [await recordOf(first), await recordOf(second)];
    expect(Date.parse(early.scheduledAt)).toBeGreaterThan(Date.now() + 3_600_000);
    expect(Date.parse(late.scheduledAt) - Date.parse(early.scheduledAt)).toBe(300_000);
    await ringNow(first);
    const manager = phones.telephone(SHOWROOM);
    await manager.answer();
    await manager.press('5');
    await phones.telephone(first).answer();
    await says(first, 'Both are connected.');
    await manager.hangUp();
    await says(first, 'Completed');
    expect((await recordOf(second)).status).toBe('planned');
    await night.click();
    await phones.page.getByText('The office is open').waitFor();
    expect(faults).toEqual([]);
  });
});

function withoutTime(text: string): string {
  return text.replace(/^\d{2}:\d{2}\s*/, '');
}
