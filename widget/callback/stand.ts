import type { PublicStyle } from '../../shared/contract/site-snapshot.ts';
import type { Language } from './texts.ts';
import css from './widget.css?inline';

/** Where the widget stands on a page: an element of its own with an open shadow root. */
export interface Stand {
  element: HTMLElement;
  root: ShadowRoot;
  /** What is drawn goes in here. */
  place: HTMLElement;
}

/**
 * Builds the stand at the end of the page. Works under a policy that forbids inline styles. `origin` is where uploads are,
 * null if they cannot be reached.
 */
export function createStand(
  doc: Document,
  style: PublicStyle,
  { lang, dir }: Language,
  origin: string | null,
): Stand {
  const element = doc.createElement('ringlet-callback');
  element.lang = lang;
  element.dir = dir;
  element.dataset.ringlet = 'off';
  element.dataset.side = style.side;
  element.dataset.anchor = style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom';
  const root = element.attachShadow({ mode: 'open' });
  addSheets(doc, root, [css, style.css.replaceAll('url(/u/', `url(${origin ?? ''}/u/`)]);
  const place = root.appendChild(doc.createElement('div'));
  (doc.body ?? doc.documentElement).append(element);
  return { element, root, place };
}

/** Browsers before constructable sheets take a `style` element, which a strict policy may then forbid. */
function addSheets(doc: Document, root: ShadowRoot, texts: readonly string[]): void {
  if ('adoptedStyleSheets' in root) {
    root.adoptedStyleSheets = texts.filter(Boolean).map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  } else {
    const element = doc.createElement('style');
    element.textContent = texts.join('\n');
    (root as ShadowRoot).append(element);
  }
}
