import type { SlotsAnswer } from '../../shared/contract/slots.ts';

/** The time that a day is offered with: its weekday's convenient one, else its first. */
export function presetOf(day: SlotsAnswer['days'][number] | undefined): string | undefined {
  return day && (day.slots.find((slot) => slot === day.convenient) ?? day.slots[0]);
}
