import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openCard, openStage } from '../../scripts/pictures/widget-stage.ts';
import { aStage } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { aStagedPage, type StagedPage } from '../support/widget-browser.ts';

/** One way of filling in the number. */
interface Script {
  name: string;
  /** `<…>` are keys by their names, `<@3>` puts the caret; `{…}` is pasted; other characters are typed. */
  does: string;
  value: string;
  caret: number;
}

/** Numbers as people write them, and what the field shows of them after it was left. */
const NUMBERS = [
  ['9991234567', '+7 999 123-45-67'],
  ['89991234567', '+7 999 123-45-67'],
  ['8 (999) 123-45-67', '+7 999 123-45-67'],
  ['+7 999 123 45 67', '+7 999 123-45-67'],
  ['+79991234567', '+7 999 123-45-67'],
  ['tel:+79991234567', '+7 999 123-45-67'],
  ['+7\u00a0999\u00a0123\u20114567', '+7 999 123-45-67'],
  ['\uff0b\uff17\uff19\uff19\uff19\uff11\uff12\uff13\uff14\uff15\uff16\uff17', '+7 999 123-45-67'],
  ['+\u0667\u0669\u0669\u0669\u0661\u0662\u0663\u0664\u0665\u0666\u0667', '+7 999 123-45-67'],
  ['\u202a+7 (999) 123-45-67\u202c', '+7 999 123-45-67'],
  ['0049 30 123456', '+49 301 234 56'],
  ['+49 (0) 30 123456', '+49 301 234 56'],
  ['999 123', '999 123'],
  ['call me', 'call me'],
  ['', ''],
] as const;

/** Puts the caret at every place of a number, and types, deletes and pastes there. */
function scripts(): Script[] {
  const number = '+7 999 123-45-67';
  const at = (caret: number) => `<@${caret}>`;
  const places = Array.from({ length: number.length + 1 }, (_, caret) => caret);
  const start = `{${number}}`;
  const cut = (from: number, to: number, put = '') => number.slice(0, from) + put + number.slice(to);
  return places.flatMap((caret) => [
    {
      name: `typed at ${caret}`,
      does: `${start}${at(caret)}5`,
      value: cut(caret, caret, '5'),
      caret: caret + 1,
    },
    {
      name: `typed twice at ${caret}`,
      does: `${start}${at(caret)}42`,
      value: cut(caret, caret, '42'),
      caret: caret + 2,
    },
    {
      name: `backspace at ${caret}`,
      does: `${start}${at(caret)}<Backspace>`,
      value: cut(Math.max(0, caret - 1), caret),
      caret: Math.max(0, caret - 1),
    },
    {
      name: `delete at ${caret}`,
      does: `${start}${at(caret)}<Delete>`,
      value: cut(caret, caret + 1),
      caret,
    },
    {
      name: `pasted at ${caret}`,
      does: `${start}${at(caret)}{123}`,
      value: cut(caret, caret, '123'),
      caret: caret + 3,
    },
    {
      name: `replaced from ${caret}`,
      does: `${start}${at(caret)}<Shift+End>7`,
      value: `${number.slice(0, caret)}7`,
      caret: caret + 1,
    },
    {
      name: `cleared to ${caret}`,
      does: `${start}${at(caret)}<Shift+Home><Delete>`,
      // At the very beginning there is nothing before the caret, and the sign behind it goes.
      value: number.slice(Math.max(1, caret)),
      caret: 0,
    },
    {
      name: `letters at ${caret}`,
      does: `${start}${at(caret)}x`,
      value: cut(caret, caret, 'x'),
      caret: caret + 1,
    },
    {
      name: `undone by hand at ${caret}`,
      does: `${start}${at(caret)}8<Backspace>`,
      value: number,
      caret,
    },
    { name: `moved from ${caret}`, does: `${start}${at(caret)}<Home>`, value: number, caret: 0 },
    {
      name: `two deleted at ${caret}`,
      does: `${start}${at(caret)}<Delete><Delete>`,
      value: cut(caret, caret + 2),
      caret,
    },
    {
      name: `a sign replaced at ${caret}`,
      does: `${start}${at(caret)}<Shift+ArrowRight>0`,
      value: cut(caret, caret + 1, '0'),
      caret: caret + 1,
    },
    {
      name: `a word pasted at ${caret}`,
      does: `${start}${at(caret)}{tel: }`,
      value: cut(caret, caret, 'tel: '),
      caret: caret + 5,
    },
    {
      name: `Arabic digits at ${caret}`,
      does: `${start}${at(caret)}{\u0665\u0666}`,
      value: cut(caret, caret, '\u0665\u0666'),
      caret: caret + 2,
    },
    {
      name: `spaced at ${caret}`,
      does: `${start}${at(caret)} -`,
      value: cut(caret, caret, ' -'),
      caret: caret + 2,
    },
    {
      name: `the sign before ${caret} replaced`,
      does: `${start}${at(caret)}<Shift+ArrowLeft>9`,
      value: cut(Math.max(0, caret - 1), caret, '9'),
      caret: Math.max(1, caret),
    },
    {
      name: `typed one before ${caret}`,
      does: `${start}${at(caret)}<ArrowLeft>3`,
      value: cut(Math.max(0, caret - 1), Math.max(0, caret - 1), '3'),
      caret: Math.max(1, caret),
    },
    { name: `from ${caret} to the end`, does: `${start}${at(caret)}<End>1`, value: `${number}1`, caret: 17 },
  ]);
}

