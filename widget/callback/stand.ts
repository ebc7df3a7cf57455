import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { Language } from './texts.ts';
import { themeProperties } from './theme.ts';
import css from './widget.css?inline';

/** Where the widget stands on a page: an element of its own with an open shadow root. */
export interface Stand {
  element: HTMLElement;
  root: ShadowRoot;
  /** What is drawn goes in here. */
  place: HTMLElement;
}

/** Builds the stand at the end of the page. Works under a policy that forbids inline styles. */
export function createStand(doc: Document, style: WidgetStyle, { lang, dir }: Language): Stand {
  const element = doc.createElement('ringlet-callback');
  element.lang = lang;
  element.dir = dir;
  element.dataset.ringlet = 'off';
  element.dataset.side = style.side;
  element.dataset.anchor = style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom';
  for (const [name, value] of Object.entries(themeProperties(style))) element.style.setProperty(name, value);
  const root = element.attachShadow({ mode: 'open' });
  addSheet(doc, root);
  const place = root.appendChild(doc.createElement('div'));
  (doc.body ?? doc.documentElement).append(element);
  return { element, root, place };
}

/** Browsers before constructable sheets take a `style` element, which a strict policy may then forbid. */
function addSheet(doc: Document, root: ShadowRoot): void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    const element = doc.createElement('style');
    element.textContent = css;
    (root as ShadowRoot).append(element);
  }
}
