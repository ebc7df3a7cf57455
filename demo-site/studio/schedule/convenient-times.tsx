import type { ScheduleInput, Weekday } from '../../../shared/contract/admin/schedule.ts';
import { DAY_NAMES } from './hours-grid.tsx';
import { TIMES } from './week-grid.ts';

interface Props {
  convenient: ScheduleInput['convenient'];
  onEdit(change: Pick<ScheduleInput, 'convenient'>): void;
}

/** When a call comes that was ordered outside the hours, by weekday; its cell works and has a clock (S1-26 to S1-29). */
export function ConvenientTimes({ convenient, onEdit }: Props) {
  return (
    <fieldset class="convenient">
      <legend>Convenient times</legend>
      <p class="muted small">
        Calls that are ordered outside the hours come then. The hour becomes working time.
      </p>
      <div class="convenient-days">
        {(Object.keys(DAY_NAMES) as Weekday[]).map((day) => (
          <label key={day}>
            <span>{DAY_NAMES[day]}</span>
            <select
              class="input"
              aria-label={`Convenient time on ${DAY_NAMES[day]}`}
              value={convenient[day] ?? ''}
              onChange={(event) =>
                onEdit({ convenient: { ...convenient, [day]: event.currentTarget.value || null } })
              }
            >
              <option value="">none</option>
              {TIMES.map((time) => (
                <option key={time} value={time}>
                  {time}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
