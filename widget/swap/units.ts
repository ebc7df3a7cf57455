import type { Swap } from '../../shared/contract/swap.ts';
import type { Place } from './apply.ts';
import { planLink, planText } from './plan.ts';
import { count, type Job, MARKS, type Rules } from './targets.ts';
import { closestAround, isElement, linesOf } from './walk.ts';

/** What is written together or not at all. */
export interface Unit {
  /** Stands for the place on the page. */
  owner: Element;
  writes: [Place, string][];
  /** An entry for each number that is to stand there. */
  swaps: readonly Swap[];
  /** The number is not one of the page's own: it only looks like a phone number. */
  isGuess: boolean;
}

/** The text of more elements than this takes too long to be asked for at once. */
const MAX_SLICE = 20_000;
/** The attributes that are looked at: those that call, and those that `data-ringlet-attributes` names. */
export const ATTRIBUTES = ['href', 'title', 'aria-label', 'alt', 'placeholder'];

/**
 * What is to be written for a job. Nothing instead of a unit is only a place to stop for a while. `read` gives the
 * page's own text.
 */
export function* readUnits(
  { target, root, dirty, isLarge }: Job,
  rules: Rules,
  read: (place: Place) => string,
): Generator<Unit | undefined> {
  const { offices, targets, off, hint } = rules;
  const sought = offices.filter(({ selector }) => target.matches(selector)).map(({ swap }) => swap);
  const only = isLarge
    ? undefined
    : sought.find(({ selectors }) => selectors[0] || target.tagName !== 'BODY');
  const stops = `${off},${targets}`;
  const isShort = count(root) < MAX_SLICE;
  const lacks = (element: Element) => !hint.test(element.textContent as string);

  function toUnit(owner: Element, places: readonly (Place | null)[], guess?: Swap): Unit | undefined {
    const plan = (places[0] as Attr | undefined)?.name === 'href' ? planLink : planText;
    // No number runs across the end of a line.
    const text = places.map((place) => (place ? read(place) : '\0')).join('');
    const { signs, swaps, isGuess } = plan(text, rules, sought, guess);
    if (!swaps[0]) return;
    const writes: Unit['writes'] = [];
    for (const place of places) {
      const part = signs.splice(0, place ? read(place).length : 1).join('');
      if (place) writes.push([place, part]);
    }
    return { owner, writes, swaps, isGuess };
  }

  const texts: (Text | null)[] = [];
  const canSkip = (block: Element) =>
    isLarge && (!dirty.contains(block) || ((isShort || count(block) < MAX_SLICE) && lacks(block)));
  for (const line of linesOf(root, stops, canSkip)) {
    if (!isLarge) texts.push(...line, null);
    yield line[0] && isLarge ? toUnit(line[0].parentElement as Element, line) : undefined;
  }

  const units = [toUnit(target, texts, only)];
  for (const mark of marksIn(isLarge ? dirty : root, target, stops)) {
    const owner = isLarge ? (mark.ownerElement as Element) : target;
    units.push(toUnit(owner, [mark], mark.name === 'href' ? only : undefined));
  }
  const isKnown = units.some((unit) => unit && !unit.isGuess);
  const links = units.filter((unit) => linkOf(unit));
  for (const unit of units) {
    const link = linkOf(unit);
    // One that is guessed is the only one, and shows a number of ours or is beside none.
    if (!unit?.isGuess || (link ? !links[1] && (!isKnown || !lacks(link)) : !isKnown)) yield unit;
  }
}

/** The link whose address the unit is. */
function linkOf(unit: Unit | undefined): Element | null | undefined {
  const place = unit?.writes[0]?.[0] as Partial<Attr> | undefined;
  return place?.name === 'href' ? place.ownerElement : null;
}

/** The marked attributes in `scope` that belong to `target`, and of the link around it: a number is often inside its link. */
function marksIn(scope: Node, target: Element, stops: string): Attr[] {
  const marks = [...((scope as Partial<Element>).querySelectorAll?.(MARKS) ?? [])];
  const around = target.parentElement?.closest('a[href]');
  if (isElement(scope)) marks.push(scope);
  const own = marks.filter((mark) => closestAround(mark, stops) === target);
  if (around && !around.closest(stops)) own.push(around);
  return own.flatMap((mark) => {
    const names = `href ${mark.getAttribute('data-ringlet-attributes')}`;
    return ATTRIBUTES.flatMap((name) => (names.includes(name) && mark.getAttributeNode(name)) || []);
  });
}
