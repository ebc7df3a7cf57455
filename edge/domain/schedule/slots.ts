import { Temporal } from 'temporal-polyfill';
import { type Calendar, dateAt, openingsOn } from './calendar.ts';

/** Times of one local day that a call can be ordered for. */
export interface SlotDay {
  /** `2026-12-01`, in the schedule's zone. */
  date: string;
  /** Epoch ms, in order. */
  slots: number[];
}

export interface SlotQuestion {
  /** Epoch ms; a slot lies at least `leadMin` after it. */
  now: number;
  /** From today on; those without a slot are left out. */
  days: number;
  leadMin: number;
  /** Minutes between two slots, which stand on round minutes of the wall clock. */
  stepMin: number;
}

/** What a visitor can choose from. An hour that the clock goes through twice is offered once. */
export function listSlots(calendar: Calendar, { now, days, leadMin, stepMin }: SlotQuestion): SlotDay[] {
  const earliest = now + leadMin * 60_000;
  const first = dateAt(calendar, now);
  return Array.from({ length: days }, (_, i) => first.add({ days: i })).flatMap((date) => {
    const byWall = new Map<number, number>();
    for (const { from, to } of openingsOn(calendar, date)) {
      for (let at = roundUp(calendar, from, stepMin); at < to; at += stepMin * 60_000) {
        const wall = wallMinuteOf(calendar, at);
        if (at >= earliest && !byWall.has(wall)) byWall.set(wall, at);
      }
    }
    return byWall.size > 0 ? [{ date: date.toString(), slots: [...byWall.values()] }] : [];
  });
}

function roundUp(calendar: Calendar, at: number, stepMin: number): number {
  return at + ((stepMin - (wallMinuteOf(calendar, at) % stepMin)) % stepMin) * 60_000;
}

function wallMinuteOf({ timeZone }: Calendar, at: number): number {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return hour * 60 + minute;
}
