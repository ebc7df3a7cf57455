import type { Swap } from '../../shared/contract/swap.ts';
import type { Emit } from '../events.ts';
import { isElement, isShadow } from './node-kind.ts';
import { type Changes, compileChanges, PHONE_LINKS } from './plan.ts';
import { closestAround, isInline, MICRODATA, OFF } from './walk.ts';

/** Elements with an attribute that may hold a number: links, and those that name attributes to look at. */
export const MARKS = `${PHONE_LINKS},[data-ringlet-attributes]`;
/** In a target with more elements nothing but the page's own number is looked for, and only where it may be. */
const MAX_BLOCK = 300;

/** What an answer asks of the page. */
export interface Rules {
  offices: { swap: Swap; selector: string }[];
  /** Every target of any office. */
  targets: string;
  off: string;
  changes: Changes;
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
    const known = shown.get(office) ?? new Set(replaces);
    shown.set(office, known.add(number));
    return [...new Set([...replaces, ...known])].map((from) => ({ from, swap }));
  });
  return {
    offices,
    targets,
    off: OFF + (/itemprop/.test(targets) ? '' : MICRODATA),
    changes: compileChanges(list),
  };
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
export function addJob(jobs: Jobs, { targets, off }: Rules, dirty: Node, isSure = true): void {
  const parent = isElement(dirty) ? dirty : dirty.parentNode;
  const shadow = isShadow(dirty) ? dirty : isShadow(parent) ? parent : null;
  const element = shadow ? shadow.host : (parent as Element);
  const target = closestAround(element, targets);
  if (!target) return;
  let root = shadow ?? (target.contains(element) ? target : (element.getRootNode() as ShadowRoot));
  const isLarge = count(root) > MAX_BLOCK;
  if (isLarge && !isSure) return;
  if (closestAround(element, off)) return;
  if (isLarge && !shadow) {
    const top = root;
    for (root = element; root !== top && isInline(root); ) root = root.parentNode as Element;
  }
  jobs.set(root, { target, root, isLarge, dirty: isLarge && !jobs.has(root) ? dirty : root });
}

/** Browsers remember the length of a live list until the page changes. */
export function count(root: ParentNode): number {
  return (isElement(root) ? root.getElementsByTagName('*') : root.querySelectorAll('*')).length;
}

/** Adds every target below `root`. */
export function addTargets(jobs: Jobs, rules: Rules, root: ParentNode): void {
  for (const target of root.querySelectorAll(rules.targets)) addJob(jobs, rules, target);
}
