import { shortHash } from '../../shared/widget-hash.ts';
import { codedError } from '../boundary.ts';
import type { WidgetHandle, WidgetModule } from '../callback/host.ts';
import { pause } from '../swap/pause.ts';
import type { Opener } from './behaviour/behaviour-host.ts';
import type { Handover } from './handover.ts';

/** File name of the widget module, put in by the build. */
declare const __RINGLET_WIDGET__: string;

/** The widget that stands on this page: the one that the tag names by either form of its hash, else the first. */
export function widgetOf({ tag, snapshot }: Handover) {
  const named = tag.script.getAttribute('data-widget');
  return snapshot.widgets.find(
    ({ offices, hash }) => offices.length > 0 && (!named || hash === named || shortHash(hash) === named),
  );
}

/** Fetches the widget and puts it on the page; its orders name what has opened it. Rejects with `no_widget` or `widget_unavailable`. */
export async function loadWidget(handover: Handover, opener: Opener): Promise<WidgetHandle> {
  const { tag, numbers, emit, base } = handover;
  const { origin, site, script } = tag;
  const widget = widgetOf(handover);
  if (!widget) throw codedError('no_widget');
  const visitContext = () => ({ ...numbers.visitContext(), tool: opener.tool });
  const lang = script.getAttribute('data-lang');
  const { href } = new URL(__RINGLET_WIDGET__, base);
  try {
    const module: WidgetModule = await import(/* @vite-ignore */ href);
    await pause();
    return module.mountOnPage({ origin, doc: document, site, widget, lang, visitContext, emit });
  } catch {
    emit('error', { code: 'widget_unavailable' });
    throw codedError('widget_unavailable');
  }
}
