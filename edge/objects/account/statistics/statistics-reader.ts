import { hourOf, WEEK_MS } from '../../../domain/statistics.ts';
import { fieldSql, type NumberActivity } from '../entity-store.ts';

const NUMBER = fieldSql('number');
const START = fieldSql('startedAt');

type ActivityRow = {
  number: string;
  issues: number;
  last_issue: number | null;
  calls: number;
  last_call: number | null;
};

/** What the account can say of visits and calls. */
export class StatisticsReader {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
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
