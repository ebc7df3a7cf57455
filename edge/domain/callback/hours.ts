import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import { MAX_AHEAD_MS } from '../limits.ts';
import { compileCalendar } from '../schedule/calendar.ts';
import { calendarsOfCalled } from '../schedule/called-hours.ts';
import { isCommon, nextCommon } from '../schedule/common-time.ts';
import { spreadCall } from '../schedule/night-spread.ts';
import { isWorking, nextConvenient, nextWorking } from '../schedule/working-time.ts';
import type { WidgetConfig } from '../site-model.ts';

/** Without a schedule a call is moved to the next full hour that is at least this far away. */
const UNSCHEDULED_MS = 3_600_000;

/** When calls of a widget may come, and which times are taken. Instants are epoch ms. */
export interface Hours {
  isWorking(at: number): boolean;
  nextWorking(at: number): number | null;
  /** Working time, and none of the hours in which the called person is left alone. */
  isCallable(at: number): boolean;
  /** Null if working time and the called person's day do not meet within 31 days of the next opening. */
  nextCallable(at: number): number | null;
  /** When a call comes whose time is ours to choose: convenient, callable, and far enough from what is planned. */
  nextConvenient(after: number): number | null;
  /**
   * When a call comes that the visitor wants at `wanted`: then, if that is working time and far enough from what is
   * planned, whatever their clock shows; else at the next time at which it may.
   */
  spread(wanted: number): number | null;
}

/** `taken` gives the planned times of the widget's other callbacks; it is asked only where they count. */
export function hoursOf(
  { schedule, timeZone }: Pick<WidgetConfig, 'schedule' | 'timeZone'>,
  order: Pick<CallbackOrder, 'phone' | 'zone'>,
  taken: () => readonly number[],
): Hours {
  const office = schedule === null ? null : compileCalendar(schedule);
  const { phone, zone } = order;
  const called = { phone, zone, callersZone: schedule?.timeZone ?? timeZone };
  const intervalMs = (schedule?.intervalMin ?? 0) * 60_000;
  const calendarsAt = (at: number) => [...(office ? [office] : []), ...calendarsOfCalled(called, at)];
  const isOpen = (at: number) => office === null || isWorking(office, at);
  const nextOpen = (at: number) => (office === null ? at : nextWorking(office, at));
  const isCallable = (at: number) => isCommon(calendarsAt(at), at);
  const nextCallable = (at: number) => {
    const open = nextOpen(at);
    return open === null ? null : nextCommon(calendarsAt(open), open, open + MAX_AHEAD_MS);
  };
  const spreadFrom = (wanted: number, next: Hours['nextCallable']) =>
    office === null ? next(wanted) : spreadCall(wanted, taken(), intervalMs, next);
  const convenient = (after: number) => {
    if (office === null) return Math.ceil((after + UNSCHEDULED_MS) / UNSCHEDULED_MS) * UNSCHEDULED_MS;
    const first = nextConvenient(office, after);
    for (let at = first; at !== null && first !== null && at < first + MAX_AHEAD_MS; ) {
      if (isCallable(at)) return at;
      at = nextConvenient(office, at);
    }
    return after + 1;
  };
  return {
    isWorking: isOpen,
    nextWorking: nextOpen,
    isCallable,
    nextCallable,
    nextConvenient: (after) => spreadFrom(convenient(after), nextCallable),
    spread: (wanted) => spreadFrom(wanted, (at) => (at === wanted && isOpen(at) ? at : nextCallable(at))),
  };
}
