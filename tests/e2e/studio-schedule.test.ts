import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Schedule } from '../../shared/contract/admin/schedule.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('the schedule of a widget in the studio', () => {
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
    await studio.getByRole('link', { name: 'Beresta showroom' }).click();
    await studio.getByRole('link', { name: 'Schedule' }).click();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  async function newest(): Promise<Schedule | undefined> {
    const answer = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/schedules`, {
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    return ((await answer.json()) as { items: Schedule[] }).items.at(-1);
  }
  const saved = (part: object) => expect.poll(newest, { timeout: 10_000 }).toMatchObject(part);
  const press = (name: string | RegExp) => studio.getByRole('button', { name }).click();

  it('is made, painted and saved by itself (S1-23 to S1-34)', async () => {
    await press('New schedule');
    await studio.getByRole('table', { name: 'Working hours' }).waitFor();
    await press('Clear');
    await press('Monday 9:00, free');
    await press('13:00, the whole week');
    await press('Sunday, the whole day');
    await studio.getByLabel('Convenient time on Saturday').selectOption('12:30');
    await studio.getByLabel('Time zone').selectOption('Europe/Berlin');
    const midday = [{ from: '13:00', to: '14:00' }];
    await saved({
      timeZone: 'Europe/Berlin',
      week: {
        mon: [{ from: '09:00', to: '10:00' }, ...midday],
        tue: midday,
        sun: [{ from: '00:00', to: '24:00' }],
      },
      convenient: { sat: '12:30' },
    });
    await studio.getByRole('button', { name: 'Saturday 12:00, free, convenient time' }).waitFor();
    await studio.getByLabel('Night mode').uncheck();
    await studio.getByText('visitors do not see the tools at all').waitFor();
    await studio.getByRole('slider').fill('12');
    await studio.getByText('More than 10 minutes keep').waitFor();
    await saved({ nightMode: false, intervalMin: 12 });
  });

  it('is walked through by the keys alone', async () => {
    await press('New schedule');
    const walked = async () => {
      await studio.getByRole('button', { name: /^Monday 0:00/ }).focus();
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft']) {
        await studio.keyboard.press(key);
      }
      return studio.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    };
    // Until the grid of the new one has taken the place of the one before.
    await expect.poll(walked, { timeout: 10_000 }).toMatch(/^Wednesday 23:00/);
    await studio.keyboard.press('Space');
    await saved({
      week: {
        wed: [
          { from: '09:00', to: '18:00' },
          { from: '23:00', to: '24:00' },
        ],
      },
    });
  });

  it('has groups of special days, which are deleted after a question (S1-35 to S1-38)', async () => {
    await press('New schedule');
    await studio.getByRole('button', { name: 'Later months' }).click();
    const days = studio.locator('.month').first().locator('.day');
    const dates = await days.evaluateAll((all) => all.slice(3, 5).map((day) => day.ariaLabel ?? ''));
    for (const date of dates) await press(date);
    await press('+ Add a group of holiday days');
    const group = studio.getByRole('article', { name: dates.join(', ') });
    await group.getByLabel('Text of these days').fill('Мы отдыхаем');
    await saved({ specialDays: [{ dates, hours: [], texts: { ru: 'Мы отдыхаем' } }] });
    await group.getByLabel('A working day').check();
    await group.getByLabel('From').selectOption('11:30');
    await saved({ specialDays: [{ dates, hours: [{ from: '11:30', to: '16:00' }] }] });
    await group.getByRole('button', { name: 'Delete' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    expect((await newest())?.specialDays).toHaveLength(1);
    await group.getByRole('button', { name: 'Delete' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await saved({ specialDays: [] });
  });
});
