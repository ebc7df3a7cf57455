import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { openStage, type Stage } from '../../scripts/pictures/widget-stage.ts';
import { aStage, STATES, type WidgetState } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { SHOTS, type Shot } from '../support/look-shots.ts';
import { compareLooks, packLook, readLook, unpackLook } from '../support/looks.ts';
import { aStagedPage } from '../support/widget-browser.ts';

/** What the widget looks like; `KEEP_LOOKS=1` with this test keeps what it looks like now. */
const KEPT_IN = join(import.meta.dirname, 'widget-looks.json');
const KEPT = JSON.parse(readFileSync(KEPT_IN, 'utf8')) as Record<string, string>;
const isKeeping = process.env.KEEP_LOOKS === '1';
/** Every machine draws its text in the font that comes with the browser of the tests. */
const FONT = 'Looks';

let browser: Browser;
let dist: string;
let blank: Page;
const pages = new Map<Shot['context'], Page>();
const allFaults: string[][] = [];
beforeAll(async () => {
  [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
  blank = await browser.newPage();
});
afterAll(() => browser?.close());

const faces = packedFonts().map(
  ({ weight, data }) =>
    `@font-face{font-family:${FONT};font-weight:${weight};src:url(data:font/ttf;base64,${data})}`,
);

function packedFonts(): { weight: number; data: string }[] {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const tar = brotliDecompressSync(readFileSync(join(dirname(entry), '../bin/fonts.tar.br')));
  return [
    { weight: 400, file: 'OpenSans-Regular.ttf' },
    { weight: 700, file: 'OpenSans-Bold.ttf' },
  ].map(({ weight, file }) => {
    const at = tar.indexOf(`fonts/Open_Sans/${file}`);
    // A tar's header: the size in octal at 124, the file after 512.
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    return { weight, data: tar.subarray(at + 512, at + 512 + size).toString('base64') };
  });
}

/** One page for each kind of screen, on which one widget stands after another. */
async function pageFor(context: Shot['context'], first: Stage): Promise<Page> {
  const known = pages.get(context);
  if (known) return known;
  const { page, faults } = await aStagedPage(browser, dist, first, context);
  allFaults.push(faults);
  await page.addStyleTag({ content: `${faces.join('')}body{background:#d8dde4!important}` });
  pages.set(context, page);
  return page;
}

async function takeShot(shot: Shot, spoil = ''): Promise<Buffer> {
  const { stage = (plain: Stage) => plain, reach }: WidgetState = STATES[shot.state];
  const plain = stage(aStage(shot.lang));
  const { widget } = plain;
  const css = `${widget.style.css}\n:host{--rl-font:${FONT}}${spoil}`;
  const dressed = { ...plain, widget: { ...widget, style: { ...widget.style, css } }, body: '' };
  const page = await pageFor(shot.context, dressed);
  await openStage(page, dist, dressed);
  await page.locator('.launcher, .teaser').first().waitFor({ state: 'attached' });
  await reach(page);
  await page.mouse.move(0, 0);
  await page.evaluate(settleLook, FONT);
  return page.screenshot({ animations: 'disabled' });
}

/** Runs in the page: waits for the font, and puts Latin letters in the place of those that it does not have. */
async function settleLook(font: string): Promise<void> {
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 16px ${font}`)));
  const root = document.querySelector('ringlet-callback')?.shadowRoot as ShadowRoot;
  const moving = root.getAnimations().map((one) => (one as CSSAnimation).animationName);
  if (moving.length > 0) throw new Error(`it moves where nothing should: ${moving}`);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    text.nodeValue = (text.nodeValue ?? '').replace(/[\u0600-\u06ff]/g, 'n');
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

describe('the widget looks as it is kept', () => {
  const kept: Record<string, string> = {};

  it.each(Object.entries(SHOTS))('%s', async (name, shot) => {
    const png = await takeShot(shot);
    if (process.env.LOOKS_TO) writeFileSync(join(process.env.LOOKS_TO, `${name}.png`), png);
    const look = await readLook(blank, png);
    if (isKeeping) kept[name] = packLook(look);
    else {
      const difference = compareLooks(unpackLook(KEPT[name] ?? '0x0 '), look);
      const place = join(tmpdir(), `look ${name.replace(/\W+/g, ' ')}.png`);
      if (difference) writeFileSync(place, png);
      expect(difference, `${place} shows what it looks like now`).toBeNull();
    }
  });

  it('and nothing went wrong on the way', () => expect(allFaults.flat()).toEqual([]));

  afterAll(() => {
    if (isKeeping) writeFileSync(KEPT_IN, `${JSON.stringify(kept, null, 1)}\n`);
  });
});

describe.skipIf(isKeeping)('a look', () => {
  const SHOT = SHOTS['desktop, en, form'] as Shot;
  const seen = async (spoil: string) =>
    compareLooks(
      unpackLook(KEPT['desktop, en, form'] ?? '0x0 '),
      await readLook(blank, await takeShot(SHOT, spoil)),
    );

  it.each([
    ['a button that moves by 8 pixels', '.button{translate:0 8px}'],
    ['a line of text that moves by 8 pixels', '.lead{translate:8px 0}'],
    ['a card that moves by 8 pixels', '.card{translate:-8px 0}'],
    ['a colour a little beside its own', ':host{--rl-button:#2f6cff}'],
    ['a card without its shadow', '.card{box-shadow:none}'],
  ])('is another by %s', async (_, spoil) => {
    expect(await seen(spoil)).toMatch(/differs in/);
  });

  it('is the same by what another machine may make of a letter', async () => {
    expect(await seen('.lead{translate:0.3px 0.2px}')).toBeNull();
  });
});
