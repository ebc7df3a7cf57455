import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openCard, openStage, type Stage } from '../../scripts/pictures/widget-stage.ts';
import { aStage } from '../../scripts/pictures/widget-states.ts';
import { ATTACK_TEXTS } from '../support/attack-texts.ts';
import { launchBrowser } from '../support/browser.ts';
import { aStagedPage } from '../support/widget-browser.ts';

const FIELDS = [
  'launcher',
  'title',
  'lead',
  'caption',
  'button',
  'disclaimer',
  'adDisclaimer',
  'signature',
] as const;
/** Fields of a widget, and the names of the company and of an office. */
const PLACES = FIELDS.length + 2;
/** All that the widget itself draws of elements. */
const OWN_PICTURES = ['<i class="call"></i>', '<i class="cross"></i>'];
const OWN_TAGS = 'A,BDI,BR,BUTTON,DIALOG,DIV,FORM,H2,INPUT,LABEL,OPTION,P,PATH,SELECT,SPAN,SVG'.split(',');

let browser: Browser;
let dist: string;
beforeAll(async () => {
  [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
});
afterAll(() => browser?.close());

function stageWith(attacks: readonly string[]): Stage {
  const stage = aStage('en');
  const [company = '', office = '', ...texts] = attacks;
  const en = Object.fromEntries(FIELDS.map((field, i) => [field, texts[i] ?? '']));
  const offices = stage.widget.offices.map((one) => ({ ...one, name: office }));
  return { ...stage, widget: { ...stage.widget, company, offices, texts: { en } } };
}

/** What stands in the widget that it does not draw by itself, or that leads where no text may lead. */
function readStrangers(page: Page): Promise<string[]> {
  return page.evaluate(
    ([own, pictures]) => {
      const all = [...(document.querySelector('ringlet-callback')?.shadowRoot?.querySelectorAll('*') ?? [])];
      return all
        .filter(
          (one) =>
            !(own.includes(one.tagName.toUpperCase()) || pictures.includes(one.outerHTML)) ||
            [...one.attributes].some(({ name }) => /^on|^style$|^src|^action$|^ping$/.test(name)) ||
            (one instanceof HTMLAnchorElement && !/^(https?|tel|mailto):$/.test(one.protocol)),
        )
        .map((one) => one.outerHTML.slice(0, 120));
    },
    [OWN_TAGS, OWN_PICTURES] as const,
  );
}

it('runs nothing, fetches nothing and draws nothing of a thousand hostile texts', async () => {
  expect(ATTACK_TEXTS).toHaveLength(1000);
  const { page, faults, close } = await aStagedPage(browser, dist, aStage('en'));
  const strangers: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('http://shop.test/sdk/')) asked.push(request.url());
  });
  for (let from = 0; from < ATTACK_TEXTS.length; from += PLACES) {
    await openStage(page, dist, stageWith(ATTACK_TEXTS.slice(from, from + PLACES)));
    await openCard(page);
    strangers.push(...(await readStrangers(page)));
  }
  const ran = await page.evaluate(() => 'pwned' in window);
  expect({ strangers, asked, faults, ran }).toEqual({ strangers: [], asked: [], faults: [], ran: false });
  await close();
}, 180_000);
