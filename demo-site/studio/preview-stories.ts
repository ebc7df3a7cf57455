import type { CallbackReason, CallbackStatus } from '../../shared/contract/callback.ts';
import type { PreviewReach, PreviewStep, PreviewStory } from './preview-protocol.ts';

/** Orders that whoever tries the preview places. */
export const STORIES = {
  talks: 'They talk',
  office_silent: 'Nobody in the office answers',
  visitor_silent: 'The visitor does not answer',
  unsure: 'A manager must confirm first',
} as const;
export type StoryName = keyof typeof STORIES;

interface Still {
  label: string;
  reach: PreviewReach;
  story: PreviewStory;
}

/** Every state that a visitor can come to, held so that it can be looked at. */
export const STILLS = {
  launcher: still('Order button', 'launcher'),
  active: still('Active widget', 'active'),
  plus: still('Active+', 'plus'),
  form: still('Order form', 'form'),
  faulty: still('Form with faults', 'faulty'),
  times: still('Convenient time', 'times'),
  countdown: ordered('Counting down', 'due'),
  manager: ordered('Ringing the office', 'ringing_manager'),
  visitor: ordered('Ringing the visitor', 'ringing_visitor'),
  talking: ordered('They talk', 'talking'),
  done: ordered('Done', 'completed'),
  failed: ordered('The office did not answer', 'failed', 'no_answer_manager'),
  missed: ordered('The visitor did not answer', 'failed', 'no_answer_visitor'),
  again: ordered('Will be tried again', 'retry_planned', 'no_answer_manager'),
  planned: ordered('Planned for later', 'planned'),
  unsure: ordered('To be confirmed', 'needs_confirmation'),
  cancelled: ordered('Cancelled', 'cancelled', 'cancelled_by_visitor'),
  offline: { label: 'No connection', reach: 'ordered', story: 'lost' },
} as const satisfies Record<string, Still>;
export type StillName = keyof typeof STILLS;

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

function still(label: string, reach: PreviewReach): Still {
  return { label, reach, story: tellStory('talks') };
}

function ordered(label: string, status: CallbackStatus, reason: CallbackReason | null = null): Still {
  return { label, reach: 'ordered', story: [step(0, status, reason)] };
}

function step(
  afterS: number,
  status: CallbackStatus,
  reason: CallbackReason | null = null,
  attempt = 1,
): PreviewStep {
  return { afterMs: afterS * 1000, status, reason, attempt };
}
