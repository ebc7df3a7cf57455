import type { WidgetHandle } from '../callback/host.ts';
import type { DebugModule } from '../debug/host.ts';
import type { Explanation } from '../public-api.ts';
import { takeDebugParameter } from './debug-parameter.ts';
import type { Handover, PageTools } from './handover.ts';

/** File name of the overlay's module, put in by the build. */
declare const __RINGLET_DEBUG__: string;
/** File name of the widget module. */
declare const __RINGLET_WIDGET__: string;

/** Fetches the overlay and puts it on the page. What the page told before is made up for. */
export async function loadDebug(
  { tag, snapshot, numbers, emit, life, base }: Handover,
  run: PageTools['run'],
): Promise<void> {
  const { origin, site, script } = tag;
  try {
    const module = await importDebug(base);
    if (life.aborted) return;
    module.mountDebug({
      origin,
      doc: document,
      site,
      snapshot,
      lang: script.dataset.lang ?? null,
      parameter: takeDebugParameter(window),
      visitContext: numbers.visitContext,
      explain: () => run('explain', [], 0) as Promise<Explanation>,
      on: (event, listener) => void run('on', [event, listener], 0),
    });
  } catch {
    emit('error', { code: 'debug_unavailable' });
  }
}

/** Puts the widget on the page as a preview link shows it; rejects if the link shows nothing. */
export async function loadPreview({ tag, base }: Handover): Promise<WidgetHandle> {
  const module = await importDebug(base);
  return module.mountPreview({ tag, doc: document, widget: new URL(__RINGLET_WIDGET__, base).href });
}

function importDebug(base: string): Promise<DebugModule> {
  return import(/* @vite-ignore */ new URL(__RINGLET_DEBUG__, base).href);
}
