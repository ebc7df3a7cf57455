import type { Originals, Place } from './apply.ts';
import { toPlain } from './find.ts';
import { addJob, addTargets, type Jobs, MARKS, type Rules } from './targets.ts';
import { ATTRIBUTES } from './units.ts';
import { isElement, isInline } from './walk.ts';

/** What is watched, in the document and in each open shadow root. */
export const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ATTRIBUTES,
};

/** What the page wrote since the last report: our own writes, and texts without a digit, need no look. */
export function readRecords(records: readonly MutationRecord[], rules: Rules, { isOurs }: Originals): Jobs {
  const jobs: Jobs = new Map();
  /** Something with digits was put into these, and nothing that is surely looked for. */
  const unsure = new Set<Node>();
  const inside = `${MARKS},${rules.targets}`;

  function add(node: Node, parent: Node): void {
    const text = toPlain(node.textContent as string);
    const hasDigit = /\d/.test(text);
    const element = isElement(node) && node;
    const isSure =
      // No number runs out of a block.
      (hasDigit && (isInline(node) || rules.hint.test(text))) ||
      (element && (element.querySelector(inside) ?? element.matches(inside)));
    if (isSure) {
      if (!node.isConnected) return;
      addJob(jobs, rules, node);
      if (element) addTargets(jobs, rules, element);
    } else if (hasDigit) unsure.add(parent);
  }

  for (const { type, target, addedNodes, attributeName: name } of records) {
    const place = name ? (target as Element).getAttributeNode(name) : target;
    const isDirty = name ? (target as Element).matches(MARKS) : type !== 'childList';
    if (isDirty && !isOurs(place as Place)) add(target, target);
    for (const node of addedNodes) add(node, target);
  }
  for (const node of unsure) if (node.isConnected) addJob(jobs, rules, node, false);
  return jobs;
}
