import { deepEqual, equal, match } from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

/** One thing that has to be so; `visit` makes a new visitor. */
export interface Case {
  name: string;
  run(shop: (page: string, query?: string) => string, visit: () => Promise<Visitor>): Promise<void>;
}

const OWN = '+7 (495) 000-10-10';
const HEADER = '.head-phone .phone';

export const CASES: readonly Case[] = [
  {
    name: 'shows each visitor from the advert a number of their own, and the N+1st the fallback',
    async run(shop, visit) {
      const shown: string[] = [];
      for (let i = 0; i < 4; i++) {
        const visitor = await visit();
        await visitor.goto(shop('', 'utm_source=yandex&utm_medium=cpc'));
        shown.push(await headerAfterSwap(visitor));
        deepEqual(visitor.faults, []);
        await visitor.close();
      }
      deepEqual(
        shown,
        ['01', '02', '03', '04'].map((end) => `+7 (495) 555-01-${end}`),
      );
    },
  },
  {
    name: 'keeps the number over a reload, without its tags and in a second tab, with one request',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop('', 'utm_source=google&utm_medium=cpc'));
      const number = await headerAfterSwap(visitor);
      match(number, /555-01-0[89]/);
      await visitor.goto(shop('', ''));
      equal(await headerAfterSwap(visitor), number);
      await visitor.reload();
      equal(await headerAfterSwap(visitor), number);
      const tab = await visitor.openTab();
      await tab.goto(shop('', ''));
      equal(await headerAfterSwap(tab), number);
      deepEqual([visitor.requests, tab.requests], [['POST /v1/swap'], []]);
      deepEqual([visitor.faults, tab.faults], [[], []]);
      await tab.close();
      await visitor.close();
    },
  },
  {
    name: 'writes the number into every spelling and every link, and touches nothing else',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop('spellings'));
      equal(await headerAfterSwap(visitor), '+7 (495) 555-01-11');
      const rows = await visitor.evaluate(() =>
        Array.from(document.querySelectorAll('[data-label="Written"] + [data-label="Shown"]'), (cell) => [
          cell.previousElementSibling?.textContent ?? '',
          cell.textContent ?? '',
        ]),
      );
      equal(rows.length > 10, true);
      for (const [written = '', shown] of rows) {
        equal(
          shown,
          written.replace(/000(\D*)10(\D*)10/, (_, one, two) => `555${one}01${two}11`),
        );
      }
      const links = await visitor.evaluate(() =>
        Array.from(document.querySelectorAll('[id^="link-"]'), (link) => link.getAttribute('href')),
      );
      deepEqual(links, ['tel:+74955550111', 'sms:+74955550111?body=Hello', 'https://wa.me/74955550111']);
      deepEqual(visitor.faults, []);
      await visitor.close();
    },
  },
  {
    name: 'shows the number on every view of a single-page site, and asks once',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop('catalogue'));
      await headerAfterSwap(visitor);
      for (const [piece, text] of [
        ['kitchen', '+7 (495) 555-01-11'],
        ['bookcase', '8 495 555-01-11'],
        ['table', '+7 495 555 01 11'],
      ]) {
        await visitor.evaluate(
          (id: string) => document.querySelector<HTMLElement>(`[data-piece="${id}"]`)?.click(),
          piece,
        );
        await viewShows(visitor, text ?? '');
      }
      await visitor.traverse(-1);
      await viewShows(visitor, '8 495 555-01-11');
      equal(await headerText(visitor), '+7 (495) 555-01-11');
      deepEqual([visitor.requests, visitor.faults], [['POST /v1/swap'], []]);
      await visitor.close();
    },
  },
  {
    name: 'sends and keeps nothing before consent, and gives everything back when it is withdrawn',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop('consent'));
      await visitor.waitFor('a word about consent', () =>
        document.querySelector('#strip-state')?.textContent?.includes('(consent)'),
      );
      equal(await headerText(visitor), OWN);
      deepEqual([visitor.requests, await cookies(visitor)], [[], '']);
      await choose(visitor, 'full');
      equal(await headerAfterSwap(visitor), '+7 (495) 555-01-11');
      match(await cookies(visitor), /_ringlet=/);
      await choose(visitor, 'none');
      await visitor.waitFor('the own number', headerIs, HEADER, OWN);
      deepEqual([await cookies(visitor), visitor.faults], ['', []]);
      await visitor.close();
    },
  },
  {
    name: 'works behind a strict policy, with nothing violated',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop('strict'));
      await headerAfterSwap(visitor);
      await visitor.evaluate(() => document.querySelector<HTMLElement>('main [data-ringlet-open]')?.click());
      await visitor.waitFor('the card', inShadow, '[role="dialog"]', '');
      equal(await visitor.evaluate(() => document.querySelector('#violations')?.textContent), 'None so far.');
      deepEqual(visitor.faults, []);
      await visitor.close();
    },
  },
  {
    name: 'takes an order for a callback',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop(''));
      await headerAfterSwap(visitor);
      await visitor.evaluate(() => document.querySelector<HTMLElement>('[data-ringlet-open]')?.click());
      await visitor.waitFor('the field', inShadow, 'input[type="tel"]', 'focus');
      await visitor.type('8 916 123-45-67');
      await visitor.waitFor('the box', inShadow, 'input[type="checkbox"]', 'click');
      await visitor.waitFor(
        'the button',
        inShadow,
        'form button[type="submit"], form button:last-of-type',
        'click',
      );
      await visitor.waitFor('what becomes of it', () =>
        performance.getEntriesByType('resource').some(({ name }) => /\/v1\/callbacks$/.test(name)),
      );
      equal(visitor.requests.includes('POST /v1/callbacks'), true);
      await visitor.waitFor('the status', inShadow, '[role="status"]', '');
      deepEqual(visitor.faults, []);
      await visitor.close();
    },
  },
  {
    name: 'gives its own numbers back when it is destroyed',
    async run(shop, visit) {
      const visitor = await visit();
      await visitor.goto(shop(''));
      await headerAfterSwap(visitor);
      await visitor.evaluate(() =>
        (window as unknown as { ringlet(command: string): Promise<void> }).ringlet('destroy'),
      );
      equal(await headerText(visitor), OWN);
      deepEqual(visitor.faults, []);
      await visitor.close();
    },
  },
];

