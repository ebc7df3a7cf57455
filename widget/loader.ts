import type { BeaconType } from '../shared/contract/beacons.ts';
import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import { openAnswerStore } from './answer-store.ts';
import { codedError, createGuard, listen } from './boundary.ts';
import type { WidgetHandle, WidgetModule } from './callback/host.ts';
import { createSummoner, watchOpeners, whenIdle } from './callback/summon.ts';
import { fetchSnapshot, readTag, type Tag } from './config.ts';
import { initialConsent } from './consent.ts';
import { openCookieJar } from './cookie.ts';
import type { DebugModule } from './debug/host.ts';
import { takeDebugRequest } from './debug-entry.ts';
import { createEventHub } from './events.ts';
import { watchNavigation } from './navigation.ts';
import { postBeacon, watchNumberUse } from './number-use.ts';
import { createPageNumbers } from './page-numbers.ts';
import { watchPresence } from './presence.ts';
import { type Commands, installApi } from './public-api.ts';
import { createSwapper } from './swap/swapper.ts';

/** Put in front of this code by the edge; there is none in a pinned build. */
declare const __RINGLET_SITE__: PublicSnapshot;
/** True in a pinned build, which fetches what the edge would have put in. */
declare const __RINGLET_PINNED__: boolean;
/** File name of the widget module, put in by the build. */
declare const __RINGLET_WIDGET__: string;
/** File name of the overlay's module, put in by the build. */
declare const __RINGLET_DEBUG__: string;

createGuard(() => {})(() => {
  const tag = readTag(document, __RINGLET_PINNED__ ? null : __RINGLET_SITE__.site);
  if (tag) claimPage(tag);
})();

/** Tag managers and frameworks load a script twice: the first instance of a site on a page is the only one. */
function claimPage(tag: Tag): void {
  const registry = window as unknown as Record<symbol, Set<string>>;
  const key = Symbol.for('ringlet.1');
  registry[key] ??= new Set();
  const sites = registry[key];
  if (sites.has(tag.site)) return;
  sites.add(tag.site);
  const release = () => void sites.delete(tag.site);
  if (!__RINGLET_PINNED__) start(tag, __RINGLET_SITE__, release);
  else fetchSnapshot(tag).then((snapshot) => (snapshot ? start(tag, snapshot, release) : release()), release);
}

/** Runs one instance of Ringlet until `destroy`. What it holds lives in here. */
function start({ origin, consent, lang, widget: hash }: Tag, snapshot: PublicSnapshot, release: () => void) {
  const debug = takeDebugRequest(window);
  const { site, consentDefault, widgets } = snapshot;
  const ending = new AbortController();
  const life = ending.signal;
  const { emit, on, off } = createEventHub(document, life);
  const guard = createGuard(() => emit('error', { code: 'internal' }));
  const swapper = createSwapper(document, emit);
  const numbers = createPageNumbers({
    origin,
    snapshot,
    consent: initialConsent(consent, consentDefault),
    jar: openCookieJar(document, location),
    store: openAnswerStore(() => localStorage, site),
    swapper,
    emit,
    guard,
  });
  const { visitContext, explain, navigate } = numbers;
  const widget = widgets.find(({ offices, hash: one }) => offices.length > 0 && (!hash || one === hash));
  const summon = createSummoner(loadWidget, life);

  async function loadWidget(): Promise<WidgetHandle> {
    if (!widget) throw codedError('no_widget');
    try {
      const module: WidgetModule = await import(/* @vite-ignore */ `${origin}/sdk/${__RINGLET_WIDGET__}`);
      return module.mountOnPage({ origin, doc: document, site, widget, lang, visitContext, emit });
    } catch {
      emit('error', { code: 'widget_unavailable' });
      throw codedError('widget_unavailable');
    }
  }

  const ask =
    <Name extends 'open' | 'close' | 'toggle' | 'callback'>(name: Name) =>
    async (...args: Parameters<WidgetHandle[Name]>) => {
      const handle = await summon();
      return (handle[name] as (...args: unknown[]) => unknown)(...args);
    };

  const commands = {
    open: ask('open'),
    close: ask('close'),
    toggle: ask('toggle'),
    callback: ask('callback'),
    swap(root: ParentNode | string = document) {
      const from = typeof root === 'string' ? document.querySelector(root) : root;
      return from ? swapper.rescan(from) : 0;
    },
    async numbers(callback) {
      const { swaps } = await explain();
      const shown = swaps.map(({ office, number, kind, replaces }) => ({ office, number, kind, replaces }));
      if (callback) queueMicrotask(() => callback(shown));
      return shown;
    },
    beforeSwap: (veto) => swapper.beforeSwap(guard(veto)),
    consent: numbers.setConsent,
    on,
    off,
    page: (url = location.href) => navigate(location.href, new URL(url, location.href).href),
    explain,
    destroy() {
      numbers.stop();
      swapper.restore();
      emit('destroyed', { site });
      ending.abort();
      release();
    },
  } as Commands;

  const navigateHere = guard((previous: string) => navigate(previous, location.href));
  watchNavigation(window, navigateHere, life);
  watchPresence(document, guard(numbers.renewIfDue), life);
  const tellUse = guard((type: BeaconType, office: string, lease: string) =>
    postBeacon(origin, site, lease, type, office),
  );
  watchNumberUse(document, numbers.shown, tellUse, life);
  const rescanAll = guard(() => void swapper.rescan(document));
  listen(document, 'DOMContentLoaded', rescanAll, { signal: life });
  installApi(window, commands, life);
  numbers.evaluate('view');
  if (widget) {
    // A gesture has nobody to tell of a failure; the event has told.
    const openQuietly = () => void ask('open')().catch(() => {});
    watchOpeners(document, window, openQuietly, life);
    whenIdle(document, window, () => void summon().catch(() => {}), life);
  }
  if (debug)
    import(/* @vite-ignore */ `${origin}/sdk/${__RINGLET_DEBUG__}`).then(
      guard((module: DebugModule) =>
        module.mountDebug({
          ...debug,
          origin,
          doc: document,
          site,
          snapshot,
          lang,
          visitContext,
          explain,
          on,
        }),
      ),
      () => emit('error', { code: 'debug_unavailable' }),
    );
  emit('ready', { site });
}
