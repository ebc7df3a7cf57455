import type { OfficeOccupancy } from '../../rpc/pool-rpc.ts';

/** What the numbers of one office do at an instant. It looks at every row: for people who ask, not for page views. */
export type NumberCounts = Pick<OfficeOccupancy, 'numbers' | 'free' | 'held' | 'resting' | 'draining'>;

export function countNumbers(sql: SqlStorage, office: string, now: number): NumberCounts {
  const [row] = sql
    .exec<NumberCounts>(
      `SELECT count(*) FILTER (WHERE draining = 0) AS numbers,
              count(*) FILTER (WHERE draining = 0 AND expires_at > ?2) AS held,
              count(*) FILTER (WHERE draining = 0 AND expires_at <= ?2
                               AND max(rest_until, usable_from) <= ?2) AS free,
              count(*) FILTER (WHERE draining = 0 AND expires_at <= ?2
                               AND max(rest_until, usable_from) > ?2) AS resting,
              count(*) FILTER (WHERE draining = 1 AND expires_at > ?2) AS draining
       FROM numbers WHERE office = ?1`,
      office,
      now,
    )
    .toArray();
  return row ?? { numbers: 0, free: 0, held: 0, resting: 0, draining: 0 };
}