/** A page whose answer came too late keeps its own number, as it should; it is then loaded anew. */
async function headerAfterSwap(visitor: Visitor): Promise<string> {
  for (let tries = 0; tries < 10; tries++) {
    const seen = await visitor.waitFor(
      'another number in the header',
      (css: string, own: string) => {
        const text = document.querySelector(css)?.textContent?.trim() ?? own;
        if (text !== own) return text;
        return /\(timeout\)/.test(document.querySelector('#strip-state')?.textContent ?? '')
          ? 'too late'
          : '';
      },
      HEADER,
      OWN,
    );
    if (seen !== 'too late') return seen;
    visitor.requests.length = 0;
    await visitor.reload();
  }
  throw new Error('every answer came too late');
}

function headerText(visitor: Visitor): Promise<string | undefined> {
  return visitor.evaluate((css: string) => document.querySelector(css)?.textContent?.trim(), HEADER);
}

const headerIs = (css: string, text: string) => document.querySelector(css)?.textContent?.trim() === text;

function viewShows(visitor: Visitor, text: string): Promise<boolean> {
  return visitor.waitFor(
    `${text} in the view`,
    (wanted: string) => document.querySelector('#view .phone')?.textContent === wanted,
    text,
  );
}

function choose(visitor: Visitor, mode: string): Promise<void> {
  return visitor.evaluate(
    (choice: string) => document.querySelector<HTMLElement>(`[data-choice="${choice}"]`)?.click(),
    mode,
  );
}

function cookies(visitor: Visitor): Promise<string> {
  return visitor.evaluate(() => document.cookie);
}

/** Finds an element of the widget, in whose shadow it stands, and clicks or focuses it. */
const inShadow = (css: string, act: string) => {
  for (const host of document.querySelectorAll('*')) {
    const found = host.shadowRoot?.querySelector<HTMLElement>(css);
    if (!found) continue;
    if (act === 'click') found.click();
    if (act === 'focus') found.focus();
    return true;
  }
  return false;
};
