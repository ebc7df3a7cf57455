import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import { openAnswerStore } from './answer-store.ts';
import { codedError, createGuard, listen, type Undo, undoAll } from './boundary.ts';
import type { WidgetHandle, WidgetModule } from './callback/host.ts';
import { createSummoner, watchOpeners, whenIdle } from './callback/summon.ts';
import { fetchSnapshot, readTag, type Tag } from './config.ts';
import { initialConsent } from './consent.ts';
import { openCookieJar } from './cookie.ts';
import { createEventHub } from './events.ts';
import { watchNavigation } from './navigation.ts';
import { createPageNumbers } from './page-numbers.ts';
import { watchPresence } from './presence.ts';
import { type Commands, installApi } from './public-api.ts';
import { createSwapper } from './swap/swapper.ts';

/** Put in front of this code by the edge; absent in a pinned build. */
declare const __RINGLET_SITE__: PublicSnapshot | undefined;
/** File name of the widget module, put in by the build. */
declare const __RINGLET_WIDGET__: string;

const inlined = typeof __RINGLET_SITE__ === 'undefined' ? null : __RINGLET_SITE__;
createGuard(() => {})(() => {
  const tag = readTag(document, inlined?.site ?? null);
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
  if (inlined) start(tag, inlined, release);
  else fetchSnapshot(tag).then((snapshot) => (snapshot ? start(tag, snapshot, release) : release()), release);
}

/** Runs one instance of Ringlet until `destroy`. What it holds lives in here. */
function start(tag: Tag, snapshot: PublicSnapshot, release: Undo): void {
  const hub = createEventHub(document);
  const { emit } = hub;
  const guard = createGuard(() => emit('error', { code: 'internal' }));
  const swapper = createSwapper(document, emit);
  const numbers = createPageNumbers({
    origin: tag.origin,
    snapshot,
    consent: initialConsent(tag.consent, snapshot.consentDefault),
    jar: openCookieJar(document, location),
    store: openAnswerStore(() => localStorage, snapshot.site),
    swapper,
    emit,
    guard,
  });
  const widget = snapshot.widgets.find(
    (one) => one.offices.length > 0 && (!tag.widget || one.hash === tag.widget),
  );
  const summoner = createSummoner(loadWidget);
  const undos: Undo[] = [swapper.restore, numbers.stop, summoner.dismiss];

  async function loadWidget(): Promise<WidgetHandle> {
    if (!widget) throw codedError('no_widget');
    try {
      const url = `${tag.origin}/sdk/${__RINGLET_WIDGET__}`;
      const { createTransport, mount } = (await import(/* @vite-ignore */ url)) as WidgetModule;
      const transport = createTransport(tag.origin);
      const { visitContext } = numbers;
      return mount({
        doc: document,
        site: snapshot.site,
        widget,
        transport,
        lang: tag.lang,
        visitContext,
        emit,
      });
    } catch {
      emit('error', { code: 'widget_unavailable' });
      throw codedError('widget_unavailable');
    }
  }

  /** A gesture has nobody to tell of a failure; the event has told. */
  function summonQuietly(isToOpen: boolean): void {
    summoner.summon().then(
      (handle) => isToOpen && handle.open(),
      () => {},
    );
  }

  function destroy(): void {
    undoAll(undos);
    emit('destroyed', { site: snapshot.site });
    hub.clear();
    release();
  }

  const commands: Commands = {
    open: async () => (await summoner.summon()).open(),
    close: async () => (await summoner.summon()).close(),
    toggle: async () => (await summoner.summon()).toggle(),
    async callback(order) {
      const outcome = await (await summoner.summon()).order(order);
      if (outcome.kind === 'bad_phone') throw codedError('bad_phone');
      if (outcome.kind !== 'ok') throw codedError(outcome.kind === 'lost' ? outcome.reason : outcome.code);
      const { id, status, scheduledAt, etaS } = outcome.value;
      return { id, status, scheduledAt, etaS };
    },
    swap(root = document) {
      const from = typeof root === 'string' ? document.querySelector(root) : root;
      return from ? swapper.rescan(from) : 0;
    },
    async numbers(callback) {
      const { swaps } = await numbers.explain();
      const shown = swaps.map(({ office, number, kind, replaces }) => ({ office, number, kind, replaces }));
      if (callback) queueMicrotask(() => callback(shown));
      return shown;
    },
    beforeSwap: (veto) => swapper.beforeSwap(guard(veto)),
    consent: numbers.setConsent,
    on: hub.on,
    off: hub.off,
    page: (url = location.href) => numbers.navigate(location.href, new URL(url, location.href).href),
    explain: numbers.explain,
    destroy,
  };

  undos.push(
    watchNavigation(
      window,
      guard((previous: string) => numbers.navigate(previous, location.href)),
    ),
    watchPresence(document, guard(numbers.renewIfDue)),
    listen(
      document,
      'DOMContentLoaded',
      guard(() => void swapper.rescan(document)),
    ),
    installApi(window, commands),
  );
  numbers.evaluate('view');
  if (widget) {
    undos.push(
      watchOpeners(
        document,
        window,
        guard(() => summonQuietly(true)),
      ),
      whenIdle(
        document,
        window,
        guard(() => summonQuietly(false)),
      ),
    );
  }
  emit('ready', { site: snapshot.site });
}
