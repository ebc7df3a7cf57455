import {
  aroundTheClock,
  describeHours,
  type HoursAnswer,
  type OpenHours,
} from '../domain/schedule/describe-hours.ts';
import type { EdgeSnapshot, EdgeWidget } from '../domain/site-model.ts';

const MINUTE_MS = 60_000;

/**
 * Slots of widgets, worked out once a minute for each snapshot: a schedule's hours begin and end on full minutes, so
 * within one nothing changes but the present instant itself.
 */
export class SlotsCache {
  readonly #answers = new WeakMap<EdgeSnapshot, Map<string, { minute: number; answer: HoursAnswer }>>();

  /** `now` is epoch ms; `days` counts from today. */
  get(snapshot: EdgeSnapshot, widget: EdgeWidget, days: number, now: number): HoursAnswer {
    const answers = this.#answers.get(snapshot) ?? new Map();
    this.#answers.set(snapshot, answers);
    const key = `${widget.hash} ${days}`;
    const minute = Math.floor(now / MINUTE_MS);
    const known = answers.get(key);
    const answer: HoursAnswer =
      known?.minute === minute ? known.answer : describeHours(hoursOf(snapshot, widget), { now, days });
    if (known?.answer !== answer) answers.set(key, { minute, answer });
    return answer.workingNow ? { ...answer, next: new Date(now).toISOString() } : answer;
  }
}

function hoursOf({ schedules, timeZone }: EdgeSnapshot, { schedule }: EdgeWidget): OpenHours {
  return schedules[schedule ?? ''] ?? aroundTheClock(timeZone);
}
