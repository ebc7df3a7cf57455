import { useRef } from 'preact/hooks';
import type { ScheduleInput, Weekday } from '../../../shared/contract/admin/schedule.ts';
import { type Cell, cellsOf, setColumn, setHours } from './week-grid.ts';

export const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const DAYS = Object.keys(DAY_NAMES) as Weekday[];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SPOKEN: Readonly<Record<Cell, string>> = { on: 'working', half: 'half of it working', off: 'free' };

type Draft = Pick<ScheduleInput, 'week' | 'convenient'>;

/**
 * Seven days by 24 hours (S1-23 to S1-29): working hours are green; a clock marks the hour to which calls of the night
 * are put off, which works too. Arrows move, space and click change; with the button held a whole stretch is painted.
 */
export function HoursGrid({ draft, onEdit }: { draft: Draft; onEdit(change: Partial<Draft>): void }) {
  const table = useRef<HTMLTableElement>(null);
  const painting = useRef<boolean | null>(null);
  const cells = Object.fromEntries(DAYS.map((day) => [day, cellsOf(draft.week[day])])) as Record<
    Weekday,
    Cell[]
  >;
  const set = (day: Weekday, hours: number[], isWorking: boolean) =>
    onEdit({ week: { ...draft.week, [day]: setHours(draft.week[day], hours, isWorking) } });
  const focus = (row: number, hour: number) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${(row + 7) % 7}-${(hour + 24) % 24}"]`)?.focus();
  const onKey = (event: KeyboardEvent, row: number, hour: number) => {
    const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    focus(row + (move[0] ?? 0), hour + (move[1] ?? 0));
  };
  return (
    <div class="hours-wrap">
      <table
        ref={table}
        class="hours"
        aria-label="Working hours"
        onPointerUp={() => {
          painting.current = null;
        }}
        onPointerLeave={() => {
          painting.current = null;
        }}
      >
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Day</span>
            </th>
            {HOURS.map((hour) => {
              const isFull = DAYS.every((day) => cells[day][hour] === 'on');
              return (
                <th key={hour} scope="col">
                  <button
                    type="button"
                    class="hour-head"
                    aria-label={`${hour}:00, the whole week`}
                    aria-pressed={isFull}
                    onClick={() => onEdit({ week: setColumn(draft.week, hour, !isFull) as Draft['week'] })}
                  >
                    {String(hour).padStart(2, '0')}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, row) => {
            const isFull = cells[day].every((cell) => cell === 'on');
            const clock = draft.convenient[day];
            return (
              <tr key={day}>
                <th scope="row">
                  <button
                    type="button"
                    class="day-head"
                    aria-pressed={isFull}
                    aria-label={`${DAY_NAMES[day]}, the whole day`}
                    onClick={() => set(day, HOURS, !isFull)}
                  >
                    {DAY_NAMES[day].slice(0, 3)}
                  </button>
                </th>
                {HOURS.map((hour) => {
                  const cell = cells[day][hour] ?? 'off';
                  const isClock = clock !== null && Number(clock.slice(0, 2)) === hour;
                  return (
                    <td key={hour}>
                      <button
                        type="button"
                        class={`hour hour-${cell}${isClock ? ' hour-clock' : ''}`}
                        data-cell={`${row}-${hour}`}
                        tabIndex={row === 0 && hour === 0 ? 0 : -1}
                        aria-pressed={cell !== 'off'}
                        aria-label={`${DAY_NAMES[day]} ${hour}:00, ${SPOKEN[cell]}${isClock ? ', convenient time' : ''}`}
                        onKeyDown={(event) => onKey(event, row, hour)}
                        onPointerDown={(event) => {
                          if (event.pointerType !== 'mouse') return;
                          painting.current = cell === 'off';
                        }}
                        onPointerEnter={() => {
                          const wanted = painting.current;
                          if (wanted !== null && (cell !== 'off') !== wanted) set(day, [hour], wanted);
                        }}
                        onClick={() => set(day, [hour], cell === 'off')}
                      />
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
