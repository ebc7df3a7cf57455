import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import { MAX_TALK_MS, PROMPT_MS } from '../limits.ts';
import type { WidgetConfig, WidgetOffice } from '../site-model.ts';
import type { Hours } from './hours.ts';
import type { CallbackRules } from './state.ts';

/** Offices that may be called for an order: the one that the visitor chose, or all of the widget's, in their order. */
export function officesFor(
  { offices }: Pick<WidgetConfig, 'offices'>,
  chosen: string | null,
): WidgetOffice[] {
  const one = offices.find(({ id }) => id === chosen);
  return one ? [one] : offices;
}

/** When an order is called first. Null if there is no time at which it may be. */
export function planOrder(
  when: CallbackOrder['when'],
  hours: Hours,
  now: number,
): { scheduledAt: number; isOurTime: boolean } | null {
  if (when === 'now' && hours.isWorking(now)) return { scheduledAt: now, isOurTime: false };
  const wanted = when === 'now' ? null : Date.parse(when);
  const at = wanted === null ? hours.nextConvenient(now) : hours.spread(wanted);
  return at === null ? null : { scheduledAt: at, isOurTime: at !== wanted };
}

/** Why the callbacks of a widget cannot be made at all, as the reason that those end with that wait; null if they can. */
export function whyUnable({
  offices,
  provider,
  integration,
}: Pick<WidgetConfig, 'offices' | 'provider' | 'integration'>): 'no_answer_manager' | 'provider' | null {
  if (offices.length === 0) return 'no_answer_manager';
  return provider !== 'simulator' && integration === null ? 'provider' : null;
}

/** The widget's settings as the machine reads them. */
export function rulesOf({ scenario }: WidgetConfig, lines: number, hours: Hours): CallbackRules {
  const { order, offices, smartCall, ringS, promptRepeats, successS, retries, delays } = scenario;
  return {
    order,
    offices,
    lines,
    smartCall,
    ringMs: ringS * 1000,
    promptMs: promptRepeats * PROMPT_MS,
    maxTalkMs: MAX_TALK_MS,
    successMs: successS * 1000,
    retryAfterMs: retries.afterMin.map((minutes) => minutes * 60_000),
    retryOn: retries.on,
    delaysMs: {
      manager: delays.managerS * 1000,
      visitor: delays.visitorS * 1000,
      prompt: delays.ivrS * 1000,
    },
    nextWorking: hours.nextWorking,
    isCallable: hours.isCallable,
    nextCallable: hours.nextCallable,
    spread: hours.spread,
    nextConvenient: hours.nextConvenient,
  };
}
