import { Temporal } from 'temporal-polyfill';

/** AutoCRM writes the dealership's wall clock and names no zone. `at` is epoch ms. */

/** `2026-12-01 12:00:00`, of bodies. */
export function writeTime(at: number, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `01.12.2026 12:00`, of filters. */
export function writeFilterTime(at: number, timeZone: string): string {
  const { year, month, day, hour, minute } = wallClock(at, timeZone);
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}`;
}

/** Epoch ms of either form, or of an ISO time; 0 for what is none. */
export function readTime(text: unknown, timeZone: string): number {
  if (typeof text !== 'string') return 0;
  const iso = text
    .trim()
    .replace(/^(\d\d)\.(\d\d)\.(\d{4})/, '$3-$2-$1')
    .replace(' ', 'T');
  try {
    if (/([zZ]|[+-]\d\d:?\d\d)$/.test(iso)) return Date.parse(iso) || 0;
    return Temporal.PlainDateTime.from(iso).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return 0;
  }
}

function wallClock(at: number, timeZone: string) {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

const two = (value: number) => String(value).padStart(2, '0');
