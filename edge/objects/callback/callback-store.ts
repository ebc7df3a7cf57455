import type { CallbackOrder, OrderDoubt } from '../../../shared/contract/callback.ts';
import { CALLBACK_STATUSES } from '../../../shared/contract/callback.ts';
import { type CallbackState, canChange, isUnderWay } from '../../domain/callback/state.ts';
import type { CallbackRecord } from '../../domain/facts.ts';
import type { WidgetConfig } from '../../domain/site-model.ts';
import { titleOfTool } from '../../domain/tools.ts';

/** One callback with everything that is kept of it. */
export interface StoredCallback {
  id: string;
  bodyHash: string;
  order: CallbackOrder;
  state: CallbackState;
  office: string | null;
  visitor: string | null;
  campaign: string | null;
  createdAt: number;
  /** Why it needed a manager's word. */
  doubts: OrderDoubt[];
}

type Row = {
  id: string;
  body_hash: string;
  order_body: string;
  state: string;
  office: string | null;
  visitor: string | null;
  campaign: string | null;
  created_at: number;
  doubts: string;
};

/** As in the index on them (callback-migrations.ts). */
const STATUS = "json_extract(state, '$.status')";
const SCHEDULED_AT = "json_extract(state, '$.scheduledAt')";
const textsOf = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(', ');
const UNDER_WAY = textsOf(CALLBACK_STATUSES.filter(isUnderWay));
const WAITING = textsOf(CALLBACK_STATUSES.filter(canChange));

/** The SQL of one widget's callbacks. Nothing here decides. */
export class CallbackStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  readConfig(): WidgetConfig | null {
    const [row] = this.#sql.exec<{ body: string }>('SELECT body FROM config').toArray();
    return row ? (JSON.parse(row.body) as WidgetConfig) : null;
  }

  /** Ignores a configuration that is not newer than the known one. */
  writeConfig(config: WidgetConfig): void {
    this.#sql.exec(
      `INSERT INTO config (id, version, body) VALUES (1, ?1, ?2)
       ON CONFLICT (id) DO UPDATE SET version = ?1, body = ?2 WHERE excluded.version > version`,
      config.version,
      JSON.stringify(config),
    );
  }

  read(id: string): StoredCallback | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM callbacks WHERE id = ?', id).toArray();
    if (!row) return null;
    return {
      id: row.id,
      bodyHash: row.body_hash,
      order: JSON.parse(row.order_body) as CallbackOrder,
      state: JSON.parse(row.state) as CallbackState,
      office: row.office,
      visitor: row.visitor,
      campaign: row.campaign,
      createdAt: row.created_at,
      doubts: JSON.parse(row.doubts) as OrderDoubt[],
    };
  }

  insert(callback: StoredCallback): void {
    this.#sql.exec(
      `INSERT INTO callbacks (id, body_hash, order_body, state, office, visitor, campaign, created_at, doubts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      callback.id,
      callback.bodyHash,
      JSON.stringify(callback.order),
      JSON.stringify(callback.state),
      callback.office,
      callback.visitor,
      callback.campaign,
      callback.createdAt,
      JSON.stringify(callback.doubts),
    );
  }

  /** Times (epoch ms) that are promised to the visitors of other callbacks, who wait for their first call. */
  listPlanned(but: string): number[] {
    return this.#sql
      .exec<{ at: number }>(
        `SELECT ${SCHEDULED_AT} AS at FROM callbacks WHERE ${STATUS} = 'planned' AND id <> ?`,
        but,
      )
      .toArray()
      .map(({ at }) => at);
  }

  /** Callbacks that wait for their time or for a word, and for which nothing rings; at most `limit`. */
  listWaiting(limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>(`SELECT id FROM callbacks WHERE ${STATUS} IN (${WAITING}) LIMIT ?`, limit)
      .toArray()
      .map(({ id }) => id);
  }

  /** How many callbacks ring or talk now, or are in the pause before. */
  countUnderWay(): number {
    const { n } = this.#sql
      .exec<{ n: number }>(
        `SELECT count(*) AS n FROM callbacks
         WHERE ${STATUS} IN (${UNDER_WAY}) OR (${STATUS} = 'due' AND json_extract(state, '$.next') IS NOT NULL)`,
      )
      .one();
    return n;
  }

  writeState(id: string, state: CallbackState): void {
    this.#sql.exec('UPDATE callbacks SET state = ? WHERE id = ?', JSON.stringify(state), id);
  }
}

/** The callback as the account lists it. */
export function toRecord(
  { id, order, state, ...stored }: StoredCallback,
  config: Pick<WidgetConfig, 'widget' | 'tools'>,
  offices: string[],
): CallbackRecord {
  return {
    id,
    widget: config.widget,
    tool: order.tool,
    toolTitle: titleOfTool(config, order.tool),
    office: stored.office,
    offices,
    phone: order.phone,
    name: order.name,
    comment: order.comment,
    status: state.status,
    reason: state.reason,
    doubts: stored.doubts,
    attempt: state.attempt,
    createdAt: stored.createdAt,
    scheduledAt: state.scheduledAt,
    changedAt: state.at,
    talkS: state.talkS,
    success: state.success,
    tags: state.tags,
    attempts: state.past,
    page: order.page.url,
    touch: order.touch,
    campaign: stored.campaign,
    visitor: stored.visitor,
    extra: order.extra,
    consent: order.consent?.given
      ? { text: order.consent.text, givenAt: stored.createdAt, page: order.page.url }
      : null,
  };
}
