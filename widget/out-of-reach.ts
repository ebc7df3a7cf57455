/** A frame that asks for the numbers in its document to be replaced too. */
export const FRAME = 'iframe[data-ringlet="frame"]';

/** More elements than this take too long to be asked one by one. */
const MAX_ELEMENTS = 20_000;

/** True if the page has what only the page module reaches: an open shadow root, or a frame that asks for it. */
export function hasOutOfReach(doc: Document): boolean {
  const all = doc.querySelectorAll('*');
  const hasShadow = all.length < MAX_ELEMENTS && [...all].some(({ shadowRoot }) => shadowRoot);
  return hasShadow || !!doc.querySelector(FRAME);
}