describe('the number field', () => {
  let browser: Browser;
  let dist: string;
  let staged: StagedPage;
  let page: Page;

  beforeAll(async () => {
    [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
    staged = await aStagedPage(browser, dist, aStage('en'));
    ({ page } = staged);
    await openCard(page);
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function play(does: string): Promise<void> {
    await page.locator('#rl-phone').fill('');
    await page.locator('#rl-phone').focus();
    for (const [part] of does.matchAll(/<[^>]+>|\{[^}]*\}|[^<{]+/g)) {
      const caret = /^<@(\d+)>$/.exec(part)?.[1];
      if (caret !== undefined) {
        const field = page.locator('#rl-phone');
        await field.evaluate(
          (one, place) => (one as HTMLInputElement).setSelectionRange(place, place),
          Number(caret),
        );
      } else if (part.startsWith('<')) await page.keyboard.press(part.slice(1, -1));
      else if (part.startsWith('{')) await page.keyboard.insertText(part.slice(1, -1));
      else await page.keyboard.type(part);
    }
  }

  const look = () =>
    page.locator('#rl-phone').evaluate((field) => {
      const { value, selectionStart } = field as HTMLInputElement;
      return { value, caret: selectionStart };
    });

  it('leaves the caret where it is, whatever is typed, deleted or pasted', async () => {
    expect(scripts().length).toBeGreaterThanOrEqual(300);
    const wrong: string[] = [];
    for (const { name, does, value, caret } of scripts()) {
      await play(does);
      const seen = await look();
      if (seen.value !== value || seen.caret !== caret)
        wrong.push(`${name}: ${JSON.stringify(seen)} instead of ${value}|${caret}`);
    }
    expect(wrong).toEqual([]);
  }, 180_000);

  it.each(NUMBERS)('shows %j as it will be dialled once it is left: %j', async (typed, shown) => {
    for (const way of ['typed', 'pasted', 'filled in']) {
      await page.locator('#rl-phone').fill('');
      await page.locator('#rl-phone').focus();
      if (way === 'typed') await page.keyboard.type(typed);
      if (way === 'pasted') await page.keyboard.insertText(typed);
      if (way === 'filled in') {
        // As a browser's own autofill does it: without a key, and with both events.
        await page.locator('#rl-phone').evaluate((field, text) => {
          (field as HTMLInputElement).value = text;
          field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }, typed);
      }
      expect([way, (await look()).value]).toEqual([way, typed]);
      await page.locator('#rl-consent').focus();
      expect([way, (await look()).value]).toEqual([way, shown]);
    }
  });

  it('follows the country of what is typed, and reads national numbers by the one that is chosen', async () => {
    await openStage(page, dist, aStage('en'));
    await openCard(page);
    const country = page.getByRole('combobox', { name: 'Country' });
    await page.locator('#rl-phone').fill('+49 30 123456');
    expect(await country.inputValue()).toBe('DE');
    await page.locator('#rl-phone').fill('030 1234567');
    expect(await page.locator('#rl-phone-note').textContent()).toBe('We will call +49 301 234 567');
    await country.selectOption('RU');
    await page.locator('#rl-phone').fill('9991234567');
    expect(await page.locator('#rl-phone-note').textContent()).toBe('We will call +7 999 123-45-67');
    await page.locator('#rl-phone').fill('+81 3 1234 5678');
    await page.locator('[type=submit]').click();
    expect(await page.locator('#rl-phone-note').textContent()).toBe(
      'We do not call numbers of this country.',
    );
    expect(staged.faults).toEqual([]);
  });
});
