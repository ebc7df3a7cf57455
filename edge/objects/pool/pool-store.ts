import type { Touch } from '../../../shared/touch.ts';
import type { PoolNumber } from '../../domain/lease.ts';
import { freeAt } from '../../domain/lease.ts';
import type { PoolConfig, PoolOffice } from '../../domain/site-model.ts';
import type { Holder, PoolHolder } from '../../rpc/pool-rpc.ts';

type NumberRow = {
  e164: string;
  office: string;
  draining: number;
  usable_from: number;
  visitor: string | null;
  expires_at: number;
  rest_until: number;
};

type SegmentRow = {
  id: number;
  number: string;
  office: string;
  visitor: string;
  session: string;
  touch: string | null;
  from_at: number;
  until_at: number;
  fence: number;
};

export interface NewSegment {
  number: string;
  office: string;
  visitor: string;
  session: string;
  touch: string | null;
  page: string;
  fromAt: number;
  untilAt: number;
  fence: number;
}

/** A number that changes hands every minute has fewer holders in the longest window anybody asks for. */
const MAX_HOLDERS = 2_000;

const NUMBER_COLUMNS = 'e164, office, draining, usable_from, visitor, expires_at, rest_until';

/** The SQL of a pool. Nothing here decides. */
export class PoolStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Without the numbers, which are rows: reading it costs the same for ten and for ten thousand. */
  readConfig(): PoolConfig | null {
    const [row] = this.#sql.exec<{ body: string }>('SELECT body FROM config').toArray();
    return row ? (JSON.parse(row.body) as PoolConfig) : null;
  }

  /** Numbers that the configuration no longer names are draining from now on. */
  writeConfig(config: PoolConfig): void {
    this.#sql.exec(
      `INSERT INTO config (id, version, body) VALUES (1, ?1, ?2)
       ON CONFLICT (id) DO UPDATE SET version = ?1, body = ?2`,
      config.version,
      JSON.stringify({ ...config, offices: config.offices.map((office) => ({ ...office, numbers: [] })) }),
    );
    this.#sql.exec('UPDATE numbers SET draining = 1');
    for (const office of config.offices) this.#writeOffice(office);
  }

  #writeOffice({ office, numbers }: PoolOffice): void {
    numbers.forEach(({ e164, usableFrom }, position) => {
      this.#sql.exec(
        `INSERT INTO numbers (e164, office, position, draining, usable_from) VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (e164) DO UPDATE SET office = ?2, position = ?3, draining = 0, usable_from = ?4`,
        e164,
        office,
        position,
        usableFrom,
      );
    });
  }

  /** When each draining number may go elsewhere, epoch ms. */
  freeAtOfDraining(now: number): Record<string, number> {
    const rows = this.#sql
      .exec<{ e164: string; rest_until: number }>('SELECT e164, rest_until FROM numbers WHERE draining = 1')
      .toArray();
    return Object.fromEntries(rows.map((row) => [row.e164, freeAt({ restUntil: row.rest_until }, now)]));
  }

  /** The last number this visitor had in this office, with its last segment. */
  lastOf(office: string, visitor: string): { number: PoolNumber; segment: SegmentRow } | null {
    const [segment] = this.#sql
      .exec<SegmentRow>(
        'SELECT * FROM segments WHERE office = ? AND visitor = ? ORDER BY id DESC LIMIT 1',
        office,
        visitor,
      )
      .toArray();
    if (!segment) return null;
    const [row] = this.#sql
      .exec<NumberRow>(`SELECT ${NUMBER_COLUMNS} FROM numbers WHERE e164 = ?`, segment.number)
      .toArray();
    // A number that now belongs to another office is, for this one, on its way out.
    return row ? { number: toNumber(row, row.office !== office), segment } : null;
  }

  /** Of the free numbers the one that became free first: here, or after its rest in another campaign. */
  nextFree(office: string, now: number): PoolNumber | null {
    const [row] = this.#sql
      .exec<NumberRow>(
        `SELECT ${NUMBER_COLUMNS} FROM numbers
         WHERE office = ?1 AND draining = 0 AND max(rest_until, usable_from) <= ?2 AND expires_at <= ?2
         ORDER BY max(rest_until, usable_from), position LIMIT 1`,
        office,
        now,
      )
      .toArray();
    return row ? toNumber(row, false) : null;
  }

  /**
   * No number of an exhausted office is free before this instant, epoch ms; null if it has none. Numbers that rest are
   * in the order of the index, so that one row of it speaks for all of them.
   */
  freeNotBefore(office: string, now: number): number | null {
    const [row] = this.#sql
      .exec<{ at: number | null }>(
        `SELECT min(at) AS at FROM (
           SELECT min(max(usable_from, expires_at)) AS at FROM numbers
             WHERE office = ?1 AND draining = 0 AND rest_until <= ?2
           UNION ALL
           SELECT min(rest_until) AS at FROM numbers WHERE office = ?1 AND draining = 0 AND rest_until > ?2
         )`,
        office,
        now,
      )
      .toArray();
    return row?.at ?? null;
  }

  promise(e164: string, visitor: string, expiresAt: number, restUntil: number): void {
    this.#sql.exec(
      'UPDATE numbers SET visitor = ?2, expires_at = ?3, rest_until = ?4 WHERE e164 = ?1',
      e164,
      visitor,
      expiresAt,
      restUntil,
    );
  }

  nextFence(): number {
    const [row] = this.#sql
      .exec<{ value: number }>(
        `INSERT INTO fence (id, value) VALUES (1, 1)
         ON CONFLICT (id) DO UPDATE SET value = value + 1 RETURNING value`,
      )
      .toArray();
    return row?.value ?? 0;
  }

  openSegment(segment: NewSegment): void {
    this.#sql.exec(
      `INSERT INTO segments (number, office, visitor, session, touch, page, from_at, until_at, fence)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      segment.number,
      segment.office,
      segment.visitor,
      segment.session,
      segment.touch,
      segment.page,
      segment.fromAt,
      segment.untilAt,
      segment.fence,
    );
  }

  endSegment(id: number, untilAt: number): void {
    this.#sql.exec('UPDATE segments SET until_at = ? WHERE id = ?', untilAt, id);
  }

  /** A number's segments never overlap, so only the last one that began by then is looked at. */
  holderAt(number: string, at: number): Holder | null {
    const [row] = this.#sql
      .exec<SegmentRow>(
        'SELECT * FROM segments WHERE number = ? AND from_at <= ? ORDER BY from_at DESC, id DESC LIMIT 1',
        number,
        at,
      )
      .toArray();
    if (!row || row.until_at <= at) return null;
    const { visitor, session, office, from_at: from, until_at: until, fence } = row;
    return { visitor, session, office, from, until, fence };
  }

  /** Who was promised a number at any instant of the stretch (epoch ms, both inclusive), the latest first. */
  holdersBetween(number: string, from: number, to: number): PoolHolder[] {
    return this.#sql
      .exec<SegmentRow>(
        `SELECT * FROM segments WHERE number = ?1 AND from_at <= ?3 AND until_at >= ?2
         ORDER BY from_at DESC LIMIT ?4`,
        number,
        from,
        to,
        MAX_HOLDERS,
      )
      .toArray()
      .map((row) => ({
        visitor: row.visitor,
        session: row.session,
        office: row.office,
        touch: row.touch === null ? null : (JSON.parse(row.touch) as Touch),
        from: row.from_at,
        until: row.until_at,
        fence: row.fence,
      }));
  }

  /** Forgets segments that ended before `before`, at most `limit`; tells how many went. */
  forgetSegments(before: number, limit: number): number {
    return this.#sql
      .exec(
        'DELETE FROM segments WHERE id IN (SELECT id FROM segments WHERE until_at < ? LIMIT ?) RETURNING id',
        before,
        limit,
      )
      .toArray().length;
  }
}

function toNumber(row: NumberRow, isElsewhere: boolean): PoolNumber {
  return {
    e164: row.e164,
    draining: row.draining === 1 || isElsewhere,
    usableFrom: row.usable_from,
    visitor: row.visitor,
    expiresAt: row.expires_at,
    restUntil: row.rest_until,
  };
}
