import type { Swap } from '../../shared/contract/swap.ts';
import type { Emit } from '../events.ts';
import type { Dirty } from './observe.ts';
import { isOff } from './walk.ts';

/** One office's numbers and how to tell the elements that show them. */
export interface TargetRule {
  swap: Swap;
  selectors: string[];
  matches(element: Element): boolean;
}

/** Selectors are typed by people, and a lone dot is a usual way to say "none" (S2-27): the bad ones fall out. */
export function toRule(doc: Document, swap: Swap, emit: Emit): TargetRule {
  const selectors = [...swap.selectors, `[data-ringlet-number=${JSON.stringify(swap.office)}]`].filter(
    (selector) => {
      try {
        doc.querySelector(selector);
        return true;
      } catch {
        emit('swap_skipped', { reason: 'bad_selector', office: swap.office, selector });
        return false;
      }
    },
  );
  return { swap, selectors, matches: (element) => selectors.some((selector) => element.matches(selector)) };
}

/**
 * Every target in `where`, with the first office that claims it. A dirty element brings the target around it, and
 * the targets below it only if they are new.
 */
export function findTargets(
  rules: readonly TargetRule[],
  where: ParentNode | Dirty,
): Map<Element, TargetRule> {
  const targets = new Map<Element, TargetRule>();
  for (const [root, isDeep] of where instanceof Map ? where : new Map([[where, true]])) {
    for (const rule of rules) {
      for (const selector of rule.selectors) {
        const around = root instanceof Element ? root.closest(selector) : null;
        for (const element of [
          ...(around ? [around] : []),
          ...(isDeep ? root.querySelectorAll(selector) : []),
        ]) {
          if (targets.has(element) || isOff(element)) continue;
          targets.set(element, rules.find((other) => other.matches(element)) ?? rule);
        }
      }
    }
  }
  return targets;
}
