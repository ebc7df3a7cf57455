import type { Swap } from '../../shared/contract/swap.ts';
import type { Emit } from '../events.ts';
import { type Changes, compileChanges, PHONE_LINKS } from './plan.ts';
import { closestAround, isInline, MICRODATA, OFF } from './walk.ts';

/** Elements with an attribute that may hold a number: links, and those that name attributes to look at. */
export const MARKS = `${PHONE_LINKS},[data-ringlet-attributes]`;
/** In a target with more elements nothing but the page's own number is looked for, and only where it may be. */
const MAX_BLOCK = 300;

/** What an answer asks of the page. */
export interface Rules extends Changes {
  offices: { swap: Swap; selector: string }[];
  /** Every target of any office. */
  targets: string;
  off: string;
  /** What was found to be large: to count again after every change of the page takes long. */
  large: WeakSet<Node>;
}

/** A target, or a part of one that is large, to be looked through from `root` down. */
export interface Job {
  target: Element;
  root: ParentNode;
  /** What is new below `root`: other blocks of it need no look. */
  dirty: Node;
  isLarge: boolean;
}

/** `shown` are the numbers that an office has had on this page before: clones of an element still have them. */
export function toRules(
  doc: Document,
  swaps: readonly Swap[],
  shown: Map<string, Set<string>>,
  emit: Emit,
): Rules {
  const offices = swaps.map((swap) => ({ swap, selector: selectorOf(doc, swap, emit) }));
  const targets = offices.map(({ selector }) => selector).join();
  const list = swaps.flatMap((swap) => {
    const { office, replaces, number } = swap;
    const known = shown.get(office) ?? new Set();
    shown.set(office, known.add(number));
    return [...replaces, ...known].map((from) => ({ from, swap }));
  });
  const off = OFF + (/itemprop/.test(targets) ? '' : MICRODATA);
  return { offices, targets, off, large: new WeakSet(), ...compileChanges(list) };
}

/**
 * An office without selectors has its number found on the whole page. Selectors are typed by people, and a lone dot is
 * a usual way to say "none" (S2-27): the bad ones fall out.
 */
function selectorOf(doc: Document, { office, selectors }: Swap, emit: Emit): string {
  const good = selectors.filter((selector) => {
    try {
      // One that is cut off (`[data-a`) is good by itself, but not in a list.
      doc.querySelector(`${selector},a`);
      return true;
    } catch {
      emit('swap_skipped', { reason: 'bad_selector', office, selector });
      return false;
    }
  });
  return [`[data-ringlet-number=${JSON.stringify(office)}]`, ...(selectors[0] ? good : ['body'])].join();
}

export type Jobs = Map<ParentNode, Job>;

/**
 * Adds the target around `dirty` (or which it is), or the part of it around `dirty` if it is large; not that part if
 * none of the numbers looked for is surely in it, since nothing is guessed there.
 */
export function addJob(jobs: Jobs, { targets, off, large }: Rules, dirty: Node, isSure = true): void {
  const target = closestAround(dirty, targets);
  if (!target) return;
  // A target outside of a shadow root has no texts in it.
  let root: Node = target.contains(dirty) ? target : dirty.getRootNode();
  const isLarge = large.has(root) || count(root as ParentNode) > MAX_BLOCK;
  if (isLarge) large.add(root);
  if ((isLarge && !isSure) || closestAround(dirty, off)) return;
  if (isLarge) {
    const top = root;
    for (root = dirty; root !== top && isInline(root); ) root = root.parentNode as Node;
  }
  const part = root as ParentNode;
  jobs.set(part, { target, root: part, isLarge, dirty: isLarge && !jobs.has(part) ? dirty : part });
}

/** Browsers remember the length of a live list until the page changes. */
export function count(root: ParentNode): number {
  return ((root as Partial<Element>).getElementsByTagName?.('*') ?? root.querySelectorAll('*')).length;
}

/** Adds every target below `root`. */
export function addTargets(jobs: Jobs, rules: Rules, root: ParentNode): void {
  for (const target of root.querySelectorAll(rules.targets)) addJob(jobs, rules, target);
}
