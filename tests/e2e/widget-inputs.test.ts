import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { aStage } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { goThrough } from '../support/interactions.ts';

let browser: Browser;
let dist: string;
beforeAll(async () => {
  [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
});
afterAll(() => browser?.close());

/** How soon, `npm run bench:inp` measures: a busy machine would answer that by chance. */
it.each([
  ['a wide page', { viewport: { width: 1000, height: 760 } }],
  ['a phone', { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true }],
])('on %s every input has its effect, and nothing shifts by itself', async (_, options) => {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Moscow', ...options });
  const { asked, count, shifted } = await goThrough(await context.newPage(), dist, aStage('en'), 2, 1);
  const order = 'order +79991234567 now';
  expect({ asked, shifted }).toEqual({ asked: [order, 'cancel cb_1', order, 'cancel cb_1'], shifted: [] });
  expect(count).toBeGreaterThanOrEqual(50);
  await context.close();
});
