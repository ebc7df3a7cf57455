import { render } from 'preact';
import type { FaultLanguage } from '../../shared/faults.ts';
import { DEBUG_KEY } from '../debug-entry.ts';
import css from './debug.css?inline';
import type { DebugHandle, DebugPage } from './host.ts';
import { look, type View } from './look.ts';
import { Panel } from './panel.tsx';
import { createPointer } from './point-out.ts';
import { EN } from './texts-en.ts';
import { RU } from './texts-ru.ts';
import { watchPage } from './watch-page.ts';

export { mountPreview } from './preview/mount-preview.tsx';

/** Events come in swarms; one look answers all of them. */
const SETTLE_MS = 150;

/** Draws the overlay on a page: why this visitor sees what they see, and what is wrong. It changes nothing there. */
export function mountDebug(page: DebugPage): DebugHandle {
  const { doc } = page;
  const win = doc.defaultView ?? window;
  const ending = new AbortController();
  const lang = pickLanguage([page.lang, doc.documentElement.lang, ...navigator.languages]);
  const words = lang === 'ru' ? RU : EN;
  const { element, place, root } = createStand(doc, lang);
  const pointer = createPointer(win, root);
  let view: View | null = null;
  let isFolded = false;
  let address = win.location.href;
  let settling: ReturnType<typeof setTimeout> | undefined;
  /** A look that another has overtaken shows nothing. */
  let turn = 0;

  async function lookAgain(): Promise<void> {
    const mine = ++turn;
    const seen = await look(page, log);
    if (mine !== turn || ending.signal.aborted) return;
    view = seen;
    draw();
  }
  const lookSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(() => void lookAgain(), SETTLE_MS);
  };
  const log = watchPage(page, lookSoon, ending.signal);

  /** Counts leases down, and sees a page that moved on without a word. */
  const ticking = setInterval(() => {
    if (win.location.href !== address) {
      address = win.location.href;
      lookSoon();
    } else if (!isFolded) draw();
  }, 1_000);

  function draw(): void {
    if (ending.signal.aborted) return;
    render(
      <Panel
        words={words}
        lang={lang}
        page={page}
        view={view}
        isFolded={isFolded}
        now={performance.now()}
        onFold={(next) => {
          isFolded = next;
          draw();
        }}
        onRefresh={() => void lookAgain()}
        onPoint={({ elements }) => pointer.pointAtNext(elements)}
        onClose={() => {
          forgetDebugging(win);
          destroy();
        }}
      />,
      place,
    );
  }

  function destroy(): void {
    if (ending.signal.aborted) return;
    ending.abort();
    clearInterval(ticking);
    clearTimeout(settling);
    pointer.destroy();
    render(null, place);
    element.remove();
  }

  page.on('destroyed', destroy);
  draw();
  void lookAgain();
  return { destroy };
}

/** Lets the tab be like any other from its next page on. */
function forgetDebugging(win: Window): void {
  try {
    win.sessionStorage.removeItem(DEBUG_KEY);
  } catch {
    // Refused, so there is nothing to remove.
  }
}

/** An element of its own at the end of the page, with an open shadow root and a sheet that no policy forbids. */
function createStand(doc: Document, lang: FaultLanguage) {
  const element = doc.createElement('ringlet-debug');
  element.lang = lang;
  element.dir = 'ltr';
  element.dataset.ringlet = 'off';
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const place = root.appendChild(doc.createElement('div'));
  (doc.body ?? doc.documentElement).append(element);
  return { element, place, root };
}

function pickLanguage(wanted: readonly (string | null)[]): FaultLanguage {
  const known = wanted.map((tag) => (tag ?? '').slice(0, 2).toLowerCase());
  return known.find((two) => two === 'ru' || two === 'en') === 'ru' ? 'ru' : 'en';
}
