import type { Originals, Place } from './apply.ts';
import { DIGIT } from './find.ts';
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

/** So many nodes that come together, and are the most of where they come to, are asked about all at once. */
const MANY = 8;

/** What the page wrote since the last report: our own writes, and what surely has no number in it, need no look. */
export function readRecords(records: readonly MutationRecord[], rules: Rules, { isOurs }: Originals): Jobs {
  const jobs: Jobs = new Map();
  const inside = `${MARKS},${rules.targets}`;
  const added = new Map<Node, Node[]>();

  /** True of what may have a number that is surely looked for, or a target. No number runs out of a block. */
  const isSure = (node: Node) =>
    (isInline(node) ? DIGIT : rules.hint).test(node.textContent as string) ||
    (isElement(node) && !!node.querySelector(inside));

  for (const { type, target, addedNodes, attributeName } of records) {
    const attribute = attributeName && (target as Element).getAttributeNode(attributeName);
    const nodes = added.get(target) ?? [];
    if (type === 'childList') added.set(target, nodes);
    else if (attribute ? (target as Element).matches(MARKS) : isSure(target))
      if (!isOurs((attribute ?? target) as Place)) addJob(jobs, rules, target);
    // Not by its iterator, which takes as long as all the rest.
    for (let i = 0; i < addedNodes.length; i++) nodes.push(addedNodes[i] as Node);
  }
  for (const [parent, nodes] of added) {
    const isMostlyNew =
      nodes.length > MANY && nodes.length * 2 > parent.childNodes.length && !isInline(parent);
    const sure =
      isMostlyNew && !isSure(parent)
        ? []
        : nodes.filter((node) => isSure(node) || (isElement(node) && node.matches(inside)));
    for (const node of sure) {
      if (!node.isConnected) continue;
      addJob(jobs, rules, node);
      if (isElement(node)) addTargets(jobs, rules, node);
    }
    // What was put there may be the second thing that looks like a number.
    if (!sure[0] && nodes.some((node) => !isInline(node))) addJob(jobs, rules, parent, false);
  }
  return jobs;
}
