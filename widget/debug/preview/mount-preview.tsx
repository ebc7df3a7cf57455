import { render } from 'preact';
import type { PagePreview } from '../../../shared/contract/page-preview.ts';
import type { SlotsAnswer } from '../../../shared/contract/slots.ts';
import { previewTokenOf, removeDebugParameter } from '../../../shared/debug-link.ts';
import { PREVIEW_PATH, slotsPath } from '../../../shared/paths.ts';
import { codedError } from '../../boundary.ts';
import type { WidgetHandle, WidgetModule } from '../../callback/host.ts';
import type { PreviewPage } from '../host.ts';
import { EN } from '../texts-en.ts';
import { RU } from '../texts-ru.ts';
import { createDryTransport } from './dry-transport.ts';
import css from './preview-banner.css?inline';
import { PreviewBanner, type PreviewState } from './preview-banner.tsx';

const TIMEOUT_MS = 10_000;
const SLOTS_DAYS = 7;

/**
 * Puts the widget on the page with looks that are not saved. Whoever has the link is no visitor: nobody is called,
 * nothing is counted, and the page hears of nothing, so that its own statistics do not either. Rejects if the link
 * shows nothing; the banner has told why then.
 */
export async function mountPreview(page: PreviewPage): Promise<WidgetHandle> {
  const { tag, doc } = page;
  const { origin, site, script } = tag;
  const lang = script.getAttribute('data-lang');
  const banner = createBanner(doc, lang);
  const token = previewTokenOf(doc.location.search);
  const preview = await ask<PagePreview>(origin + PREVIEW_PATH, { site, token });
  if (!preview) {
    banner.show({ kind: 'over' });
    throw codedError('no_widget');
  }
  const { widget, endsInMs } = preview;
  banner.show({ kind: 'open', until: Date.now() + endsInMs });
  const module = (await import(/* @vite-ignore */ page.widget)) as WidgetModule;
  const transport = createDryTransport({
    countdownS: widget.behaviour.countdownS,
    slots: () => ask<SlotsAnswer>(origin + slotsPath(widget.hash, SLOTS_DAYS)),
    now: Date.now,
  });
  const visitContext = () => ({ lease: null, touch: null, page: { url: '', referrer: '', title: '' } });
  const handle = module.mount({ origin, doc, site, lang, widget, transport, visitContext, emit() {} });
  return {
    ...handle,
    destroy() {
      banner.destroy();
      handle.destroy();
    },
  };
}

/** Null if the link has run out, or the server cannot be asked. A string body needs no preflight. */
async function ask<Answer>(url: string, body?: object): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null; // no connection: it is told as a link that shows nothing
  }
}

/** Says on the page what it is: nobody is to take it for what visitors see. */
function createBanner(doc: Document, lang: string | null) {
  const language = (lang ?? (doc.documentElement.lang || navigator.language)).slice(0, 2).toLowerCase();
  const words = language === 'ru' ? RU : EN;
  const element = doc.createElement('ringlet-preview');
  element.lang = language === 'ru' ? 'ru' : 'en';
  element.dir = 'ltr';
  element.dataset.ringlet = 'off';
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  doc.querySelector('ringlet-preview')?.remove();
  (doc.body ?? doc.documentElement).append(element);
  const plain = removeDebugParameter(doc.location.href);
  return {
    show: (state: PreviewState) =>
      render(
        <PreviewBanner words={words} state={state} plain={plain} onHide={() => element.remove()} />,
        root,
      ),
    destroy() {
      render(null, root);
      element.remove();
    },
  };
}
