import type { CDPSession, Page } from 'playwright-core';
import { openStage, type Stage, tellStage } from '../../scripts/pictures/widget-stage.ts';

/** What a visitor did, and how long the page took to show that it heard. */
export interface Interactions {
  /** Milliseconds from each input to the next paint, the slowest first, by the browser's Event Timing. */
  tookMs: number[];
  /** What each of the slow ones was. */
  slow: string[];
  /** Milliseconds of its own processor time that the page's main thread took for each step, the longest first. */
  workedMs: number[];
  /** How many the browser counted, also those too quick to be told of, and some that only looked for their place. */
  count: number;
  /** Layout shifts that no input accounts for, a text for each. */
  shifted: string[];
  /** What the edge was asked for, in order. */
  asked: string[];
}

/** The browser tells nothing quicker than that. */
const TOLD_FROM_MS = 16;

interface Seen {
  longest: Map<number, { ms: number; what: string }>;
  shifted: string[];
}

/**
 * Goes `rounds` times through all that a visitor does with the widget: opens it, types a number, walks by Tab, looks at
 * days and times, comes back, agrees, orders, cancels, tries again and closes. Some 25 inputs a round, by the browser's
 * own keyboard and mouse.
 *
 * @param slowdown how many times slower the CPU is
 */
export async function goThrough(
  page: Page,
  dist: string,
  stage: Stage,
  rounds: number,
  slowdown: number,
): Promise<Interactions> {
  await page.addInitScript(watch, TOLD_FROM_MS);
  await openStage(page, dist, stage);
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  // By the thread's own clock, which stands still while other processes have the core.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs: number[] = [];
  const act: Act = async (step) => {
    const before = await readWork(page, session);
    await step();
    workedMs.push((await readWork(page, session)) - before);
  };
  const asked: string[] = [];
  for (let round = 0; round < rounds; round++) asked.push(...(await goOnce(page, act)));
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { ...(await readSeen(page)), asked, workedMs: workedMs.sort((one, other) => other - one) };
}

type Act = (step: () => Promise<void>) => Promise<void>;

/** What the main thread has worked so far, once all is painted. */
async function readWork(page: Page, session: CDPSession): Promise<number> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** One order from beginning to end; gives what the page asked its edge for. */
async function goOnce(page: Page, act: Act): Promise<string[]> {
  const before = await countAsked(page);
  const click = async (selector: string, which = 0) => {
    const target = page.locator(selector).nth(which);
    // Looking for it is work as well, and not the visitor's.
    await target.click({ trial: true });
    const { x, y, width, height } = (await target.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await act(() => page.mouse.click(x + width / 2, y + height / 2));
  };
  const press = (key: string) => act(() => page.keyboard.press(key));
  await click('.launcher');
  await click('#rl-phone');
  await press('ControlOrMeta+A');
  for (const digit of '9991234567') await press(digit);
  await press('Tab');
  await press('Shift+Tab');
  await click('.link');
  await click('.days .chip', 2);
  await click('.times .chip', 3);
  await press('ArrowDown');
  await click('.soon');
  if (await page.locator('#rl-consent').isChecked()) await click('#rl-consent');
  await click('#rl-consent');
  await click('[type=submit]');
  await page.locator('.is-waiting').waitFor();
  for (const view of [
    { can: ['cancel'] },
    { status: 'ringing_manager' },
    { status: 'due', can: ['cancel'] },
  ] as const) {
    await beByItself(page);
    await tellStage(page, { ...view, can: [...('can' in view ? view.can : [])] });
  }
  await click('.choices .quiet');
  await beByItself(page);
  await tellStage(page, { status: 'cancelled', reason: 'cancelled_by_visitor' });
  await click('.is-failed .button');
  await click('.is-form .quiet');
  await page.locator('.card').waitFor({ state: 'detached' });
  return (await readAsked(page)).slice(before);
}

/** Longer than the half second in which the browser lays all that moves to an input. */
function beByItself(page: Page): Promise<void> {
  return page.waitForTimeout(600);
}

async function countAsked(page: Page): Promise<number> {
  return (await readAsked(page)).length;
}

/** Orders with their numbers and times, and cancellations. */
function readAsked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { orders, changes } = window as unknown as {
      orders: { order: { phone: string; when: string } }[];
      changes: string[][];
    };
    const told = orders.map(({ order }) => `order ${order.phone} ${order.when}`);
    return told.flatMap((order, i) => [order, ...(changes[i] ? [changes[i].join(' ')] : [])]);
  });
}

async function readSeen(page: Page): Promise<Omit<Interactions, 'asked' | 'workedMs'>> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    await frame();
    await frame();
    const { longest, shifted } = (window as unknown as { seenInputs: Seen }).seenInputs;
    const all = [...longest.values()].sort((one, other) => other.ms - one.ms);
    const { interactionCount: count } = performance as Performance & { interactionCount: number };
    return {
      tookMs: all.map(({ ms }) => ms),
      slow: all.map(({ ms, what }) => `${ms} ms: ${what}`),
      count,
      shifted,
    };
  });
}

/** Runs in the page, before anything else. An input is as long as the longest of its events. */
function watch(durationThreshold: number): void {
  const seen: Seen = { longest: new Map(), shifted: [] };
  Object.assign(window, { seenInputs: seen });
  const observe = (options: object, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe(
      options as PerformanceObserverInit,
    );
  observe({ type: 'event', durationThreshold, buffered: true }, (entry) => {
    const {
      interactionId: id,
      duration: ms,
      name,
      target,
    } = entry as PerformanceEventTiming & {
      interactionId: number;
    };
    if (id === 0 || ms <= (seen.longest.get(id)?.ms ?? 0)) return;
    const { processingStart, processingEnd, startTime } = entry as PerformanceEventTiming;
    const parts = [processingStart - startTime, processingEnd - processingStart].map((part) =>
      part.toFixed(0),
    );
    const on = target instanceof Element ? target.outerHTML.slice(0, 60) : 'what is gone';
    seen.longest.set(id, { ms, what: `${name} on ${on}, waited ${parts[0]}, worked ${parts[1]}` });
  });
  observe({ type: 'layout-shift', buffered: true }, (entry) => {
    const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    };
    const what = sources.map(({ node }) => `${node?.nodeName} ${node?.textContent?.slice(0, 40)}`);
    if (!hadRecentInput) seen.shifted.push(`${value.toFixed(4)}: ${what.join('; ')}`);
  });
}
