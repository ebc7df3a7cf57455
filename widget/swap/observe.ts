import { DIGIT } from '../../shared/phone.ts';
import type { Originals, Place } from './apply.ts';
import { isElement } from './node-kind.ts';
import { addJob, addTargets, type Jobs, MARKS, type Rules } from './targets.ts';
import { ATTRIBUTES } from './units.ts';
import { isInline } from './walk.ts';

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
    const text = node.textContent as string;
    const element = isElement(node) ? node : null;
    const hasInside = element && (element.querySelector(inside) ?? element.matches(inside));
    // No number runs out of a block.
    const isSure =
      hasInside || ((!element || isInline(element)) && DIGIT.test(text)) || rules.changes.hint.test(text);
    if (!isSure && element && DIGIT.test(text)) unsure.add(parent);
    if (!isSure || !node.isConnected) return;
    addJob(jobs, rules, node);
    if (element) addTargets(jobs, rules, element);
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
