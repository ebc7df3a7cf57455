/**
 * The swap engine beside findAndReplaceDOMText, mark.js and a bare read of every text node, in Chromium: a fresh
 * document for each cold measurement, all sides in turns. It fails if a target is missed. `npm run bench:page`
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { bundleForPage } from '../support/swap-page.ts';
import { median } from './compare.ts';
import { fillPage, goOver, type PageShape, SIDES, WATCHERS, watchAdditions } from './page-sides.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const { resolve } = createRequire(import.meta.url);
const scripts = [
  `${await bundleForPage('widget/swap/swapper.ts', 'swapping')};globalThis.swapping = swapping`,
  readFileSync(resolve('findandreplacedomtext'), 'utf8'),
  readFileSync(resolve('mark.js/dist/mark.min.js'), 'utf8'),
];

async function aPage(browser: Browser, shape: PageShape): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Bench</title>');
  for (const content of scripts) await page.addScriptTag({ content });
  await page.evaluate(fillPage, shape);
  return page;
}

/** Medians of ms for each side, and of the ratio to `base` within a round. */
async function compareCold(browser: Browser, shape: PageShape, base: (typeof SIDES)[number]) {
  const rows = SIDES.map((side) => ({ side, ms: [] as number[], ratios: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of rows) {
      const page = await aPage(browser, shape);
      const { ms, changed } = await page.evaluate(goOver, row.side);
      await page.close();
      row.ms.push(ms);
      const wanted = row.side === 'TreeWalker read' ? 0 : shape.numbers;
      if (changed !== wanted && row.side.startsWith('Ringlet'))
        throw new Error(`${row.side}: ${changed} of ${wanted}`);
    }
    const of = rows.find(({ side }) => side === base)?.ms[round] ?? Number.NaN;
    for (const { ms, ratios } of rows) ratios.push((ms[round] ?? Number.NaN) / of);
  }
  console.log(`\n${shape.texts} texts, ${shape.numbers} numbers; ratio to ${base}, ${ROUNDS} rounds\n`);
  console.log('| | ms, cold | ratio | least | most |\n| --- | --- | --- | --- | --- |');
  for (const { side, ms, ratios } of rows) print(side, median(ms).toFixed(1), ratios);
  return (side: (typeof SIDES)[number]) => median(rows.find((row) => row.side === side)?.ratios ?? []);
}

async function compareWatching(browser: Browser): Promise<number> {
  const rows = WATCHERS.map((watcher) => ({ watcher, ns: [] as number[], ratios: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { watcher, ns } of rows) {
      const page = await aPage(browser, { texts: 10_000, numbers: 10 });
      await page.evaluate(watchAdditions, { watcher, batches: 5 });
      ns.push(await page.evaluate(watchAdditions, { watcher, batches: 41 }));
      await page.close();
    }
    for (const { ns, ratios } of rows)
      ratios.push((ns[round] ?? Number.NaN) / (rows[1]?.ns[round] ?? Number.NaN));
  }
  console.log(`\nWatching 200 rows of 6 texts being added; ratio to an empty observer, ${ROUNDS} rounds\n`);
  console.log('| | ns a text | ratio | least | most |\n| --- | --- | --- | --- | --- |');
  for (const { watcher, ns, ratios } of rows) print(watcher, median(ns).toFixed(0), ratios);
  return median(rows[2]?.ratios ?? []);
}

function print(name: string, figure: string, ratios: readonly number[]): void {
  const range = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
  console.log(`| ${[name, figure, ...range].join(' | ')} |`);
}

const browser = await launchBrowser();
const missed: string[] = [];
const hold = (what: string, ratio: number, most: number) => {
  if (!(ratio <= most)) missed.push(`${what}: ${ratio.toFixed(2)}, wanted ${most}`);
};
for (const texts of [1_000, 10_000, 100_000]) {
  const ratio = await compareCold(browser, { texts, numbers: 10 }, 'findAndReplaceDOMText');
  hold(`${texts} texts`, ratio('Ringlet'), 0.5);
}
hold(
  'no number',
  (await compareCold(browser, { texts: 10_000, numbers: 0 }, 'TreeWalker read'))('Ringlet'),
  1,
);
hold('watching', await compareWatching(browser), 2);
await browser.close();
for (const line of missed) console.error(`missed: ${line}`);
process.exitCode = missed.length > 0 ? 1 : 0;
