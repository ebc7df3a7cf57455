/**
 * What the tag costs a page view in Chromium with the CPU slowed down four times: pages of 1k, 10k and 100k text
 * nodes, each opened with the tag and without it in turn. It fails if the tag adds a long task to those that the same
 * changes add which the page makes itself. `npm run bench:vitals`
 */
import type { Browser, Page } from 'playwright-core';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { startCustomerSite } from '../support/customer-site.ts';
import { startTestServer } from '../support/server.ts';
import { OWN_TEXT, SHARED_TEXT, scriptTag } from '../support/tagged-page.ts';
import {
  noteAnswer,
  readProfile,
  readVitals,
  type ScriptCost,
  startProfile,
  type Vitals,
  watchVitals,
} from '../support/vitals.ts';
import { median } from './compare.ts';
import { noteTasks } from './main-thread-tasks.ts';

const CPU_SLOWDOWN = 4;
/** A task of so much CPU is a long one, of 50 ms, where the CPU is slowed down. */
const LONG_MS = 50 / CPU_SLOWDOWN;
/** Text nodes of a page, and how many pairs of views it is measured by. */
const PAGES = [
  { texts: 1_000, pairs: 9 },
  { texts: 10_000, pairs: 7 },
  { texts: 100_000, pairs: 3 },
];
/** Numbers on every page, marked for the campaign. */
const PHONES = 20;

const [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
const SCRIPTS = {
  nothing: '',
  tag: scriptTag(server.origin, server.demo.siteKey),
  // Writes the numbers and puts a button up, as the tag does, and nothing else.
  own: `<script>addEventListener('load', () => setTimeout(() => {
    for (const { firstChild } of document.querySelectorAll('.phone')) firstChild.data = '${SHARED_TEXT}';
    setTimeout(() => {
      const button = document.body.appendChild(document.createElement('button'));
      button.textContent = 'Call me back';
      button.style.cssText = 'position: fixed; right: 1em; bottom: 1em';
      document.dispatchEvent(new Event('ringlet:widget_shown'));
    }, 200);
  }))</script>`,
};
type Kind = keyof typeof SCRIPTS;
const EVENTS: Record<Kind, string[]> = {
  nothing: ['load'],
  own: ['load', 'ringlet:widget_shown'],
  tag: ['load', 'ringlet:swap', 'ringlet:widget_shown'],
};
const NAMES: Record<Kind, string> = {
  nothing: 'without the tag',
  own: 'without, the page changes the same by itself',
  tag: 'with the tag',
};
const site = await startCustomerSite(({ searchParams }) => ({
  body: renderLongPage(Number(searchParams.get('texts')), SCRIPTS[searchParams.get('kind') as Kind]),
}));

try {
  const rows: string[] = [];
  const tasks: string[] = [];
  for (const { texts, pairs } of PAGES) {
    tasks.push(await countLongTasks(browser, texts, pairs));
    rows.push(await measurePairs(browser, texts, pairs));
  }
  console.log(`\nTasks of more than ${LONG_MS} ms of CPU\n`);
  console.log('| text nodes | | a view, median | the longest, ms of CPU | the second | the third |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  console.log(tasks.join('\n'));
  console.log('\n| text nodes | | main thread, ms | CLS | kept its own | ours, ms | ours at a stretch, ms |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  console.log(rows.join('\n'));
} finally {
  await browser.close();
  await site.close();
  await server.close();
}

/** A row for each kind of page. The browser's own long tasks go by the wall clock, which is everybody's. */
async function countLongTasks(opened: Browser, texts: number, views: number): Promise<string> {
  const lines: string[] = [];
  const counts = new Map<Kind, number>();
  for (const kind of ['nothing', 'own', 'tag'] as const) {
    const all: number[][] = [];
    // The first view warms up and is not counted.
    for (let view = -1; view < views; view++) {
      const { page, context } = await aVisitor(opened);
      const shown = noteShown(page, kind);
      const endTasks = await noteTasks(opened, site.origin);
      await page.goto(`${site.origin}/?texts=${texts}&kind=${kind}`, { timeout: 120_000 });
      await shown;
      if (view >= 0) all.push(await endTasks());
      else await endTasks();
      await context.close();
    }
    const count = median(all.map((tasks) => tasks.filter((ms) => ms > LONG_MS).length));
    counts.set(kind, count);
    const longest = [0, 1, 2].map((i) => median(all.map((tasks) => tasks[i] ?? 0)).toFixed(1));
    lines.push(
      `| ${kind === 'nothing' ? texts : ''} | ${NAMES[kind]} | ${[count, ...longest].join(' | ')} |`,
    );
  }
  if ((counts.get('tag') ?? 0) > (counts.get('own') ?? 0)) process.exitCode = 1;
  return lines.join('\n');
}

/** Until the page has told that all is done that is to happen on it, and painted. Nothing in the page is asked for it. */
async function noteShown(page: Page, kind: Kind): Promise<void> {
  await page.addInitScript((events) => {
    const waiting = new Set(events);
    const tell = ({ type }: Event) => {
      if (waiting.delete(type) && !waiting.size)
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => console.log('shown'), 300)));
    };
    for (const type of waiting) window.addEventListener(type, tell, { capture: true });
  }, EVENTS[kind]);
  await page.waitForEvent('console', { predicate: (told) => told.text() === 'shown', timeout: 120_000 });
}

