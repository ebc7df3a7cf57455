import type { Warning } from '../../../../shared/contract/admin/common.ts';
import type { Schedule, ScheduleInput } from '../../../../shared/contract/admin/schedule.ts';
import { LONG_INTERVAL_MIN } from '../../../../shared/long-interval.ts';
import { compileCalendar } from '../../../domain/schedule/calendar.ts';
import { nextWorking } from '../../../domain/schedule/working-time.ts';
import { answerChanges } from '../answer-changes.ts';
import { refuseIfNamed } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const scheduleRules: ResourceRules<'schedules'> = {
  present:
    ({ now }) =>
    (schedule) => ({ ...schedule, warnings: warningsOf(schedule, now) }),
  create: (_, { id, input }) => ({ id, ...checked(input) }),
  update: (_, { id }, input) => ({ id, ...checked(input) }),
  checkRemoval({ entities }, { id }) {
    refuseIfNamed(entities, { campaign: () => false, widget: (widget) => widget.schedule === id });
  },
  ask: (context, _question, _input, id) => ({ ...answerChanges(context, id ?? '') }),
};

function warningsOf(schedule: Schedule, now: number): Warning[] {
  const warnings: Warning[] = [];
  if (schedule.intervalMin > LONG_INTERVAL_MIN) {
    const message =
      'More than 10 minutes between calls keep the last of a night’s visitors waiting too long (S1-34).';
    warnings.push({ code: 'interval_long', path: 'intervalMin', message });
  }
  if (nextWorking(compileCalendar(schedule), now) === null) {
    const message = 'There is no working time, so no call can be ordered.';
    warnings.push({ code: 'no_hours', path: 'week', message });
  }
  return warnings;
}

/** A day can go by one set of rules only. */
function checked(input: ScheduleInput): ScheduleInput {
  const seen = new Set<string>();
  const faults = input.specialDays.flatMap(({ dates }, group) =>
    dates.flatMap((date, i) => {
      const isFirst = !seen.has(date);
      seen.add(date);
      return isFirst
        ? []
        : [{ path: `specialDays.${group}.dates.${i}`, code: 'repeated', message: 'the day is listed twice' }];
    }),
  );
  refuseFaults(faults);
  return input;
}
