import { listen } from '../boundary.ts';
import type { EventName } from '../events.ts';
import type { Handover } from './handover.ts';

/** What analytics can make use of. */
const BRIDGED: readonly EventName[] = [
  'swap',
  'widget_shown',
  'widget_opened',
  'widget_closed',
  'callback_ordered',
  'callback_status',
];
const YM_WAIT_MS = 1000;
const YM_TRIES = 20;

/** An event under the name that analytics hears, without any number. */
interface Told {
  name: string;
  facts: Record<string, unknown>;
}

type Gtag = (command: 'event', name: string, facts: Told['facts']) => void;

/** The analytics that a page may have, whose names its vendors have given. */
interface AnalyticsWindow {
  dataLayer?: unknown[];
  gtag?: Gtag;
  ym?: (counter: number, command: 'reachGoal', goal: string, facts: Told['facts']) => void;
  Ya?: { _metrika?: { getCounters?: () => { id: number | string }[] } };
}

/** Passes events on to the analytics that the site has named, those of the past included. */
export function followBridges({ snapshot, past, life }: Handover): void {
  const win = window as unknown as AnalyticsWindow;
  const sinks = (snapshot.bridges ?? []).map((bridge) => {
    if (bridge === 'ym') return createYmSink(win, life);
    return bridge === 'gtag' ? (told: Told) => tellGtag(win, told) : (told: Told) => tellDataLayer(win, told);
  });
  if (sinks.length === 0) return;
  const tell = (event: EventName, detail: object) => {
    const { number: _number, ...facts } = detail as Record<string, unknown>;
    for (const sink of sinks) sink({ name: `ringlet_${event}`, facts });
  };
  for (const { name, detail } of past) if (BRIDGED.includes(name)) tell(name, detail);
  for (const name of BRIDGED) {
    const pass = (event: CustomEvent<object>) => tell(name, event.detail);
    listen(document, `ringlet:${name}`, pass, { signal: life });
  }
}

/** GTM may have put its own `push` in place: the array is never exchanged. */
function tellDataLayer(win: AnalyticsWindow, { name, facts }: Told): void {
  win.dataLayer ??= [];
  win.dataLayer.push({ event: name, ringlet: facts });
}

/** Before gtag.js has come, what the page's own snippet does is done here: it pushes its arguments. */
function tellGtag(win: AnalyticsWindow, { name, facts }: Told): void {
  win.dataLayer ??= [];
  const { dataLayer } = win;
  const queue = function () {
    // biome-ignore lint/complexity/noArguments: gtag.js takes an `arguments` object for a command and no array
    dataLayer.push(arguments);
  } as Gtag;
  (win.gtag ?? queue)('event', name, facts);
}

/** Metrica's counters may come late: goals wait for them a while. */
function createYmSink(win: AnalyticsWindow, life: AbortSignal): (told: Told) => void {
  let waiting: Told[] = [];
  let tries = 0;

  function flush(): void {
    const counters = win.Ya?._metrika?.getCounters?.() ?? [];
    if (!win.ym || counters.length === 0) {
      if (tries++ < YM_TRIES && !life.aborted) setTimeout(flush, YM_WAIT_MS);
      return;
    }
    const goals = waiting;
    waiting = [];
    for (const { id } of counters)
      for (const { name, facts } of goals) win.ym(Number(id), 'reachGoal', name, facts);
  }

  return (told) => {
    waiting.push(told);
    // Otherwise the wait is under way.
    if (waiting.length === 1) flush();
  };
}
