import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthAfter, weeksOf } from '../../demo-site/studio/schedule/month.ts';
import { cellsOf, setColumn, setHours } from '../../demo-site/studio/schedule/week-grid.ts';

describe('the grid of working hours', () => {
  it('shows whole hours, and halves that only the API can set', () => {
    const cells = cellsOf([{ from: '09:00', to: '10:30' }]);
    expect(cells.slice(8, 12)).toEqual(['off', 'on', 'half', 'off']);
  });

  it('writes neighbouring hours as one stretch, up to midnight', () => {
    expect(setHours([], [9, 10, 13, 23], true)).toEqual([
      { from: '09:00', to: '11:00' },
      { from: '13:00', to: '14:00' },
      { from: '23:00', to: '24:00' },
    ]);
  });

  it('changes the hours that were clicked and no other', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(fc.array(hour), fc.array(hour), fc.boolean(), (set, clicked, isWorking) => {
        const before = setHours([], set, true);
        const after = cellsOf(setHours(before, clicked, isWorking));
        const wanted = cellsOf(before).map((cell, i) =>
          clicked.includes(i) ? (isWorking ? 'on' : 'off') : cell,
        );
        expect(after).toEqual(wanted);
      }),
    );
  });

  it('sets an hour for the whole week', () => {
    const free = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const week = setColumn(free, 12, true);
    expect(Object.values(week)).toEqual(Array.from({ length: 7 }, () => [{ from: '12:00', to: '13:00' }]));
    expect(setColumn(week, 12, false)).toEqual(free);
  });
});

describe('a month of the calendar', () => {
  it('begins its weeks on Monday and has every day once', () => {
    const weeks = weeksOf({ year: 2026, month: 1 });
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(weeks.flat().filter((date) => date !== null)).toHaveLength(28);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeksOf({ year: 2028, month: 1 }).flat()).toContain('2028-02-29');
  });

  it('goes over the turn of the year both ways', () => {
    expect(monthAfter({ year: 2026, month: 11 }, 2)).toEqual({ year: 2027, month: 1 });
    expect(monthAfter({ year: 2026, month: 0 }, -1)).toEqual({ year: 2025, month: 11 });
  });
});
