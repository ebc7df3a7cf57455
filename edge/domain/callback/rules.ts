import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import { MAX_TALK_MS, PROMPT_MS } from '../limits.ts';
import { type Calendar, compileCalendar } from '../schedule/calendar.ts';
import { spreadCall } from '../schedule/night-spread.ts';
import { isWorking, nextConvenient, nextWorking } from '../schedule/working-time.ts';
import type { WidgetConfig, WidgetOffice } from '../site-model.ts';
import type { CallbackRules } from './state.ts';

/** Without a schedule a call is moved to the next full hour that is at least this far away. */
const UNSCHEDULED_MS = 3_600_000;

/** When calls of a widget may come, and which times are taken. Instants are epoch ms. */
export interface Hours {
  isWorking(at: number): boolean;
  nextWorking(at: number): number | null;
  nextConvenient(after: number): number | null;
  /** The earliest time from `wanted` on that is far enough from what is planned. */
  spread(wanted: number): number | null;
}

/** `taken` gives the planned times of the widget's other callbacks; it is asked only where they count. */
export function hoursOf({ schedule }: Pick<WidgetConfig, 'schedule'>, taken: () => readonly number[]): Hours {
  if (schedule === null) {
    return {
      isWorking: () => true,
      nextWorking: (at) => at,
      nextConvenient: (after) => Math.ceil((after + UNSCHEDULED_MS) / UNSCHEDULED_MS) * UNSCHEDULED_MS,
      spread: (wanted) => wanted,
    };
  }
  const calendar: Calendar = compileCalendar(schedule);
  const spread = (wanted: number) => spreadCall(calendar, wanted, taken(), schedule.intervalMin * 60_000);
  return {
    isWorking: (at) => isWorking(calendar, at),
    nextWorking: (at) => nextWorking(calendar, at),
    nextConvenient(after) {
      const at = nextConvenient(calendar, after);
      return at === null ? null : spread(at);
    },
    spread,
  };
}

/** Offices that may be called for an order: the one that the visitor chose, or all of the widget's, in their order. */
export function officesFor(
  { offices }: Pick<WidgetConfig, 'offices'>,
  chosen: string | null,
): WidgetOffice[] {
  const one = offices.find(({ id }) => id === chosen);
  return one ? [one] : offices;
}

/** When an order is called first. Null if the schedule has no working time. */
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
    isWorking: hours.isWorking,
    nextWorking: hours.nextWorking,
    nextConvenient: hours.nextConvenient,
  };
}
