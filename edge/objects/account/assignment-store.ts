import type { Assignment, AssignmentKind, KeptRelease } from '../../domain/assign-numbers.ts';

type Place = Omit<Assignment, 'number'>;
type AssignmentRow = { number: string; campaign: string; office: string; kind: string };
type ReleaseRow = { number: string; e164: string; campaign: string; free_at: number | null };

/** The SQL of number assignments and releases. Nothing here decides. */
export class AssignmentStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  listOpen(): Assignment[] {
    return this.#sql
      .exec<AssignmentRow>(
        'SELECT number, campaign, office, kind FROM number_assignments WHERE to_at IS NULL',
      )
      .toArray()
      .map((row) => ({ ...row, kind: row.kind as AssignmentKind }));
  }

  /** `e164` is the number itself: its assignments stay known after the entity is gone. */
  open({ number, campaign, office, kind }: Assignment, e164: string, now: number): void {
    this.#sql.exec(
      'INSERT INTO number_assignments (number, e164, campaign, office, kind, from_at) VALUES (?, ?, ?, ?, ?, ?)',
      number,
      e164,
      campaign,
      office,
      kind,
      now,
    );
  }

  close({ number, campaign, office, kind }: Assignment, now: number): void {
    this.#sql.exec(
      `UPDATE number_assignments SET to_at = ?
       WHERE number = ? AND campaign = ? AND office = ? AND kind = ? AND to_at IS NULL`,
      now,
      number,
      campaign,
      office,
      kind,
    );
  }

  /** The places that a number (E.164) had at some instant from `from` to `to`, epoch ms, the oldest first. */
  listPlaces(e164: string, from: number, to: number): Place[] {
    return this.#sql
      .exec<Omit<AssignmentRow, 'number'>>(
        `SELECT campaign, office, kind FROM number_assignments
         WHERE e164 = ? AND from_at <= ? AND (to_at IS NULL OR to_at > ?) ORDER BY from_at, rowid`,
        e164,
        to,
        from,
      )
      .toArray()
      .map((row) => ({ ...row, kind: row.kind as AssignmentKind }));
  }

  /** The place at an instant. A fallback may serve an office in several campaigns: then no campaign is named. */
  placeAt(e164: string, at: number): (Omit<Place, 'campaign'> & { campaign: string | null }) | null {
    const places = this.listPlaces(e164, at, at);
    const [place] = places;
    if (!place) return null;
    return places.every(({ campaign }) => campaign === place.campaign) ? place : { ...place, campaign: null };
  }

  /** True for a number that the account has or once gave out. */
  isKnown(e164: string): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM number_assignments WHERE e164 = ?1
           UNION ALL SELECT 1 FROM entities WHERE kind = 'numbers' AND json_extract(body, '$.e164') = ?1 LIMIT 1`,
          e164,
        )
        .toArray().length > 0
    );
  }

  listReleases(): KeptRelease[] {
    return this.#sql
      .exec<ReleaseRow>('SELECT number, e164, campaign, free_at FROM releases')
      .toArray()
      .map(({ free_at, ...row }) => ({ ...row, freeAt: free_at }));
  }

  /** `version` is that of the first pool configuration without the number. */
  addRelease({ number, e164, campaign, freeAt }: KeptRelease, version: number): void {
    this.#sql.exec(
      'INSERT INTO releases (number, e164, campaign, version, free_at) VALUES (?, ?, ?, ?, ?)',
      number,
      e164,
      campaign,
      version,
      freeAt,
    );
  }

  /** The pool has taken `version`. What it does not name it had never given out. Tells whether anything waited. */
  settleReleases(campaign: string, version: number, freeAt: Record<string, number>, now: number): boolean {
    const waiting = this.#sql
      .exec<{ e164: string }>(
        'SELECT e164 FROM releases WHERE campaign = ? AND version <= ? AND free_at IS NULL',
        campaign,
        version,
      )
      .toArray();
    for (const { e164 } of waiting) {
      this.#sql.exec(
        'UPDATE releases SET free_at = ? WHERE campaign = ? AND version <= ? AND e164 = ? AND free_at IS NULL',
        freeAt[e164] ?? now,
        campaign,
        version,
        e164,
      );
    }
    return waiting.length > 0;
  }

  /** Releases that are over hold nobody up any more. */
  forgetReleases(now: number): void {
    this.#sql.exec('DELETE FROM releases WHERE free_at <= ?', now);
  }
}
