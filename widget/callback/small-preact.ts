/**
 * As much of Preact as the card draws with: elements, texts, fragments, refs, keys, and components that are plain
 * functions. The card is written for Preact; the build of the widget puts this in its place, because the rest of
 * Preact, which the card never calls, would be a third of all that a visitor downloads.
 * `tests/widget/callback/small-preact.test.tsx` holds the two together.
 */

type Props = Record<string, unknown>;
type Ref = { current: Node | null } | ((element: Node | null) => void);

/** What JSX becomes, as in Preact. */
export interface Drawing {
  type: string | ((props: Props) => unknown);
  props: Props;
  key: unknown;
  ref: Ref | undefined;
}

/** A place among the children of an element: what was drawn there, and the node that shows it. */
interface Slot {
  /** Empty for a text, null for nothing at all. */
  tag: string | null;
  key: unknown;
  props: Props;
  ref: Ref | undefined;
  node: Node | null;
  slots: Slot[];
}

const SVG = 'http://www.w3.org/2000/svg';
const drawn = new WeakMap<Element, Slot[]>();
/** Refs hear of their elements once these are in the document. */
const mounted: Slot[] = [];

export function jsx(type: Drawing['type'], { ref, ...props }: Props, key?: unknown): Drawing {
  // Pages may have left a `value` or `children` of theirs on Object.prototype.
  return { type, props: { __proto__: null, ...props }, key, ref: ref as Ref | undefined };
}
export { jsx as jsxs };

export function Fragment({ children }: Props): unknown {
  return children;
}

/** Makes `place` show `drawing`, and nothing for null; what is there already stays where it still fits. */
export function render(drawing: unknown, place: Element): void {
  const slots = slotsOf(drawing);
  patch(place, drawn.get(place) ?? [], slots);
  drawn.set(place, slots);
  for (const { ref, node } of mounted.splice(0)) point(ref, node);
}

/** Calls components until only elements and texts are left. What is not drawn keeps its place. */
function slotsOf(drawing: unknown): Slot[] {
  if (Array.isArray(drawing)) return drawing.flatMap(slotsOf);
  const empty: Slot = { tag: null, key: undefined, props: {}, ref: undefined, node: null, slots: [] };
  if (drawing == null || typeof drawing === 'boolean') return [empty];
  if (typeof drawing !== 'object') return [{ ...empty, tag: '', props: { data: String(drawing) } }];
  const { type, props, key, ref } = drawing as Drawing;
  if (typeof type !== 'function')
    return [{ ...empty, tag: type, key, props, ref, slots: slotsOf(props.children) }];
  // A component under another key is another one, down to what it draws.
  return slotsOf(type(props)).map((slot) => ({ ...slot, key: slot.key ?? key }));
}

function patch(parent: Element, old: Slot[], slots: Slot[]): void {
  const left = new Set(old);
  const fits = (one: Slot | undefined, other: Slot) =>
    one && left.has(one) && one.tag === other.tag && one.key === other.key;
  const pairs = slots.map((slot, i) => {
    const same = fits(old[i], slot) ? old[i] : old.find((one) => fits(one, slot));
    if (same) left.delete(same);
    return same;
  });
  for (const slot of left) {
    forget(slot);
    slot.node?.parentNode?.removeChild(slot.node);
  }
  let next = parent.firstChild;
  slots.forEach((slot, i) => {
    const { tag } = slot;
    if (tag === null) return;
    const before = pairs[i];
    slot.node = before?.node ?? create(parent, tag);
    if (slot.node === next) next = next.nextSibling;
    else parent.insertBefore(slot.node, next);
    if (slot.node instanceof Element) dress(slot.node, before, slot);
    else if (slot.props.data !== before?.props.data) slot.node.nodeValue = String(slot.props.data);
    if (!before && slot.ref) mounted.push(slot);
  });
}

function create({ namespaceURI, ownerDocument }: Element, tag: string): Node {
  if (tag === '') return ownerDocument.createTextNode('');
  return tag === 'svg' || namespaceURI === SVG
    ? ownerDocument.createElementNS(SVG, tag)
    : ownerDocument.createElement(tag);
}

function dress(element: Element, before: Slot | undefined, { props, slots }: Slot): void {
  const { value, checked, children, ...others } = props;
  const own = element as unknown as Props;
  for (const name of Object.keys({ ...before?.props, ...others })) {
    const wanted = others[name];
    if (name.startsWith('on')) own[name.toLowerCase()] = wanted;
    else if (before && before.props[name] === wanted) continue;
    else if (wanted == null || (wanted === false && !name.startsWith('aria'))) element.removeAttribute(name);
    else element.setAttribute(name, wanted === true && !name.startsWith('aria') ? '' : `${wanted}`);
  }
  patch(element, before?.slots ?? [], slots);
  // After the options of a list are there.
  if (value !== undefined && own.value !== value) own.value = value;
  if (checked !== undefined) own.checked = checked;
}

/** What goes away hears of nothing any more, not even that it lost the focus. */
function forget({ node, props, ref, slots }: Slot): void {
  for (const name of Object.keys(props))
    if (name.startsWith('on')) (node as unknown as Props)[name.toLowerCase()] = null;
  point(ref, null);
  slots.forEach(forget);
}

function point(ref: Ref | undefined, node: Node | null): void {
  if (typeof ref === 'function') ref(node);
  else if (ref) ref.current = node;
}
