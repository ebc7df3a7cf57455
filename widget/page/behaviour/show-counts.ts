import type { Shows } from './triggers.ts';

/** What is kept of the shows of one site in this browser. Times are epoch ms. */
export interface StoredShows extends Shows {
  /** The day that `today` counts, `2026-12-31` on the visitor's own calendar. */
  day: string;
  /** What the session began with; another one begins another session. */
  touch: string;
  /** The last sign of life. */
  seenAt: number;
}

/** The moment at which the counts are asked for. */
export interface Moment {
  now: number;
  day: string;
  touch: string;
}

export type ShowNote = 'shown' | 'scroll_call' | 'dismissed' | 'ordered';

/** As the edge counts sessions: half an hour without a sign of life ends one. */
const SESSION_IDLE_MS = 30 * 60_000;

/** The counts as they stand at a moment: a new day and a new session begin from nothing. */
export function showsAt(stored: StoredShows | null, { now, day, touch }: Moment): StoredShows {
  const isSameStay = stored?.touch === touch && now - stored.seenAt < SESSION_IDLE_MS;
  return {
    day,
    touch,
    seenAt: now,
    today: stored?.day === day ? stored.today : 0,
    inSession: isSameStay ? stored.inSession : 0,
    wasDismissed: isSameStay && stored.wasDismissed,
    hasOrdered: isSameStay && stored.hasOrdered,
    scrollCallAt: stored?.scrollCallAt ?? null,
  };
}

/** The counts after something has happened. A scroll call is a show too. */
export function countShow(shows: StoredShows, note: ShowNote): StoredShows {
  if (note === 'dismissed') return { ...shows, wasDismissed: true };
  if (note === 'ordered') return { ...shows, hasOrdered: true };
  return {
    ...shows,
    today: shows.today + 1,
    inSession: shows.inSession + 1,
    scrollCallAt: note === 'scroll_call' ? shows.seenAt : shows.scrollCallAt,
  };
}

export interface ShowCounts {
  read(): Shows;
  note(note: ShowNote): void;
  /** Somebody is there: the session goes on. */
  stay(): void;
}

/** What the counts need of the page. */
export interface CountsHost {
  site: string;
  /** True while the visitor lets things be stored. */
  mayStore(): boolean;
  moment(): Moment;
}

/**
 * The counts of this browser: in the origin's storage, where every tab sees them, while that is allowed; else in the
 * memory of this page. They are read anew each time, because another tab may have opened the widget meanwhile.
 */
export function createShowCounts({ site, mayStore, moment }: CountsHost): ShowCounts {
  const key = `_ringlet:shows:${site}`;
  let held: StoredShows | null = null;

  /** A storage that has nothing yet takes over what was held in memory. */
  function recall(): StoredShows | null {
    if (mayStore()) held = load(key) ?? held;
    else drop(key);
    return held;
  }

  function keep(shows: StoredShows): void {
    held = shows;
    if (mayStore()) save(key, shows);
  }

  return {
    read: () => showsAt(recall(), moment()),
    note: (note) => keep(countShow(showsAt(recall(), moment()), note)),
    stay() {
      // Of who has seen nothing yet, nothing is kept.
      const known = recall();
      if (known) keep(showsAt(known, moment()));
    },
  };
}

function load(key: string): StoredShows | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) as string) as StoredShows | null;
    const counts = [stored?.inSession, stored?.today, stored?.seenAt];
    return counts.every((count) => Number.isFinite(count)) ? stored : null;
  } catch {
    return null; // refused or damaged: what the page remembers counts
  }
}

function save(key: string, shows: StoredShows): void {
  try {
    localStorage.setItem(key, JSON.stringify(shows));
  } catch {
    // Refused or full: the page remembers.
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be stored nothing is.
  }
}
