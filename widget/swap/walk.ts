/** Never touched, whatever a selector says: not text for readers, or text that somebody else edits. */
const OFF =
  '[data-ringlet="off"],script,style,noscript,template,textarea,input,select,code,pre,svg,[contenteditable]:not([contenteditable="false"])';

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
 * Collects what belongs to `target`: everything below it except what is off and other `targets` (a selector) inside
 * it, and the link around it, because a number is often marked up inside its link.
 */
export function collectParts(target: Element, targets: string): TargetParts {
  const texts: TargetParts['texts'] = [];
  const links: Element[] = [];
  const around = target.parentElement?.closest('a[href]');
  if (around && !around.closest(targets)) links.push(around);

  function collect(element: Element): void {
    if (element.hasAttribute('href')) links.push(element);
    for (const child of element.childNodes) {
      if (child instanceof Text) texts.push(child);
      if (!(child instanceof Element)) continue;
      const isForeign = child.matches(`${OFF},${targets}`);
      const isLineOver = isForeign || !INLINE.test(child.tagName);
      if (isLineOver) texts.push(null);
      if (!isForeign) collect(child);
      if (isLineOver) texts.push(null);
    }
  }
  collect(target);
  return { texts, links };
}
