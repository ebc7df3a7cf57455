import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import { hasSeveralDomains } from '../shared/hosts.ts';
import { codedError, createGuard, listen } from './boundary.ts';
import { fetchSnapshot, readTag, type Tag } from './config.ts';
import { debugWish } from './debug-entry.ts';
import { createEmit, type PastEvent } from './events.ts';
import type { Instance } from './instance.ts';
import { hasOutOfReach } from './out-of-reach.ts';
import type { PageModule, PageTools } from './page/handover.ts';
import { createPageNumbers } from './page-numbers.ts';
import { pause } from './swap/pause.ts';
import { createSwapper } from './swap/swapper.ts';

/** Put in front of this code by the edge; there is none in a pinned build. */
declare const __RINGLET_SITE__: PublicSnapshot;
/** True in a pinned build, which fetches what the edge would have put in. */
declare const __RINGLET_PINNED__: boolean;
declare const __RINGLET_VERSION__: string;
/** File name of the page module, put in by the build. */
declare const __RINGLET_PAGE__: string;

/** Whoever does any of this is at the page. A click or a copy may be one of a number. */
const GESTURES = 'pointerdown keydown scroll click copy visibilitychange popstate';
/** Where the page module cannot be had, not every gesture is to ask for it again. */
const RETRY_MS = 30_000;
/** When a page that has loaded is looked at for what only the page module reaches; then at ever longer intervals. */
const FIRST_LOOK_MS = 500;
/** A page that nobody has touched for so long is read by nobody. */
const LAST_LOOK_MS = 60_000;

interface Stub {
  (...args: unknown[]): unknown;
  /** What was called before the load. */
  q?: Iterable<unknown>[];
}

try {
  const tag = readTag(document, __RINGLET_PINNED__ ? '' : __RINGLET_SITE__.site);
  if (tag) claimPage(tag);
} catch {
  // Whatever is wrong, the page keeps its own numbers and hears nothing of it.
}

/** Tag managers and frameworks load a script twice: the first instance of a site on a page is the only one. */
function claimPage(tag: Tag): void {
  const registry = window as unknown as Record<symbol, Map<string, string>>;
  const key = Symbol.for('ringlet.1');
  registry[key] ??= new Map();
  const versions = registry[key];
  if (versions.has(tag.site)) return;
  versions.set(tag.site, __RINGLET_VERSION__);
  const release = () => void versions.delete(tag.site);
  if (!__RINGLET_PINNED__) start(tag, __RINGLET_SITE__, release);
  else fetchSnapshot(tag).then((snapshot) => (snapshot ? start(tag, snapshot, release) : release()), release);
}

/**
 * Runs one instance of Ringlet until `destroy`. Here is what a page needs before anybody touches it; all else is in
 * the page module, which comes with the first gesture, or with the first command that needs it.
 */
function start(tag: Tag, snapshot: PublicSnapshot, release: () => void): void {
  const { origin, site, script } = tag;
  const { hosts, widgets, bridges, consentSignals } = snapshot;
  const ending = new AbortController();
  const life = ending.signal;
  const past: PastEvent[] = [];
  const emit = createEmit(document, past);
  const guard = createGuard(() => emit('error', { code: 'internal' }));
  const swapper = createSwapper(document, emit);
  const instance: Instance = { tag, snapshot, life, swapper, emit, past, guard };
  const numbers = createPageNumbers(instance);
  let tools: Promise<PageTools | null> | null = null;

  function destroy(): void {
    numbers.stop();
    swapper.restore();
    emit('destroyed', { site });
    ending.abort();
    release();
  }

  /** Null where the page module cannot be had. */
  function wake(): Promise<PageTools | null> {
    tools ??= loadPage();
    return tools;
  }

  async function loadPage(): Promise<PageTools | null> {
    try {
      // A pinned script has the files of its release beside it.
      const base = __RINGLET_PINNED__ ? script.src : `${origin}/sdk/`;
      const { href } = new URL(__RINGLET_PAGE__, base);
      const module: PageModule = await import(/* @vite-ignore */ href);
      await pause();
      return module.takeOver({ ...instance, numbers, base });
    } catch {
      emit('error', { code: 'unavailable' });
      setTimeout(() => {
        tools = null;
      }, RETRY_MS);
      return null;
    }
  }

  function call(...args: Parameters<typeof carryOut>): Promise<unknown> {
    const result = carryOut(...args);
    // A page that calls and forgets must not be told of an unhandled rejection.
    result.catch(() => {});
    return result;
  }

  /** What may not wait for the page module is done at once. */
  async function carryOut(command: string, ...args: unknown[]): Promise<unknown> {
    const toldBefore = past.length;
    if (life.aborted) throw codedError('destroyed');
    if (command === 'consent') return numbers.setConsent(args[0] as never);
    if (command === 'beforeSwap') return swapper.beforeSwap(guard(args[0] as never));
    if (command === 'destroy') return destroy();
    const page = await wake();
    if (!page) throw codedError('unavailable');
    return page.run(command, args, toldBefore);
  }

  function notice(event: Event): void {
    const { type } = event;
    if (document.hidden) return;
    // Of what is in a shadow root, only now.
    const target = event.composedPath()[0] as Element;
    if (type === 'click' && widgets[0] && target.closest?.('[data-ringlet-open]')) event.preventDefault();
    const copied = type === 'copy' ? String(getSelection()) : '';
    void wake().then((page) => page?.notice(event, target, copied));
  }

  const api = window as unknown as { ringlet?: Stub };
  const queue = api.ringlet?.q ?? [];
  api.ringlet = call as Stub;
  for (const called of queue) void call(...(called as [string]));

  listen(window, GESTURES, guard(notice), { signal: life, capture: true });
  const tellConsent = () => void call('consent', script.getAttribute('data-consent'));
  new MutationObserver(tellConsent).observe(script, { attributeFilter: ['data-consent'] });
  const rescanAll = guard(() => void swapper.rescan(document));
  document.addEventListener('DOMContentLoaded', rescanAll, { signal: life });

  /** Neither a shadow root nor a frame tells anybody that it has come. */
  const lookAround = guard((waitMs: number) => {
    if (tools || life.aborted) return;
    if (hasOutOfReach(document)) void wake();
    else if (waitMs < LAST_LOOK_MS) setTimeout(lookAround, waitMs, waitMs * 2);
  });
  const settle = () => {
    // Links between several domains carry the visitor, and are to be ready for the first click.
    if (widgets[0] || bridges?.[0] || hasSeveralDomains(hosts)) void wake();
    else setTimeout(lookAround, FIRST_LOOK_MS, FIRST_LOOK_MS);
  };
  if (document.readyState === 'complete') settle();
  else window.addEventListener('load', guard(settle), { signal: life });
  // A site may go elsewhere by itself before anybody is there; a browser that cannot tell does so at the next gesture.
  if (snapshot.matchPerPage)
    window.navigation?.addEventListener('currententrychange', wake, { signal: life });
  const evaluate = () => numbers.evaluate('view');
  const wish = debugWish(window);
  // Who decides about looks is no visitor: nothing is asked, stored or counted.
  if (wish !== 'debug_') {
    if (consentSignals?.[0]) void wake().then(evaluate);
    else evaluate();
  }
  if (wish) void wake().then((page) => page?.debug());
  emit('ready', { site });
}
