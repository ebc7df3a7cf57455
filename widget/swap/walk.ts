/** Never touched, whatever a selector says: not text for readers, or text that somebody else edits. */
export const OFF =
  '[data-ringlet="off"],script,style,noscript,template,textarea,select,code,pre,svg,[contenteditable]:not([contenteditable="false"])';

/** What search engines read as the business's own number; a customer can still name it by a selector of its own. */
export const MICRODATA = ',[itemprop~="telephone"]';

/** Elements that a line of text runs through; any other ends it. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite data del dfn em font i ins kbd label mark nobr q s small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** True of texts too. */
export function isInline(node: Node): boolean {
  return !isElement(node) || INLINE.has(node.localName);
}

/** Not by `instanceof`: a frame has elements of its own kind. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** As `closest`, also of a text, and out of open shadow roots. */
export function closestAround(node: Node | null | undefined, selector: string): Element | null {
  if (!node) return null;
  return isElement(node)
    ? (node.closest(selector) ?? closestAround((node.getRootNode() as ShadowRoot).host, selector))
    : closestAround(node.parentNode ?? (node as ShadowRoot).host, selector);
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

  function* read(parent: ParentNode): Generator<Text[]> {
    for (const node of [...parent.childNodes]) {
      if (node.nodeType === 3) line.push(node as Text);
      if (!isElement(node)) continue;
      const isBlock = !isInline(node);
      const isOut = (isBlock && canSkip(node)) || node.matches(stops);
      if (isBlock || isOut) {
        yield line;
        line = [];
      }
      if (isOut) continue;
      yield* read(node);
      if (!isBlock) continue;
      yield line;
      line = [];
    }
  }

  yield* read(root);
  yield line;
}
