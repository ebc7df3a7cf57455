import type { Swap } from '../../shared/contract/swap.ts';
import type { Originals, Place } from './apply.ts';
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
  /** The first that claims the place. */
  office: string;
}

/** Stands between the lines of one target, so that no number runs across. */
const BREAK = '\0';
/** The text of more elements than this takes too long to be asked for at once. */
const MAX_SLICE = 20_000;
/** The attributes that `data-ringlet-attributes` may name, blanks between them. */
const ASKED = /title|aria-label|alt|placeholder/g;

/** What is to be written for a job, bit by bit; any is a place to stop for a while, and many are empty. */
export function* readUnits(job: Job, rules: Rules, { read }: Originals): Generator<Unit> {
  const { target, root, dirty, isLarge } = job;
  const { offices, targets, off, changes } = rules;
  const swaps = offices.filter(({ selector }) => target.matches(selector)).map(({ swap }) => swap);
  const office = swaps[0]?.office ?? '';
  const stops = `${off},${targets}`;
  const places = marksOf(job, stops, targets).flatMap(attributesOf);
  const planAttribute = (place: Attr, only?: Swap) =>
    place.name === 'href' ? planLink(read(place), changes, swaps, only) : planText(read(place), changes, swaps);
  const planTexts = (texts: readonly (Text | null)[], only?: Swap) =>
    planText(texts.map((node) => (node ? read(node) : BREAK)).join(''), changes, swaps, only);

  function toUnit(owner: Element, places: readonly (Place | null)[], plan: Plan): Unit {
    const writes: Unit['writes'] = [];
    let at = 0;
    for (const place of places) {
      const from = at;
      at += place ? read(place).length : 1;
      if (place) writes.push([place, plan.signs.slice(from, at).join('')]);
    }
    return { owner, writes, swaps: plan.swaps, office };
  }

  if (isLarge) {
    const isHuge = count(root) > MAX_SLICE;
    const lacks = (block: ParentNode) =>
      !(isHuge && count(block) > MAX_SLICE) && !changes.hint.test(block.textContent as string);
    for (const place of places) yield toUnit(place.ownerElement as Element, [place], planAttribute(place));
    if (dirty === root && lacks(root)) return;
    const lines = linesOf(root, stops, (block) => !dirty.contains(block) || lacks(block));
    for (const line of lines) yield toUnit(line[0]?.parentElement ?? target, line, planTexts(line));
    return;
  }

  const only = swaps.find(({ selectors }) => selectors[0] || target.tagName !== 'BODY');
  const texts: (Text | null)[] = [];
  for (const line of linesOf(root, stops, () => false)) texts.push(...line, null);
  const known = [planTexts(texts), ...places.map((place) => planAttribute(place))].some(isFound);
  const phones = places.filter((place) => place.name === 'href' && isFound(planAttribute(place, only)));
  const parts = places.map((place) => {
    const isMeant = phones.length === 1 && (!known || changes.hint.test(place.ownerElement?.textContent ?? ''));
    return toUnit(target, [place], planAttribute(place, isMeant ? only : undefined));
  });
  parts.push(toUnit(target, texts, planTexts(texts, known ? undefined : only)));
  yield {
    owner: target,
    writes: parts.flatMap(({ writes }) => writes),
    swaps: parts.flatMap(({ swaps }) => swaps),
    office,
  };
}

const isFound = ({ swaps }: Plan) => swaps.length > 0;

/** The marks of a job that belong to its target, and the link around it: a number is often marked up inside its link. */
function marksOf({ target, root, dirty, isLarge }: Job, stops: string, targets: string): Element[] {
  const scope = isLarge ? dirty : root;
  const around = target.parentElement?.closest('a[href]');
  const marks = scope instanceof Text ? [] : Array.from((scope as ParentNode).querySelectorAll(MARKS));
  const own = [scope, ...marks].filter((mark): mark is Element => {
    // Out of a shadow root there is no way to the target.
    const stop = mark instanceof Element && mark.matches(MARKS) ? mark.closest(stops) : scope;
    return stop === target || (!stop && root.getRootNode() !== target.getRootNode());
  });
  return around && !around.closest(`${stops},${targets}`) ? [around, ...own] : own;
}

function attributesOf(mark: Element): Attr[] {
  const asked = mark.getAttribute('data-ringlet-attributes')?.match(ASKED) ?? [];
  return ['href', ...asked].flatMap((name) => mark.getAttributeNode(name) ?? []);
}
