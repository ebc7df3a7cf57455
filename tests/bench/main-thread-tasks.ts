import type { Browser } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string; beginData?: { url?: string } };
}

const CATEGORIES = ['devtools.timeline', 'toplevel', '__metadata'];
const TASK = 'ThreadControllerImpl::RunTask';

/**
 * Notes from now on how long the tasks of pages' main threads are, by the thread's own clock: what other processes take
 * meanwhile does not count. The function that is answered ends that, and gives the milliseconds of CPU of every task in
 * the process of the pages of `origin`, the longest first.
 */
export async function noteTasks(browser: Browser, origin: string): Promise<() => Promise<number[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  return async () => {
    const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await ended;
    await session.detach();
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
    const parsing = events.filter(({ args }) => args?.beginData?.url?.startsWith(origin));
    const mains = new Set(parsing.map(threadOf));
    const tasks = events.filter((event) => event.name === TASK && mains.has(threadOf(event)));
    return tasks.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => b - a);
  };
}
