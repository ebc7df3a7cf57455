import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { Language } from './language.ts';
import { themeProperties } from './theme.ts';
import css from './widget.css?inline';

/** Where the widget stands on a page: an element of its own with an open shadow root. */
export interface Stand {
  element: HTMLElement;
  root: ShadowRoot;
  /** What is drawn goes in here. */
  place: HTMLElement;
  /** Puts one more sheet over it. */
  addSheet(css: string): void;
}

/** Builds the stand at the end of the page. Works under a policy that forbids inline styles. */
export function createStand(
  doc: Document,
  style: WidgetStyle,
  { lang, dir }: Pick<Language, 'lang' | 'dir'>,
): Stand {
  const element = doc.createElement('ringlet-callback');
  element.lang = lang;
  element.dir = dir;
  element.dataset.ringlet = 'off';
  element.dataset.side = style.side;
  element.dataset.anchor = style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom';
  element.dataset.entry = style.entry;
  element.toggleAttribute('data-translucent', style.isTranslucent);
  for (const [name, value] of Object.entries(themeProperties(style))) element.style.setProperty(name, value);
  const root = element.attachShadow({ mode: 'open' });
  addSheet(doc, root, css);
  const place = root.appendChild(doc.createElement('div'));
  (doc.body ?? doc.documentElement).append(element);
  return { element, root, place, addSheet: (more) => addSheet(doc, root, more) };
}

/** Browsers before constructable sheets take a `style` element, which a strict policy may then forbid. */
function addSheet(doc: Document, root: ShadowRoot, text: string): void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const [first, ...others] = root.adoptedStyleSheets;
    // What an owner has written stays last.
    root.adoptedStyleSheets = first ? [first, sheet, ...others] : [sheet];
  } else {
    const element = doc.createElement('style');
    element.textContent = text;
    (root as ShadowRoot).append(element);
  }
}
