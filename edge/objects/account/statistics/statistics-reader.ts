import { type Counts, HOUR_MS, hourOf, WEEK_MS } from '../../../domain/statistics.ts';
import type { Visit } from '../../../domain/visit-attributes.ts';
import { STAY_COUNTERS } from '../../../domain/visit-length.ts';
import type { NumberActivity } from '../entity-bodies.ts';
import { fieldSql } from '../entity-store.ts';
import { FunnelStore } from './funnel-store.ts';

const NUMBER = fieldSql('number');
const CAMPAIGN = fieldSql('campaign');
const SUM_STAYS = STAY_COUNTERS.map((counter) => `sum(${counter}) AS ${counter}`).join(', ');
const START = fieldSql('startedAt');

type ActivityRow = {
  number: string;
  issues: number;
  last_issue: number | null;
  calls: number;
  last_call: number | null;
};

/** Sums of one office of a campaign; `office` is empty for the campaign as a whole. */
export interface OfficeSums extends Counts {
  campaign: string;
  office: string;
  /** Newcomers of the busiest hour, and that hour since the epoch. */
  peak: number;
  peakHour: number;
}

export interface CallSums {
  campaign: string | null;
  office: string | null;
  verdict: string;
  calls: number;
}

/** Hours since the epoch; `to` is not among them. */
export interface Hours {
  from: number;
  to: number;
}

/** What was counted of a site in an hour. */
export interface SiteHour {
  hour: number;
  views: number;
  sessions: number;
}

export interface KeptSample {
  /** Hours since the epoch. */
  hour: number;
  /** The campaign that won then; null for none. */
  campaign: string | null;
  visit: Visit;
}

/** What the account can say of visits and calls. */
export class StatisticsReader {
  /** Of widgets. */
  readonly funnel: FunnelStore;
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.funnel = new FunnelStore(sql);
  }

  /** What was counted of these campaigns. Beside max() SQLite answers the hour of the row that has it. */
  sumsOf(campaigns: readonly string[], { from, to }: Hours): OfficeSums[] {
    return this.#sql
      .exec<{ [K in keyof OfficeSums]: OfficeSums[K] }>(
        `SELECT campaign, office, hour AS peakHour, max(leased + fallback + exhausted) AS peak,
           sum(views) AS views, sum(sessions) AS sessions, sum(leased) AS leased, sum(renewed) AS renewed,
           sum(extended_s) AS extendedS, sum(static) AS static, sum(fallback) AS fallback,
           sum(exhausted) AS exhausted, sum(remembered) AS remembered, ${SUM_STAYS}
         FROM hourly WHERE campaign IN (SELECT value FROM json_each(?)) AND hour >= ? AND hour < ?
         GROUP BY campaign, office`,
        JSON.stringify(campaigns),
        from,
        to,
      )
      .toArray();
  }

  /** Of all campaigns of a site and of none; hours without visits are left out. */
  hoursOf(site: string, { from, to }: Hours): SiteHour[] {
    return this.#sql
      .exec<{ [K in keyof SiteHour]: SiteHour[K] }>(
        `SELECT hour, sum(views) AS views, sum(sessions) AS sessions FROM hourly
         WHERE hour >= ? AND hour < ? AND site = ? AND office = '' GROUP BY hour`,
        from,
        to,
        site,
      )
      .toArray();
  }

  /** How many samples of a site are kept, by hour. */
  sampleCounts(site: string, { from, to }: Hours): Map<number, number> {
    const rows = this.#sql.exec<{ hour: number; samples: number }>(
      'SELECT hour, count(*) AS samples FROM visit_samples WHERE site = ? AND hour >= ? AND hour < ? GROUP BY hour',
      site,
      from,
      to,
    );
    return new Map(rows.toArray().map(({ hour, samples }) => [hour, samples]));
  }

  /** Samples of a site one by one, the newest hour first. */
  *samplesOf(site: string, { from, to }: Hours): Generator<KeptSample> {
    const rows = this.#sql.exec<{ hour: number; campaign: string | null; visit: string }>(
      `SELECT hour, campaign, visit FROM visit_samples WHERE site = ? AND hour >= ? AND hour < ?
       ORDER BY hour DESC, draw`,
      site,
      from,
      to,
    );
    for (const { hour, campaign, visit } of rows) yield { hour, campaign, visit: JSON.parse(visit) };
  }

  callSums({ from, to }: Hours): CallSums[] {
    return this.#sql
      .exec<{ [K in keyof CallSums]: CallSums[K] }>(
        `SELECT ${CAMPAIGN} AS campaign, ${fieldSql('office')} AS office,
           ${fieldSql('verdict')} AS verdict, count(*) AS calls
         FROM entities WHERE kind = 'calls' AND ${START} >= ? AND ${START} < ? AND ${fieldSql('verdict')} IS NOT NULL
         GROUP BY 1, 2, 3`,
        from * HOUR_MS,
        to * HOUR_MS,
      )
      .toArray();
  }

  /** All calls that are kept, by campaign; one query for a whole page of campaigns. */
  callsOf(campaigns: readonly string[]): Map<string, number> {
    const rows = this.#sql
      .exec<{ campaign: string; calls: number }>(
        `SELECT value AS campaign,
           (SELECT count(*) FROM entities WHERE kind = 'calls' AND ${CAMPAIGN} = value) AS calls
         FROM json_each(?)`,
        JSON.stringify(campaigns),
      )
      .toArray();
    return new Map(rows.map(({ campaign, calls }) => [campaign, calls]));
  }

  /** By E.164; one query for a whole page of numbers. `now` is epoch ms. */
  activityOf(numbers: readonly string[], now: number): Map<string, NumberActivity> {
    const rows = this.#sql
      .exec<ActivityRow>(
        `SELECT value AS number,
           (SELECT coalesce(sum(issues), 0) FROM hourly_issues WHERE number = value AND hour >= ?2) AS issues,
           (SELECT last_at FROM hourly_issues WHERE number = value ORDER BY hour DESC LIMIT 1) AS last_issue,
           (SELECT count(*) FROM entities WHERE kind = 'calls' AND ${NUMBER} = value AND ${START} >= ?3) AS calls,
           (SELECT max(${START}) FROM entities WHERE kind = 'calls' AND ${NUMBER} = value) AS last_call
         FROM json_each(?1)`,
        JSON.stringify(numbers),
        hourOf(now - WEEK_MS),
        now - WEEK_MS,
      )
      .toArray();
    return new Map(
      rows.map(({ number, issues, calls, last_issue, last_call }) => [
        number,
        { lastIssueAt: toInstant(last_issue), issues, lastCallAt: toInstant(last_call), calls },
      ]),
    );
  }
}

function toInstant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
