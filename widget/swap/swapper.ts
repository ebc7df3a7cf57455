import type { Swap } from '../../shared/contract/swap.ts';
import type { Undo } from '../boundary.ts';
import type { Emit } from '../events.ts';
import { applyEdits, createOriginals, joinTexts, type Originals } from './apply.ts';
import { formIndex } from './forms.ts';
import { type PageWatch, watchPage } from './observe.ts';
import { type NumberChange, planPhoneLink, planText, readPhoneLink } from './plan.ts';
import { findTargets, type TargetRule, toRule } from './targets.ts';
import { collectParts, type TargetParts } from './walk.ts';

/** Reads as no number at all. */
const NO_PHONE = { digits: '-', plus: false };

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
  let watch: PageWatch | null = null;
  let signature = '';

  function show(swaps: readonly Swap[], { late, isRenewal }: ShowOptions): void {
    const next = JSON.stringify(
      swaps.map(({ office, selectors, replaces, number }) => [office, selectors, replaces, number]),
    );
    wanted = swaps;
    if (next !== signature) writing(originals.restore);
    signature = next;
    rules = swaps.filter(isAllowed).map((swap) => toRule(doc, swap, emit));
    if (!isRenewal) left = new WeakSet();
    if (rules.length === 0) {
      watch?.stop();
      watch = null;
      return;
    }
    watch ??= watchPage(doc, (dirty) => writing(() => swapAll(findTargets(rules, dirty))));
    if (!isRenewal && late !== 'always') {
      for (const target of findTargets(rules, doc).keys()) {
        if (late === 'never' || isSeen(target)) left.add(target);
      }
    }
    scan(doc);
  }

  function scan(root: ParentNode): number {
    let places = 0;
    writing(() => {
      places = swapAll(findTargets(rules, root), true);
    });
    return places;
  }

  /** `tells` names the offices that could not be shown; an observer's small rounds would only repeat it. */
  function swapAll(targets: Map<Element, TargetRule>, tells = false): number {
    const places = new Map<Swap, number>();
    const skips = new Set<string>();
    let standing = 0;
    for (const [target, { swap }] of targets) {
      const before = originals.writes();
      const count = left.has(target) ? 'late' : (swapTarget(target, swap) ?? 'no_number');
      if (typeof count === 'string') skips.add(`${count} ${swap.office}`);
      else standing += count;
      if (originals.writes() > before) places.set(swap, (places.get(swap) ?? 0) + Number(count));
    }
    for (const [{ office, number, kind }, count] of places)
      emit('swap', { office, number, kind, places: count });
    for (const skip of tells ? skips : []) {
      const [reason = '', office = ''] = skip.split(' ');
      emit('swap_skipped', { reason, office });
    }
    return standing;
  }

  function swapTarget(target: Element, swap: Swap): number | null {
    const parts = collectParts(target, (element) => rules.some((rule) => rule.matches(element)));
    return swapParts(parts, swap, originals);
  }

  function isAllowed({ office, number, kind }: Swap): boolean {
    const isVetoed = vetoes.some((veto) => veto({ office, number, kind }) === false);
    if (isVetoed) emit('swap_skipped', { reason: 'veto', office });
    return !isVetoed;
  }

  function writing(act: () => void): void {
    if (watch) watch.write(act);
    else act();
  }

  return {
    show,
    rescan(root) {
      for (const target of findTargets(rules, root).keys()) left.delete(target);
      return scan(root);
    },
    beforeSwap(veto) {
      vetoes.push(veto);
      signature = '';
      show(wanted, { late: 'always', isRenewal: true });
    },
    restore() {
      watch?.stop();
      watch = null;
      wanted = rules = [];
      signature = '';
      originals.restore();
    },
  };
}

/** How many numbers of a target are to stand as wanted, or null if none was surely meant. */
function swapParts({ texts, links }: TargetParts, change: NumberChange, originals: Originals): number | null {
  const edits = planText(joinTexts(texts, originals), change);
  const phones = links.filter((link) => readPhoneLink(originals.read(link)));
  const spelling = (number: string) =>
    phones.filter((link) => formIndex(readPhoneLink(originals.read(link)) ?? NO_PHONE, number) >= 0);
  const equal = change.replaces.flatMap(spelling);
  const meant = equal.length > 0 || phones.length !== 1 ? equal : phones;
  if (!edits && meant.length === 0) return null;
  for (const link of meant) originals.write(link, planPhoneLink(originals.read(link), change.number));
  applyEdits(texts, edits ?? [], originals);
  return (edits?.length ?? 0) + meant.length;
}

/** Above the lower edge of the window: in view, or scrolled past. */
function isSeen(element: Element): boolean {
  const { width, height, top } = element.getBoundingClientRect();
  return width > 0 && height > 0 && top < innerHeight;
}
