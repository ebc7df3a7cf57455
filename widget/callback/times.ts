/** Instants in words, in the zone of whoever is meant; hours always as 00 to 23, digits always as Latin ones. */
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', numberingSystem: 'latn' } as const;
const DATE = { weekday: 'long', day: 'numeric', month: 'long', numberingSystem: 'latn' } as const;
const DAY_MS = 86_400_000;

/** To make one takes longer than all that it is asked; a choice of times asks a hundred times over. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** `zone` if this browser knows it, else the visitor's own. */
export function knownZone(zone: string | undefined): string {
  try {
    return formatOf('en', { timeZone: zone }).resolvedOptions().timeZone ?? 'UTC';
  } catch {
    return knownZone(undefined);
  }
}

/** `10:30`; empty for what is no instant. */
export function tellClock(instant: string, zone: string, lang: string): string {
  return tell(instant, lang, { ...CLOCK, timeZone: zone });
}

/** `Tue` and `24 Nov`, as short as a language can. */
export function tellShortDay(instant: string, zone: string, lang: string): [weekday: string, date: string] {
  const date = { day: 'numeric', month: 'short', numberingSystem: 'latn', timeZone: zone } as const;
  return [tell(instant, lang, { weekday: 'short', timeZone: zone }), tell(instant, lang, date)];
}

/** `Tuesday 24 November`. */
export function tellDate(instant: string, zone: string, lang: string): string {
  return tell(instant, lang, { ...DATE, timeZone: zone });
}

/** `Tuesday 24 November at 10:30`. */
export function tellInstant(instant: string, zone: string, lang: string): string {
  return tell(instant, lang, { ...DATE, ...CLOCK, timeZone: zone });
}

/** `tomorrow`, or the day of the week. */
export function tellDay(instant: string, zone: string, lang: string, now: number): string {
  const days = Math.round(
    (Date.parse(dateOf(instant, zone)) - Date.parse(dateOf(new Date(now).toISOString(), zone))) / DAY_MS,
  );
  if (days === 0 || days === 1) {
    return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(days, 'day');
  }
  return tell(instant, lang, days < 7 ? { weekday: 'long', timeZone: zone } : { ...DATE, timeZone: zone });
}

/** True if clocks show something else in `zone` than here at that instant. */
export function isElsewhere(instant: string, zone: string): boolean {
  return tellClock(instant, zone, 'en') !== tellClock(instant, knownZone(undefined), 'en');
}

/** `2026-11-24`, which is also how dates compare. */
function dateOf(instant: string, zone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone } as const;
  return tell(instant, 'en-CA', parts);
}

function tell(instant: string, lang: string, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? '' : formatOf(lang, options).format(at);
}

function formatOf(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(lang, options);
  formats.set(key, known);
  return known;
}
