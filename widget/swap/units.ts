import type { Swap } from '../../shared/contract/swap.ts';
import type { Place } from './apply.ts';
import { toPlain } from './find.ts';
import { type Plan, planLink, planText } from './plan.ts';
import { count, type Job, MARKS, type Rules } from './targets.ts';
import { closestAround, isElement, linesOf } from './walk.ts';

/** What is written together or not at all. */
export interface Unit {
  /** Stands for the place on the page. */
  owner: Element;
  writes: [Place, string][];
  /** An entry for each number that is to stand there. */
  swaps: readonly Swap[];
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
  const isShort = count(root) < MAX_SLICE;
  const hasHint = (element: Element) => changes.hint.test(toPlain(element.textContent as string));
  let isFound = false;

  // No number runs across the end of a line.
  const textOf = (places: readonly (Place | null)[]) =>
    places.map((place) => (place ? read(place) : '\0')).join('');
  const planLine = (places: readonly (Place | null)[], guess?: Swap) =>
    planText(textOf(places), changes, swaps, guess);
  const planMark = (place: Attr, guess?: Swap) =>
    (place.name === 'href' ? planLink : planText)(read(place), changes, swaps, guess);

  function toUnit(owner: Element, places: readonly (Place | null)[], plan: Plan): Unit | undefined {
    if (!plan.swaps[0]) return;
    isFound = true;
    let at = 0;
    const writes: Unit['writes'] = [];
    for (const place of places) {
      const from = at;
      at += place ? read(place).length : 1;
      if (place) writes.push([place, plan.signs.slice(from, at).join('')]);
    }
    return { owner, writes, swaps: plan.swaps, office };
  }

  const texts: (Text | null)[] = [];
  const canSkip = (block: Element) =>
    isLarge && (!dirty.contains(block) || ((isShort || count(block) < MAX_SLICE) && !hasHint(block)));
  for (const line of linesOf(root, stops, canSkip)) {
    if (isLarge) yield line[0] && toUnit(line[0].parentElement as Element, line, planLine(line));
    else texts.push(...line, null);
  }

  const marks = marksIn(isLarge ? dirty : root, target, stops).flatMap(attributesOf);
  const phones = marks.filter((mark) => mark.name === 'href' && planMark(mark, only).swaps[0]);
  const text = planLine(texts);
  const isKnown = text.swaps[0] || marks.some((mark) => planMark(mark).swaps[0]);
  yield toUnit(target, texts, isKnown ? text : planLine(texts, only));
  for (const mark of marks) {
    const owner = mark.ownerElement as Element;
    const isMeant = phones[0] === mark && !phones[1] && (!isKnown || hasHint(owner));
    yield toUnit(isLarge ? owner : target, [mark], planMark(mark, isMeant ? only : undefined));
  }
  if (!isFound) yield { owner: target, writes: [], swaps: [], office };
}

/** The marks in `scope` that belong to `target`, and the link around it: a number is often marked up inside its link. */
function marksIn(scope: Node, target: Element, stops: string): Element[] {
  const marks = [...((scope as Partial<Element>).querySelectorAll?.(MARKS) ?? [])];
  const around = target.parentElement?.closest('a[href]');
  if (isElement(scope)) marks.push(scope);
  const own = marks.filter((mark) => closestAround(mark, stops) === target);
  return around && !around.closest(stops) ? [around, ...own] : own;
}

function attributesOf(mark: Element): Attr[] {
  const names = `href ${mark.getAttribute('data-ringlet-attributes')}`;
  return ATTRIBUTES.flatMap((name) => (names.includes(name) && mark.getAttributeNode(name)) || []);
}
