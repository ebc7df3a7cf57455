import type { Swap } from '../../shared/contract/swap.ts';
import type { Emit } from '../events.ts';
import type { Dirty } from './observe.ts';
import { isOff } from './walk.ts';

/** One office's numbers and how to tell the elements that show them. */
export interface TargetRule {
  swap: Swap;
  selector: string;
}

/** Selectors are typed by people, and a lone dot is a usual way to say "none" (S2-27): the bad ones fall out. */
export function toRule(doc: Document, swap: Swap, emit: Emit): TargetRule {
  const { office, selectors } = swap;
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
  return { swap, selector: [`[data-ringlet-number=${JSON.stringify(office)}]`, ...good].join() };
}

/** Every target of any rule, as one selector. */
export function selectorOf(rules: readonly TargetRule[]): string {
  return rules.map(({ selector }) => selector).join();
}

/**
 * Every target in `dirty`, with the numbers of the first office that claims it. A dirty element brings the target
 * around it, and the targets below it only if they are new.
 */
export function findTargets(rules: readonly TargetRule[], dirty: Dirty): Map<Element, Swap> {
  const targets = new Map<Element, Swap>();
  const selector = selectorOf(rules);
  for (const [root, isDeep] of selector ? dirty : []) {
    const around = root instanceof Element && root.closest(selector);
    const found = isDeep ? Array.from(root.querySelectorAll(selector)) : [];
    for (const element of around ? [around, ...found] : found) {
      const rule = rules.find((one) => element.matches(one.selector));
      if (rule && !isOff(element)) targets.set(element, rule.swap);
    }
  }
  return targets;
}
