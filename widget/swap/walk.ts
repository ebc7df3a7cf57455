/** Never touched, whatever a selector says: not text for readers, or text that somebody else edits. */
const OFF = [
  '[data-ringlet="off"]',
  ...['script', 'style', 'noscript', 'template', 'textarea', 'input', 'select', 'code', 'pre', 'svg'],
  '[contenteditable]:not([contenteditable="false"])',
].join();

/** Elements that a line of text runs through; any other ends it. */
const INLINE =
  /^(a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr)$/i;

/** The text and the links of one target. `null` among the texts stands where a line ends. */
export interface TargetParts {
  texts: (Text | null)[];
  links: Element[];
}

export function isOff(element: Element): boolean {
  return element.closest(OFF) !== null;
}

/**
 * Collects what belongs to `target`: everything below it except what is off and other targets inside it, and the
 * link around it, because a number is often marked up inside its link.
 */
export function collectParts(target: Element, isTarget: (element: Element) => boolean): TargetParts {
  const parts: TargetParts = { texts: [], links: [] };
  const around = target.parentElement?.closest('a[href]');
  if (around && !hasTargetAround(around, isTarget)) parts.links.push(around);
  collectElement(target, isTarget, parts);
  return parts;
}

function collectElement(element: Element, isTarget: (element: Element) => boolean, parts: TargetParts): void {
  if (element.hasAttribute('href')) parts.links.push(element);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) parts.texts.push(child as Text);
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const inner = child as Element;
    const isLineOver = !INLINE.test(inner.tagName);
    if (isLineOver) parts.texts.push(null);
    if (inner.matches(OFF) || isTarget(inner)) parts.texts.push(null);
    else collectElement(inner, isTarget, parts);
    if (isLineOver) parts.texts.push(null);
  }
}

function hasTargetAround(element: Element, isTarget: (element: Element) => boolean): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) if (isTarget(at)) return true;
  return false;
}
