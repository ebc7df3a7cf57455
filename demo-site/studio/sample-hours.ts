import type { HoursMode, SlotsAnswer } from '../../shared/contract/slots.ts';

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;

/**
 * What the edge would say of the hours: a week of half hours from nine to six, from tomorrow on. `zone` is IANA, `now`
 * epoch ms on a clock of that zone.
 */
export function sampleHours(mode: HoursMode, zone: string, now: number): SlotsAnswer {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const days = Array.from({ length: 7 }, (_, i) => {
    const opensAt = midnight + (i + 1) * DAY_MS + 18 * HALF_HOUR_MS;
    const at = (halfHours: number) => new Date(opensAt + halfHours * HALF_HOUR_MS).toISOString();
    const slots = Array.from({ length: 18 }, (_, i) => at(i));
    return { date: at(0).slice(0, 10), slots, convenient: at(6) };
  });
  return {
    zone,
    workingNow: mode === 'day',
    next: days[0]?.slots[0] ?? null,
    days,
    mode,
    texts: {},
    hours: mode === 'holiday' ? null : { from: '09:00', to: '18:00' },
    shown: true,
  };
}
