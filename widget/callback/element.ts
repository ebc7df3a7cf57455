type Tag = 'button' | 'div' | 'i' | 'p' | 'span';

/** An element of plain DOM. A button submits nothing; an `i` is a picture of the sheet's, beside words that say the same. */
export function element<Name extends Tag>(
  doc: Document,
  tag: Name,
  name: string,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[Name] {
  const made = doc.createElement(tag);
  if (made instanceof HTMLButtonElement) made.type = 'button';
  made.className = name;
  made.append(...content);
  return made;
}
