import { RETRY_OUTCOMES } from '../../../shared/retry-outcomes.ts';

/** What a leg ended with, by the codes of SIP and those that telephone exchanges add to them. */
const ENDS: Readonly<Record<string, string>> = {
  0: 'hung up early',
  1: 'the call was cut off',
  403: 'forbidden by the operator',
  404: 'no such number',
  406: 'not acceptable',
  408: 'timed out',
  461: 'declined by the network',
  480: 'unavailable',
  484: 'incomplete number',
  486: 'busy',
  487: 'did not answer',
  500: 'operator’s fault',
  503: 'no line was free',
  504: 'the operator did not answer',
  600: 'busy everywhere',
  603: 'declined',
  720: 'the exchange gave up',
};

export const OUTCOME_GROUPS = {
  manager: 'The manager was not reached',
  visitor: 'The manager answered, the visitor was not reached',
} as const;
export type OutcomeGroup = keyof typeof OUTCOME_GROUPS;

/** Whose end it was: `200-486` is the visitor's, `486-0` the manager's. */
export function groupOf(outcome: string): OutcomeGroup {
  return outcome.startsWith('200-') ? 'visitor' : 'manager';
}

/** `200-486` → `busy`. A pair that the list does not know is named by its codes alone. */
export function nameOf(outcome: string): string {
  const [manager = '', visitor = ''] = outcome.split('-');
  const group = groupOf(outcome);
  if (outcome === '200-0') return 'the manager hung up before the visitor was called';
  return ENDS[group === 'visitor' ? visitor : manager] ?? outcome;
}

/** Every outcome that can be chosen: the list of S1-52, and what was set by the API beside it. */
export function choicesOf(chosen: readonly string[], group: OutcomeGroup): string[] {
  return [...new Set<string>([...RETRY_OUTCOMES, ...chosen])].filter((outcome) => groupOf(outcome) === group);
}
