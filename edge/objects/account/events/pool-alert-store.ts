import { type AlertState, alertsFrom, type PoolHour } from '../../../domain/pool-alert.ts';

/** An office of a campaign with what was counted of it lately. */
export interface WatchedPool {
  campaign: string;
  office: string;
  /** The oldest first; an hour without visits is left out. */
  hours: PoolHour[];
  state: AlertState;
}

type Row = {
  campaign: string;
  office: string;
  hour: number;
  leased: number;
  fallback: number;
  exhausted: number;
  extendedS: number;
  raised: number | null;
  alertedAt: number | null;
};

/** The SQL of pools that run dry. Nothing here decides. */
export class PoolAlertStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The offices of these campaigns that had visits lately, in one query. `now` is epoch ms. */
  list(campaigns: readonly string[], now: number): WatchedPool[] {
    const rows = this.#sql
      .exec<Row>(
        `SELECT campaign, office, hour, sum(leased) AS leased, sum(fallback) AS fallback,
           sum(exhausted) AS exhausted, sum(extended_s) AS extendedS, raised, alerted_at AS alertedAt
         FROM hourly LEFT JOIN pool_alerts USING (campaign, office)
         WHERE campaign IN (SELECT value FROM json_each(?)) AND hour >= ? AND office != ''
         GROUP BY campaign, office, hour ORDER BY campaign, office, hour`,
        JSON.stringify(campaigns),
        alertsFrom(now),
      )
      .toArray();
    const pools = new Map<string, WatchedPool>();
    for (const { campaign, office, raised, alertedAt, ...hour } of rows) {
      const key = `${campaign}/${office}`;
      const pool = pools.get(key) ?? {
        campaign,
        office,
        hours: [],
        state: { isRaised: raised === 1, alertedAt },
      };
      pool.hours.push(hour);
      pools.set(key, pool);
    }
    return [...pools.values()];
  }

  save({ campaign, office }: WatchedPool, { isRaised, alertedAt }: AlertState): void {
    this.#sql.exec(
      `INSERT INTO pool_alerts (campaign, office, raised, alerted_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (campaign, office) DO UPDATE SET raised = ?3, alerted_at = ?4`,
      campaign,
      office,
      isRaised ? 1 : 0,
      alertedAt,
    );
  }
}