/** Two rows of the table: medians without the tag, and with it. */
async function measurePairs(opened: Browser, texts: number, pairs: number): Promise<string> {
  const plain: Vitals[] = [];
  const tagged: (Vitals & { kept: boolean })[] = [];
  const costs: ScriptCost[] = [];
  // The pair before the first warms up and is not counted.
  for (let pair = -1; pair < pairs; pair++) {
    const without = await viewPage(opened, texts, 'nothing');
    const withTag = await viewPage(opened, texts, 'tag');
    // The profiler slows down what it watches, so it has views of its own.
    const cost = await profilePage(opened, texts);
    if (pair < 0) continue;
    plain.push(without);
    tagged.push(withTag);
    costs.push(cost);
  }
  for (const shift of [...plain, ...tagged].flatMap(({ shifted }) => shifted)) {
    console.log(`${texts} text nodes, a shift: ${shift}`);
  }
  const added = median(tagged.map(({ mainThreadMs }, i) => mainThreadMs - (plain[i]?.mainThreadMs ?? 0)));
  const kept = tagged.filter((view) => view.kept).length;
  const total = describeCosts(costs.map(({ totalMs }) => totalMs));
  const longest = describeCosts(costs.map(({ longestMs }) => longestMs));
  return [
    `| ${texts} | without | ${describe(plain)} | | | |`,
    `| | with the tag | ${describe(tagged, `, +${added.toFixed(0)}`)} | ${kept} of ${pairs} | ${total} | ${longest} |`,
  ].join('\n');
}

/** The profiler goes by the wall clock, so the least is what says most on a busy machine. */
function describeCosts(ms: readonly number[]): string {
  return `${Math.min(...ms).toFixed(1)} to ${Math.max(...ms).toFixed(1)}, median ${median([...ms]).toFixed(1)}`;
}

function describe(views: readonly Vitals[], added = ''): string {
  const busy = median(views.map(({ mainThreadMs }) => mainThreadMs)).toFixed(0);
  const cls = Math.max(...views.map((view) => view.cls)).toFixed(3);
  return `${busy}${added} | ${cls}`;
}

async function viewPage(opened: Browser, texts: number, kind: Kind): Promise<Vitals & { kept: boolean }> {
  const { page, context } = await aVisitor(opened);
  const session = await watchVitals(page, CPU_SLOWDOWN);
  await noteAnswer(page);
  await page.goto(`${site.origin}/?texts=${texts}&kind=${kind}`, { timeout: 120_000 });
  const kept = kind === 'tag' && !(await settle(page));
  const vitals = await readVitals(page, session);
  await context.close();
  return { ...vitals, kept };
}

async function profilePage(opened: Browser, texts: number): Promise<ScriptCost> {
  const { page, context } = await aVisitor(opened);
  const session = await watchVitals(page, CPU_SLOWDOWN);
  await noteAnswer(page);
  await startProfile(session);
  await page.goto(`${site.origin}/?texts=${texts}&kind=tag`, { timeout: 120_000 });
  await settle(page);
  const cost = await readProfile(session, server.origin);
  await context.close();
  return cost;
}

/**
 * Until the numbers are changed and the launcher has come up. False if the page kept its own numbers: it was busy for
 * so long that the answer came too late for it.
 */
async function settle(page: Page): Promise<boolean> {
  const patience = { timeout: 120_000 };
  await page.getByRole('button', { name: 'Call me back' }).waitFor(patience);
  const last = page.locator('.phone').nth(PHONES - 1);
  await page.waitForFunction(() => 'answered' in window, undefined, patience);
  return (await last.textContent()) === SHARED_TEXT;
}

/**
 * A page of about `texts` text nodes, with prices and dates in them as pages have them. It is painted when it is read
 * to its end: else the reading itself shifts a line now and then, where a packet ends in the middle of it.
 */
function renderLongPage(texts: number, script: string): string {
  const rows = Array.from({ length: Math.floor(texts / 5) }, (_, i) => {
    const phone =
      i % Math.ceil(texts / 5 / PHONES) === 0
        ? `<a class="phone" href="tel:+74950001010">${OWN_TEXT}</a>`
        : `<i>lot ${1000 + i}</i>`;
    return `<li><b>Oak board ${i}</b> <span>${1 + (i % 28)}.11.2026</span> ${phone} <u>from ${i % 97},900 ₽</u></li>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Long</title>
    <link rel="expect" href="#end" blocking="render">${script}</head>
    <body><ul>${rows.join('')}</ul><p id="end">That is all.</p></body></html>`;
}
