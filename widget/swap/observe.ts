import { DIGIT } from '../../shared/phone.ts';
import type { Originals, Place } from './apply.ts';
import { addJob, addTargets, isMarked, type Jobs, MARKS, type Rules } from './targets.ts';
import { ATTRIBUTES } from './units.ts';

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
  for (const { type, target, addedNodes, attributeName: name } of records) {
    const place = name ? (target as Element).getAttributeNode(name) : target;
    const isDirty = name ? (target as Element).matches(MARKS) : type !== 'childList';
    for (const node of isDirty && !isOurs(place as Place) ? [target] : addedNodes) {
      const element = node instanceof Element ? node : null;
      const isWorth = DIGIT.test(node.textContent as string) || (element && isMarked(element));
      if (!isWorth || !node.isConnected) continue;
      addJob(jobs, rules, node);
      if (element) addTargets(jobs, rules, element);
    }
  }
  return jobs;
}
