/** What a banner or dialog of the page is called, by those that do not say what they are. */
const ASKS =
  'dialog,[role="dialog"],[role="alertdialog"],[aria-modal="true"],' +
  ['cookie', 'consent', 'gdpr']
    .flatMap((word) => [`[id*="${word}" i]`, `[class*="${word}" i]`, `[aria-label*="${word}" i]`])
    .join(',');
const NO_TYPING = /^(button|submit|reset|image)$/;

/**
 * True while the widget must not open by itself: the visitor is at a form or in a frame, a dialog of the page is up, or
 * a banner that asks for something has the focus.
 */
export function isBusy(doc: Document): boolean {
  const focused = deepFocus(doc);
  return isForm(focused) || isAsked(focused, doc) || hasModal(doc);
}

/** The focused element, also inside of open shadow roots; null where nothing but the page itself has it. */
function deepFocus(doc: Document): Element | null {
  let focused = doc.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === doc.body || focused === doc.documentElement ? null : focused;
}

/** What is in a frame nobody sees from here; it may be a form, of a payment for instance. */
function isForm(focused: Element | null): boolean {
  if (focused instanceof HTMLInputElement) return !NO_TYPING.test(focused.type);
  return /^(TEXTAREA|SELECT|IFRAME)$/.test(focused?.tagName ?? '') || isEditable(focused);
}

function isEditable(focused: Element | null): boolean {
  return focused instanceof HTMLElement && focused.isContentEditable === true;
}

/** A class of the whole page, such as `cookies-accepted`, names no banner. */
function isAsked(focused: Element | null, doc: Document): boolean {
  const banner = focused?.closest(ASKS);
  return banner != null && banner !== doc.body && banner !== doc.documentElement;
}

function hasModal(doc: Document): boolean {
  return isAnyModal(doc) || [...doc.querySelectorAll('[aria-modal="true"]')].some(isVisible);
}

function isAnyModal(doc: Document): boolean {
  try {
    return doc.querySelector('dialog:modal') !== null;
  } catch {
    // Browsers that cannot tell: Chrome before 105, Safari before 15.6, Firefox before 103.
    return doc.querySelector('dialog[open]') !== null;
  }
}

/** Pages keep dialogs in their markup and hide them in many ways. */
function isVisible(element: Element): boolean {
  if (element.getClientRects().length === 0) return false;
  if ((element.checkVisibility as unknown) === undefined) return true;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}
