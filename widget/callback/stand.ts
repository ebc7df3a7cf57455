import type { PublicStyle } from '../../shared/contract/site-snapshot.ts';
import type { Language } from './language.ts';
import css from './widget.css?inline';

/** Where the widget stands on a page: an element of its own with an open shadow root. */
export interface Stand {
  element: HTMLElement;
  root: ShadowRoot;
  /** What is drawn goes in here. */
  place: HTMLElement;
  /** One more element in `place`. */
  addPlace(): HTMLElement;
  /** Lays one more sheet of the widget's own below what the owner has written. */
  addSheet(css: string): void;
}

/**
 * Builds the stand at the end of the page. Works under a policy that forbids inline styles. `origin` is where uploads are,
 * null if they cannot be reached.
 */
export function createStand(
  doc: Document,
  style: PublicStyle,
  { lang, dir }: Pick<Language, 'lang' | 'dir'>,
  origin: string | null,
): Stand {
  const element = doc.createElement('ringlet-callback');
  element.lang = lang;
  element.dir = dir;
  element.dataset.ringlet = 'off';
  element.dataset.side = style.side;
  element.dataset.anchor = style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom';
  const root = element.attachShadow({ mode: 'open' });
  const texts = [css];
  const wear = () =>
    wearSheets(doc, root, [...texts, style.css.replaceAll('url(/u/', `url(${origin ?? ''}/u/`)]);
  wear();
  const place = root.appendChild(doc.createElement('div'));
  (doc.body ?? doc.documentElement).append(element);
  return {
    element,
    root,
    place,
    addPlace: () => place.appendChild(doc.createElement('div')),
    addSheet(text) {
      texts.push(text);
      wear();
    },
  };
}

/** Browsers before constructable sheets take a `style` element, which a strict policy may then forbid. */
function wearSheets(doc: Document, root: ShadowRoot, texts: readonly string[]): void {
  if ('adoptedStyleSheets' in root) {
    root.adoptedStyleSheets = texts.filter(Boolean).map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  } else {
    const open: ShadowRoot = root;
    const element =
      open.querySelector('style') ?? open.insertBefore(doc.createElement('style'), open.firstChild);
    element.textContent = texts.join('\n');
  }
}
