import { SAMPLES_AN_HOUR, SAMPLES_MS } from '../../../domain/limits.ts';
import { hourOf } from '../../../domain/statistics.ts';
import type { VisitSample } from '../../../domain/visit-sample.ts';

/** The draw from which on an hour of a site takes no more; no row while it still does. */
const LAST_DRAW = `SELECT draw FROM visit_samples WHERE site = ?1 AND hour = ?2
  ORDER BY draw LIMIT 1 OFFSET ${SAMPLES_AN_HOUR - 1}`;

/** The SQL of sampled visits: of each site and hour those with the lowest draws. */
export class SampleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Call inside a transaction. */
  add(samples: readonly VisitSample[]): void {
    const grown = new Map<string, { site: string; hour: number }>();
    for (const { site, campaign, draw, visit } of samples) {
      const hour = hourOf(visit.at);
      const added = this.#sql.exec(
        `INSERT OR IGNORE INTO visit_samples (site, hour, draw, campaign, visit)
         SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM (${LAST_DRAW}) WHERE draw <= ?3) RETURNING 1`,
        site,
        hour,
        draw,
        campaign,
        JSON.stringify(visit),
      );
      if (added.toArray().length > 0) grown.set(`${site}/${hour}`, { site, hour });
    }
    for (const { site, hour } of grown.values()) {
      this.#sql.exec(
        `DELETE FROM visit_samples WHERE site = ?1 AND hour = ?2 AND draw > (${LAST_DRAW})`,
        site,
        hour,
      );
    }
  }

  /** True if some are left. */
  forget(now: number): boolean {
    this.#sql.exec('DELETE FROM visit_samples WHERE hour < ?', hourOf(now - SAMPLES_MS));
    return this.#sql.exec('SELECT 1 FROM visit_samples LIMIT 1').toArray().length > 0;
  }
}
