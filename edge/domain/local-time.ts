export interface LocalTime {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** 0 to 23. */
  hour: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Tells weekday and hour of an instant (epoch ms) in an IANA time zone, summer time included. The calendar behind it
 * is costly to make, so it is made with the first instant and kept.
 */
export function localTimeIn(timeZone: string): (at: number) => LocalTime {
  let calendar: Intl.DateTimeFormat | null = null;
  return (at) => {
    calendar ??= new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    const parts = new Map(calendar.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
      hour: Number(parts.get('hour')),
    };
  };
}
