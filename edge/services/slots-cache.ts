import {
  aroundTheClock,
  describeHours,
  type HoursAnswer,
  type OpenHours,
} from '../domain/schedule/describe-hours.ts';
import type { EdgeSnapshot, EdgeWidget } from '../domain/site-model.ts';

const MINUTE_MS = 60_000;
/** Schedules with a number of days; a few kilobytes each. */
const MAX_ANSWERS = 500;

/**
 * Slots of widgets, worked out once a minute for all widgets with the same hours: these begin and end on full minutes,
 * so within one nothing changes but the present instant itself.
 */
export class SlotsCache {
  readonly #answers = new Map<string, HoursAnswer>();
  #minute = 0;

  /** `now` is epoch ms; `days` counts from today. */
  get(snapshot: EdgeSnapshot, widget: EdgeWidget, days: number, now: number): HoursAnswer {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute || this.#answers.size >= MAX_ANSWERS) this.#answers.clear();
    this.#minute = minute;
    const hours = hoursOf(snapshot, widget);
    const key = `${days} ${JSON.stringify(hours)}`;
    const answer = this.#answers.get(key) ?? describeHours(hours, { now, days });
    this.#answers.set(key, answer);
    return answer.workingNow ? { ...answer, next: new Date(now).toISOString() } : answer;
  }
}

function hoursOf({ schedules, timeZone }: EdgeSnapshot, { schedule }: EdgeWidget): OpenHours {
  return schedules[schedule ?? ''] ?? aroundTheClock(timeZone);
}
