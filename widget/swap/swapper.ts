import type { Swap } from '../../shared/contract/swap.ts';
import type { Undo } from '../boundary.ts';
import type { Emit, RingletEvents } from '../events.ts';
import { applyEdits, createOriginals, joinTexts, type Originals } from './apply.ts';
import { isSpellingOf } from './forms.ts';
import { watchPage } from './observe.ts';
import { type NumberChange, planPhoneLink, planText, readPhoneLink } from './plan.ts';
import { findTargets, selectorOf, type TargetRule, toRule } from './targets.ts';
import { collectParts, type TargetParts } from './walk.ts';

/** False keeps an office's numbers as the page wrote them. */
export type BeforeSwap = (swap: Pick<Swap, 'office' | 'number' | 'kind'>) => unknown;

export interface ShowOptions {
  /** `unseen` leaves alone what the visitor can have read already, `never` everything that stands there now. */
  late: 'unseen' | 'always' | 'never';
  /** What was left alone stays so: the same answer was only renewed. */
  isRenewal: boolean;
}

export interface Swapper {
  /** Shows exactly these numbers on the page, from now on and wherever it adds to itself. */
  show(swaps: readonly Swap[], options: ShowOptions): void;
  /** Goes over `root` again, also over what was left alone as late. Answers how many numbers stand there. */
  rescan(root: ParentNode): number;
  /** Asks `veto` before every office from now on. */
  beforeSwap(veto: BeforeSwap): void;
  /** Puts the page's own numbers back and lets go of it. */
  restore: Undo;
}

/** Writes the numbers of an answer into the page's targets and keeps them there. */
export function createSwapper(doc: Document, emit: Emit): Swapper {
  const originals = createOriginals();
  const vetoes: BeforeSwap[] = [];
  let wanted: readonly Swap[] = [];
  let rules: TargetRule[] = [];
  let left = new WeakSet<Element>();
  let signature = '';
  const watch = watchPage(doc, (dirty) => watch.write(() => swapAll(findTargets(rules, dirty))));

  function show(swaps: readonly Swap[], { late, isRenewal }: ShowOptions): void {
    const next = JSON.stringify(swaps, ['office', 'selectors', 'replaces', 'number']);
    if (next !== signature) watch.write(originals.restore);
    signature = next;
    wanted = swaps;
    rules = swaps.filter(isAllowed).map((swap) => toRule(doc, swap, emit));
    if (!isRenewal) left = new WeakSet();
    if (rules.length === 0) {
      watch.stop();
      return;
    }
    watch.start();
    if (!isRenewal && late !== 'always') {
      for (const target of below(doc).keys()) if (late === 'never' || isSeen(target)) left.add(target);
    }
    scan(doc);
  }

  function below(root: ParentNode): Map<Element, Swap> {
    return findTargets(rules, new Map([[root, true]]));
  }

  function scan(root: ParentNode): number {
    let standing = 0;
    watch.write(() => {
      const skips = new Map<string, RingletEvents['swap_skipped']>();
      standing = swapAll(below(root), skips);
      for (const skip of skips.values()) emit('swap_skipped', skip);
    });
    return standing;
  }

  /** `skips` takes the offices that could not be shown; an observer's small rounds would only repeat it. */
  function swapAll(targets: Map<Element, Swap>, skips?: Map<string, RingletEvents['swap_skipped']>): number {
    const places = new Map<Swap, number>();
    let standing = 0;
    for (const [target, swap] of targets) {
      const before = originals.writes();
      const parts = left.has(target) ? null : collectParts(target, selectorOf(rules));
      const count = parts && swapParts(parts, swap, originals);
      const { office } = swap;
      const reason = parts ? 'no_number' : 'late';
      if (count === null) skips?.set(reason + office, { reason, office });
      else standing += count;
      if (originals.writes() > before) places.set(swap, (places.get(swap) ?? 0) + (count ?? 0));
    }
    for (const [{ office, number, kind }, count] of places)
      emit('swap', { office, number, kind, places: count });
    return standing;
  }

  function isAllowed({ office, number, kind }: Swap): boolean {
    const isVetoed = vetoes.some((veto) => veto({ office, number, kind }) === false);
    if (isVetoed) emit('swap_skipped', { reason: 'veto', office });
    return !isVetoed;
  }

  return {
    show,
    rescan(root) {
      for (const target of below(root).keys()) left.delete(target);
      return scan(root);
    },
    beforeSwap(veto) {
      vetoes.push(veto);
      signature = '';
      show(wanted, { late: 'always', isRenewal: true });
    },
    restore: () => show([], { late: 'always', isRenewal: false }),
  };
}

/** How many numbers of a target are to stand as wanted, or null if none was surely meant. */
function swapParts({ texts, links }: TargetParts, change: NumberChange, originals: Originals): number | null {
  const { replaces, number } = change;
  const edits = planText(joinTexts(texts, originals), change);
  const phones = links.flatMap((link) => {
    const spelling = readPhoneLink(originals.read(link));
    return spelling ? [{ link, isMeant: replaces.some((other) => isSpellingOf(spelling, other)) }] : [];
  });
  const equal = phones.filter(({ isMeant }) => isMeant);
  const meant = phones.length === 1 ? phones : equal;
  if (!edits && meant.length === 0) return null;
  for (const { link } of meant) originals.write(link, planPhoneLink(originals.read(link), number));
  applyEdits(texts, edits ?? [], originals);
  return (edits?.length ?? 0) + meant.length;
}

/** Above the lower edge of the window: in view, or scrolled past. */
function isSeen(element: Element): boolean {
  const { width, height, top } = element.getBoundingClientRect();
  return width > 0 && height > 0 && top < innerHeight;
}
