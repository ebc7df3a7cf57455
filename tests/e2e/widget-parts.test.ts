import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openCard, openStage, ordersOf, type Stage } from '../../scripts/pictures/widget-stage.ts';
import { aStage, STATES } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { aStagedPage } from '../support/widget-browser.ts';

let browser: Browser;
let dist: string;
beforeAll(async () => {
  [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
});
afterAll(() => browser?.close());

/** A page on which the widget's file of that name comes only when `release` is called, or never. */
async function aPageWithout(part: string, stage: Stage) {
  const { page, close } = await aStagedPage(browser, dist, { ...stage, slots: null });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/sdk/widget-${part}-*`, async (route) => {
    await released;
    await route.fallback();
  });
  return { page, close, release };
}

it('says that an order was taken before the part has come that tells how it goes on', async () => {
  const { page, close, release } = await aPageWithout('status', aStage('en'));
  await openStage(page, dist, aStage('en'));
  await openCard(page);
  await page.locator('#rl-phone').fill('9991234567');
  await page.getByRole('checkbox').check();
  await page.locator('[type=submit]').click();
  await page.locator('.title', { hasText: 'We have your order' }).waitFor();
  expect(await ordersOf(page)).toHaveLength(1);
  release();
  await page.locator('.title', { hasText: 'Getting your call ready' }).waitFor();
  expect(await ordersOf(page)).toHaveLength(1);
  await close();
});

it('has the round button in the place of a teaser that does not come', async () => {
  const active = STATES.active.stage(aStage('en'));
  const { page, close } = await aPageWithout('none', aStage('en'));
  await page.route('**/sdk/widget-teaser-*', (route) => route.abort());
  await openStage(page, dist, active);
  await page.locator('.launcher').click();
  await page.locator('.card #rl-phone').waitFor();
  expect(await page.locator('.teaser').count()).toBe(0);
  await close();
});

it('takes an order for now with the widget, the card and the first words alone', async () => {
  const { page, close } = await aStagedPage(browser, dist, aStage('en'));
  const plain = aStage('en');
  const { offices, behaviour, phones = [] } = plain.widget;
  const one = {
    ...plain,
    widget: {
      ...plain.widget,
      offices: offices.slice(0, 1),
      phones: phones.slice(0, 1),
      behaviour: { ...behaviour, phoneCountries: ['RU'] },
    },
  };
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url().replace(/.*\/sdk\/|-[\w-]{8}\.js$/g, '')));
  await page.route(/widget-(status|time-picker|times|en-later|extra-fields|teaser|clock)/, (route) =>
    route.abort(),
  );
  await openStage(page, dist, one);
  await openCard(page);
  await page.locator('#rl-phone').fill('9991234567');
  await page.getByRole('checkbox').check();
  await page.locator('[type=submit]').click();
  await page.locator('.title', { hasText: 'We have your order' }).waitFor();
  expect(await ordersOf(page)).toHaveLength(1);
  // The words are the browser's already: the stage has had a widget before this one.
  expect(fetched[0]).toBe('widget-card');
  await close();
});
