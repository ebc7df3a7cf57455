/** What a node is by its own word: those of a frame are no instances of this window's classes. */
export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}

export function isAttr(node: Node | null | undefined): node is Attr {
  return node?.nodeType === 2;
}

export function isText(node: Node | null | undefined): node is Text {
  return node?.nodeType === 3;
}

export function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

export function isShadow(node: Node | null): node is ShadowRoot {
  return node?.nodeType === 11 && !!(node as ShadowRoot).host;
}
