import { describe, expect, it } from 'vitest';
import { ScenarioSchema } from '../../shared/contract/admin/scenario.ts';
import { ScheduleInputSchema } from '../../shared/contract/admin/schedule.ts';
import { RETRY_OUTCOMES } from '../../shared/retry-outcomes.ts';

const faultsOf = (input: unknown) =>
  ScenarioSchema.safeParse(input).error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a scenario', () => {
  it('begins with what the customer’s pictures show (S1-41, S1-44, S1-47, S1-50, S1-52, S1-54)', () => {
    expect(ScenarioSchema.parse({})).toMatchObject({
      order: 'manager_first',
      smartCall: { on: true, connect: '5', cancel: '7' },
      promptRepeats: 16,
      successS: 30,
      retries: { on: RETRY_OUTCOMES },
      delays: { managerS: 3, extensionS: 3, visitorS: 3, ivrS: 3 },
    });
  });

  it('never gives one digit to two actions (S1-48)', () => {
    expect(faultsOf({ smartCall: { connect: '1', cancel: '1', tag: '4', nightTag: '4' } })).toEqual([
      ['smartCall.cancel', '1 does something else already'],
      ['smartCall.nightTag', '4 does something else already'],
    ]);
    expect(faultsOf({ smartCall: { info: 'auto', cancel: null, reschedule: '7' } })).toBeUndefined();
  });

  it('takes a list of outcomes of any length, none too (S1-52)', () => {
    expect(ScenarioSchema.parse({ retries: { on: [] } }).retries.on).toEqual([]);
    expect(faultsOf({ retries: { on: ['busy'] } })?.[0]?.[0]).toBe('retries.on.0');
  });
});

describe('a schedule', () => {
  const faults = (input: object) =>
    ScheduleInputSchema.safeParse({ name: 'Hours', timeZone: 'Europe/Moscow', ...input }).error?.issues.map(
      ({ path }) => path.join('.'),
    );

  it.each([
    [{ timeZone: 'Moscow' }, 'timeZone'],
    [{ week: { mon: [{ from: '09:15', to: '10:00' }] } }, 'week.mon.0.from'],
    [{ week: { mon: [{ from: '10:00', to: '10:00' }] } }, 'week.mon.0.to'],
    [{ specialDays: [{ dates: ['2026-02-30'] }] }, 'specialDays.0.dates.0'],
    [{ intervalMin: 0 }, 'intervalMin'],
  ])('names the fault of %j', (input, path) => {
    expect(faults(input)).toEqual([path]);
  });

  it('goes to the end of the day, and no further', () => {
    expect(faults({ week: { sun: [{ from: '23:30', to: '24:00' }] } })).toBeUndefined();
    expect(faults({ week: { sun: [{ from: '24:00', to: '24:30' }] } })).toContain('week.sun.0.from');
  });
});
