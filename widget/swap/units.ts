import type { Swap } from '../../shared/contract/swap.ts';
import type { Place } from './apply.ts';
import { isAttr, isElement, isText } from './node-kind.ts';
import { type Plan, planLink, planText } from './plan.ts';
import { count, type Job, MARKS, type Rules } from './targets.ts';
import { linesOf } from './walk.ts';

/** What is written together or not at all. */
export interface Unit {
  /** Stands for the place on the page. */
  owner: Element;
  writes: [Place, string][];
  /** An entry for each number that is to stand there. */
  swaps: Swap[];
  /** The office that was looked for first. */
  office: string;
}

/** The text of more elements than this takes too long to be asked for at once. */
const MAX_SLICE = 20_000;
/** The attributes that are looked at: those that call, and those that `data-ringlet-attributes` names. */
export const ATTRIBUTES = ['href', 'title', 'aria-label', 'alt', 'placeholder'];

/**
 * What is to be written for a job, and one without a number if there is none. Nothing instead of a unit is only a place
 * to stop for a while. `read` gives the page's own text.
 */
export function* readUnits(
  { target, root, dirty, isLarge }: Job,
  { offices, targets, off, changes }: Rules,
  read: (place: Place) => string,
): Generator<Unit | undefined> {
  const swaps = offices.filter(({ selector }) => target.matches(selector)).map(({ swap }) => swap);
  const office = swaps[0]?.office ?? '';
  const only = isLarge ? undefined : swaps.find(({ selectors }) => selectors[0] || target.tagName !== 'BODY');
  const stops = `${off},${targets}`;
  const texts: (Text | null)[] = [];
  let isFound = false;

  function toUnit(
    owner: Element,
    places: readonly (Place | null)[],
    { signs, swaps }: Plan,
  ): Unit | undefined {
    if (!swaps[0]) return;
    isFound = true;
    let at = 0;
    const writes: Unit['writes'] = [];
    for (const place of places) {
      const from = at;
      at += place ? read(place).length : 1;
      if (place) writes.push([place, signs.slice(from, at).join('')]);
    }
    return { owner, writes, swaps, office };
  }
  const planPlaces = (places: readonly (Place | null)[], guess?: Swap) => {
    const [first] = places;
    const plan = isAttr(first) && first.name === 'href' ? planLink : planText;
    // No number runs across the end of a line.
    return plan(places.map((place) => (place ? read(place) : '\0')).join(''), changes, swaps, guess);
  };
  const isShort = count(root) < MAX_SLICE;
  const lacks = (block: Element) =>
    (isShort || count(block) < MAX_SLICE) && !changes.hint.test(block.textContent as string);

  for (const line of linesOf(root, stops, (block) => isLarge && (!dirty.contains(block) || lacks(block)))) {
    if (!isLarge) texts.push(...line, null);
    yield toUnit((isLarge && line[0]?.parentElement) || target, line, planPlaces(line));
  }

  const places = marksIn(isLarge ? dirty : root, target, stops).flatMap(attributesOf);
  const phones = places.filter((place) => place.name === 'href' && planPlaces([place], only).swaps[0]);
  const isKnown = isFound || places.some((place) => planPlaces([place]).swaps[0]);
  if (only && !isKnown) yield toUnit(target, texts, planPlaces(texts, only));
  for (const place of places) {
    const owner = place.ownerElement as Element;
    const isMeant =
      phones[0] === place && !phones[1] && (!isKnown || changes.hint.test(owner.textContent as string));
    yield toUnit(isLarge ? owner : target, [place], planPlaces([place], isMeant ? only : undefined));
  }
  if (!isFound) yield { owner: target, writes: [], swaps: [], office };
}

/** The marks in `scope` that belong to `target`, and the link around it: a number is often marked up inside its link. */
function marksIn(scope: Node, target: Element, stops: string): Element[] {
  const marks = isText(scope) ? [] : Array.from((scope as Element).querySelectorAll(MARKS));
  const around = target.parentElement?.closest('a[href]');
  if (isElement(scope)) marks.push(scope);
  // Out of a shadow root there is no way to the target.
  const own = marks.filter((mark) => (mark.closest(stops) ?? target) === target);
  return around && !around.closest(stops) ? [around, ...own] : own;
}

function attributesOf(mark: Element): Attr[] {
  const names = `href ${mark.getAttribute('data-ringlet-attributes')}`;
  return ATTRIBUTES.flatMap((name) => (names.includes(name) && mark.getAttributeNode(name)) || []);
}
