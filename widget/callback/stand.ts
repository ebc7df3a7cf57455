import type { PublicStyle } from '../../shared/contract/site-snapshot.ts';
import type { Language } from './language.ts';
import css from './widget.css?inline';

/** Where the widget stands on a page: an element of its own with an open shadow root. */
export interface Stand {
  element: HTMLElement;
  root: ShadowRoot;
  /** All that is drawn lies in here. */
  place: HTMLElement;
  /** One more element in `place`. */
  addPlace(): HTMLElement;
  /** Lays one more sheet of the widget's own below what the owner has written. */
  addSheet(css: string): void;
}

/**
 * Builds the stand at the end of the page. Works under a policy that forbids inline styles. `origin` is where uploads are,
 * empty if they cannot be reached.
 */
export function createStand(
  doc: Document,
  style: PublicStyle,
  { lang, dir }: Pick<Language, 'lang' | 'dir'>,
  origin: string,
): Stand {
  const element = doc.createElement('ringlet-callback');
  Object.assign(element, { lang, dir });
  const anchor = style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom';
  Object.assign(element.dataset, { ringlet: 'off', side: style.side, anchor });
  const root = element.attachShadow({ mode: 'open' });
  const worn = [makeSheet(doc, css), makeSheet(doc, style.css.replaceAll('url(/u/', `url(${origin}/u/`))];
  wear(root, worn);
  const addPlace = (to: Node) => to.appendChild(doc.createElement('div'));
  const place = addPlace(root);
  (doc.body ?? doc.documentElement).append(element);
  return {
    element,
    root,
    place,
    addPlace: () => addPlace(place),
    addSheet(text) {
      worn.splice(-1, 0, makeSheet(doc, text));
      wear(root, worn);
    },
  };
}

/** Browsers that cannot wear sheets take a `style` element, which a strict policy may then forbid. */
function makeSheet(doc: Document, text: string): CSSStyleSheet | HTMLStyleElement {
  if ('adoptedStyleSheets' in doc) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }
  const sheet = (doc as Document).createElement('style');
  sheet.append(text);
  return sheet;
}

function wear(root: ShadowRoot, sheets: (CSSStyleSheet | HTMLStyleElement)[]): void {
  if ('adoptedStyleSheets' in root) root.adoptedStyleSheets = sheets as CSSStyleSheet[];
  else (root as ShadowRoot).prepend(...(sheets as HTMLStyleElement[]));
}
