import { isElement, isText } from './node-kind.ts';

/** Never touched, whatever a selector says: not text for readers, or text that somebody else edits. */
export const OFF =
  '[data-ringlet="off"],script,style,noscript,template,textarea,select,code,pre,svg,[contenteditable]:not([contenteditable="false"])';

/** What search engines read as the business's own number; a customer can still name it by a selector of its own. */
export const MICRODATA = ',[itemprop~="telephone"]';

/** Elements that a line of text runs through; any other ends it. */
const INLINE =
  /^(a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr)$/i;

export function isInline(element: Element): boolean {
  return INLINE.test(element.tagName);
}

/** As `closest`, out of open shadow roots too. */
export function closestAround(element: Element, selector: string): Element | null {
  const found = element.closest(selector);
  if (found) return found;
  const { host } = element.getRootNode() as ShadowRoot;
  return host ? closestAround(host, selector) : null;
}

/**
 * The texts below `root`, line by line: no reader joins a number across the edge of a block. What matches `stops` is
 * left out, and so are the blocks that `canSkip`. Lines are asked for one by one, and the page may change meanwhile.
 */
export function* linesOf(
  root: ParentNode,
  stops: string,
  canSkip: (block: Element) => boolean,
): Generator<Text[]> {
  let line: Text[] = [];
  let node: Node | null = root.firstChild;
  let isLeaving = false;
  while (node && node !== root) {
    let next: Node | null = null;
    if (isText(node)) line.push(node);
    else if (isElement(node)) {
      const isBlock = !isInline(node);
      const isLeft = isLeaving || (isBlock && canSkip(node)) || node.matches(stops);
      if (!isLeft) next = node.firstChild;
      if (isBlock || (isLeft && !isLeaving)) {
        yield line;
        line = [];
        if (!node.isConnected && root.isConnected) next = root.firstChild;
      }
    }
    isLeaving = !next && !node.nextSibling;
    node = next ?? node.nextSibling ?? node.parentNode;
  }
  yield line;
}
