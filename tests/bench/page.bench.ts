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

type Row = { name: string; samples: number[] };

/** Prints a table and gives each row's least time as a share of the least of `base`: other work only ever adds. */
function report(title: string, unit: string, rows: readonly Row[], base: string): (name: string) => number {
  const least = (name: string) => Math.min(...(rows.find((row) => row.name === name)?.samples ?? []));
  console.log(`\n${title}; ratio to ${base}, ${ROUNDS} rounds\n`);
  console.log(
    `| | ${unit}, least | ${unit}, median | ratio of the least | of the medians |\n| --- | --- | --- | --- | --- |`,
  );
  const middle = median(rows.find(({ name }) => name === base)?.samples ?? []);
  for (const { name, samples } of rows) {
    const figures = [least(name), median(samples)].map((figure) => figure.toFixed(1));
    const ratios = [least(name) / least(base), median(samples) / middle].map((ratio) => ratio.toFixed(2));
    console.log(`| ${[name, ...figures, ...ratios].join(' | ')} |`);
  }
  return (name) => least(name) / least(base);
}

async function compareCold(browser: Browser, shape: PageShape, base: (typeof SIDES)[number]) {
  const rows = SIDES.map((name) => ({ name, samples: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, samples } of rows) {
      const page = await aPage(browser, shape);
      const { ms, changed } = await page.evaluate(goOver, name);
      await page.close();
      samples.push(ms);
      if (name.startsWith('Ringlet') && changed !== shape.numbers)
        throw new Error(`${name} changed ${changed}`);
    }
  }
  return report(`${shape.texts} texts, ${shape.numbers} numbers, cold`, 'ms', rows, base);
}

async function compareWatching(browser: Browser): Promise<number> {
  const rows = WATCHERS.map((name) => ({ name, samples: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, samples } of rows) {
      const page = await aPage(browser, { texts: 10_000, numbers: 10 });
      await page.evaluate(watchAdditions, { watcher: name, batches: 5 });
      samples.push(await page.evaluate(watchAdditions, { watcher: name, batches: 41 }));
      await page.close();
    }
  }
  const ratio = report('Watching 200 rows of 6 texts being added', 'ns a text', rows, 'an empty observer');
  return Math.max(ratio('Ringlet'), ratio('Ringlet, by selector'));
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
