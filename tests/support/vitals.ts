import type { CDPSession, Page } from 'playwright-core';

/** What a page view cost its visitor, in the browser's own terms. */
export interface Vitals {
  /** Cumulative layout shift, all shifts added up. */
  cls: number;
  /** What was shifted, a text for every time. */
  shifted: string[];
  /** Tasks of more than 50 ms, of whoever. */
  longTasks: number;
  /** Milliseconds of CPU that the main thread took. */
  mainThreadMs: number;
}

/** What a CPU profile says of one server's scripts: time with one of them on the stack. */
export interface ScriptCost {
  totalMs: number;
  /** The longest stretch without a pause, which no task of theirs can be longer than. */
  longestMs: number;
}

/** Slows the page's CPU down by `rate` and begins to count; call it before the page is opened. */
export async function watchVitals(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  // By the thread's own clock: on a busy machine a task's time is mostly other processes'.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(() => {
    const seen = { cls: 0, shifted: [] as string[], longTasks: 0 };
    Object.assign(window, { seenVitals: seen });
    const observe = (type: string, count: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(count)).observe({ type, buffered: true });
    observe('layout-shift', (entry) => {
      const { value, sources, startTime } = entry as PerformanceEntry & Shift;
      const what = sources.map(({ node }) => `${node?.nodeName} ${node?.textContent?.slice(0, 40)}`);
      seen.cls += value;
      seen.shifted.push(`${value.toFixed(4)} at ${startTime.toFixed(0)} ms: ${what.join('; ')}`);
    });
    observe('longtask', () => {
      seen.longTasks++;
    });
  });
  return session;
}

/** Remembers in the page, as `answered`, that Ringlet has made up its mind; call it before the page is opened. */
export function noteAnswer(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    for (const type of ['ringlet:swap', 'ringlet:swap_skipped']) {
      document.addEventListener(type, () => Object.assign(window, { answered: true }));
    }
  });
}

/** Waits for what is being painted, and reads the counts. */
export async function readVitals(page: Page, session: CDPSession): Promise<Vitals> {
  const seen = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    return (window as unknown as { seenVitals: Omit<Vitals, 'mainThreadMs'> }).seenVitals;
  });
  const { metrics } = await session.send('Performance.getMetrics');
  const busyS = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  return { ...seen, mainThreadMs: busyS * 1000 };
}

interface Shift {
  value: number;
  sources: { node: Node | null }[];
}

const SAMPLE_US = 250;

export async function startProfile(session: CDPSession): Promise<void> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.send('Profiler.start');
}

/** Ends the profile; `origin` is where the scripts come from whose cost is asked. */
export async function readProfile(session: CDPSession, origin: string): Promise<ScriptCost> {
  const { profile } = await session.send('Profiler.stop');
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const isOurs = (id: number | undefined): boolean =>
    id !== undefined &&
    (nodes.get(id)?.callFrame.url.startsWith(`${origin}/`) === true || isOurs(parents.get(id)));
  let totalMs = 0;
  let longestMs = 0;
  let stretchMs = 0;
  (profile.samples ?? []).forEach((sample, i) => {
    // A sample stands for the time up to the next one.
    const ms = Math.max(0, profile.timeDeltas?.[i + 1] ?? 0) / 1000;
    const isPause = nodes.get(sample)?.callFrame.functionName === '(garbage collector)';
    if (isOurs(sample)) {
      totalMs += ms;
      stretchMs += ms;
    } else if (!isPause) stretchMs = 0;
    longestMs = Math.max(longestMs, stretchMs);
  });
  return { totalMs, longestMs };
}
