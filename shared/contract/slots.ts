/** Which texts a widget shows: those of working hours, of the rest, or of a special day. */
export type HoursMode = 'day' | 'night' | 'holiday';

/** `GET /v1/widgets/{hash}/slots`: when a call can be ordered for. Instants are ISO 8601 UTC. */
export interface SlotsAnswer {
  /** IANA: the schedule's, else the account's. */
  zone: string;
  workingNow: boolean;
  /** The first instant from now on at which a call can come; null if there is none in sight. */
  next: string | null;
  /** By date of the zone (`2026-12-31`); days without a slot are left out. */
  days: { date: string; slots: string[]; convenient: string | null }[];
  /** From here on beyond the published contract: what the widget needs at that same moment. */
  mode: HoursMode;
  /** Of the special day, by language. */
  texts: Record<string, string>;
  /** Working hours of today, wall time; null on a day without. */
  hours: { from: string; to: string } | null;
  /** False: nothing is shown to this visitor now, because of the hours, the place or the address. */
  shown: boolean;
}
