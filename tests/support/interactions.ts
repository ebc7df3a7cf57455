import type { CDPSession, Page } from 'playwright-core';
import { openStage, type Stage, tellStage } from '../../scripts/pictures/widget-stage.ts';

/** What a visitor did, and how long the page took to show that it heard. */
export interface Interactions {
  /** Milliseconds from each input to the next paint, the slowest first, by the browser's Event Timing. */
  tookMs: number[];
  /** What each of the slow ones was. */
  slow: string[];
  /** How many the browser counted, also those too quick to be told of. */
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
  const asked: string[] = [];
  for (let round = 0; round < rounds; round++) asked.push(...(await goOnce(page)));
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { ...(await readSeen(page)), asked };
}

/** One order from beginning to end; gives what the page asked its edge for. */
async function goOnce(page: Page): Promise<string[]> {
  const before = await countAsked(page);
  await page.locator('.launcher').click();
  await page.locator('#rl-phone').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('9991234567');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.locator('.link').click();
  await page.locator('.days .chip').nth(2).click();
  await page.locator('.times .chip').nth(3).click();
  await page.keyboard.press('ArrowDown');
  await page.locator('.soon').click();
  const consent = page.locator('#rl-consent');
  if (await consent.isChecked()) await consent.click();
  await consent.click();
  await page.locator('[type=submit]').click();
  await page.locator('.is-waiting').waitFor();
  await tellStage(page, { can: ['cancel'] });
  await page.locator('.choices .quiet').click();
  await tellStage(page, { status: 'cancelled', reason: 'cancelled_by_visitor' });
  await page.locator('.is-failed .button').click();
  await page.locator('.is-form .quiet').click();
  await page.locator('.card').waitFor({ state: 'detached' });
  return (await readAsked(page)).slice(before);
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

async function readSeen(page: Page): Promise<Omit<Interactions, 'asked'>> {
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
