import type { CallbackReason, CallbackStatus } from '../../shared/contract/callback.ts';
import type { PreviewStep } from './preview-protocol.ts';

export const STORIES = {
  talks: 'They talk',
  office_silent: 'Nobody in the office answers',
  visitor_silent: 'The visitor does not answer',
  unsure: 'A manager must confirm first',
} as const;
export type StoryName = keyof typeof STORIES;

/** How an order goes on, told in seconds so that nobody has to wait for a real one. */
export function tellStory(name: StoryName): PreviewStep[] {
  switch (name) {
    case 'talks':
      return [...reachVisitor(), step(9, 'talking'), step(15, 'completed')];
    case 'office_silent':
      return [
        step(0, 'due'),
        step(1.5, 'ringing_manager'),
        step(6, 'retry_planned', 'no_answer_manager'),
        step(9, 'ringing_manager', null, 2),
        step(13, 'failed', 'no_answer_manager', 2),
      ];
    case 'visitor_silent':
      return [...reachVisitor(), step(11, 'failed', 'no_answer_visitor')];
    case 'unsure':
      return [step(0, 'needs_confirmation')];
    default: {
      const never: never = name;
      return never;
    }
  }
}

function reachVisitor(): PreviewStep[] {
  return [
    step(0, 'due'),
    step(1.5, 'ringing_manager'),
    step(4, 'manager_answered'),
    step(5.5, 'ringing_visitor'),
  ];
}

function step(
  afterS: number,
  status: CallbackStatus,
  reason: CallbackReason | null = null,
  attempt = 1,
): PreviewStep {
  return { afterMs: afterS * 1000, status, reason, attempt };
}
