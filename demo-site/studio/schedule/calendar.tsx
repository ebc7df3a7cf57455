import { useState } from 'preact/hooks';
import type { SpecialDays } from '../../../shared/contract/admin/schedule.ts';
import { type Month, monthAfter, weeksOf } from './month.ts';

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const WEEK = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

interface Props {
  groups: readonly SpecialDays[];
  /** Dates that are being put together to a group. */
  picked: readonly string[];
  onPick(date: string): void;
}

/** Three months side by side (S1-38). Days of a group are marked; others can be picked for a new one. */
export function Calendar({ groups, picked, onPick }: Props) {
  const [start, setStart] = useState<Month>(thisMonth);
  return (
    <div class="calendar">
      <div class="row section-head">
        <button
          class="button button-small"
          type="button"
          aria-label="Earlier months"
          onClick={() => setStart(monthAfter(start, -3))}
        >
          ←
        </button>
        <button
          class="button button-small"
          type="button"
          aria-label="Later months"
          onClick={() => setStart(monthAfter(start, 3))}
        >
          →
        </button>
      </div>
      <div class="months">
        {[0, 1, 2].map((after) => (
          <MonthTable key={after} month={monthAfter(start, after)} {...{ groups, picked, onPick }} />
        ))}
      </div>
    </div>
  );
}

function MonthTable({ month, groups, picked, onPick }: Props & { month: Month }) {
  const title = MONTH.format(Date.UTC(month.year, month.month, 1));
  return (
    <table class="month">
      <caption>{title}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.join()}>
            {week.map((date, i) => (
              <td key={date ?? `none-${i}`}>
                {date && (
                  <DayButton
                    {...{ date, onPick }}
                    group={groupOf(groups, date)}
                    isPicked={picked.includes(date)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayButton(props: {
  date: string;
  group: SpecialDays | undefined;
  isPicked: boolean;
  onPick(date: string): void;
}) {
  const { date, group, isPicked } = props;
  const kind = group ? (group.hours.length > 0 ? 'working' : 'holiday') : isPicked ? 'picked' : 'plain';
  const words = group ? `, ${group.name || (kind === 'working' ? 'working day' : 'holiday')}` : '';
  return (
    <button
      type="button"
      class={`day day-${kind}`}
      aria-label={date + words}
      aria-pressed={isPicked}
      disabled={group !== undefined}
      title={group?.name}
      onClick={() => props.onPick(date)}
    >
      {Number(date.slice(8))}
    </button>
  );
}

function groupOf(groups: readonly SpecialDays[], date: string): SpecialDays | undefined {
  return groups.find(({ dates }) => dates.includes(date));
}

function thisMonth(): Month {
  const today = new Date();
  return { year: today.getFullYear(), month: today.getMonth() };
}
