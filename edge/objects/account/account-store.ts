import { DEFAULT_FEATURES, type Features } from '../../../shared/contract/admin/access.ts';
import {
  type Account,
  type AccountSettings,
  DEFAULT_ALERTS,
  DEFAULT_ATTRIBUTION,
  DEFAULT_MAIL,
  DEFAULT_ORDERS,
  DEFAULT_PRIVACY,
} from '../../../shared/contract/admin/account.ts';
import type { CreateAccountArgs } from '../../rpc/account-rpc.ts';

/** The account's own document with the number of its version, which begins at 1. */
export interface StoredAccount {
  body: Account;
  revision: number;
}

type Row = {
  id: string;
  name: string;
  time_zone: string;
  country: string;
  settings: string;
  features: string;
  revision: number;
};

/** The account itself: one row. */
export class AccountStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(): StoredAccount | null {
    const [row] = this.#sql
      .exec<Row>('SELECT id, name, time_zone, country, settings, features, revision FROM account')
      .toArray();
    if (!row) return null;
    const { id, name, time_zone: timeZone, country, revision } = row;
    // What was never set follows the factory figures, also those of a newer version.
    const { attribution, alerts, mail, orders, privacy } = JSON.parse(
      row.settings,
    ) as Partial<AccountSettings>;
    const settings = {
      attribution: { ...DEFAULT_ATTRIBUTION, ...attribution },
      alerts: { ...DEFAULT_ALERTS, ...alerts },
      orders: { ...DEFAULT_ORDERS, ...orders },
      mail: { ...DEFAULT_MAIL, ...mail },
      privacy: {
        ...DEFAULT_PRIVACY,
        ...privacy,
        keepDays: { ...DEFAULT_PRIVACY.keepDays, ...privacy?.keepDays },
      },
    };
    const features = { ...DEFAULT_FEATURES, ...(JSON.parse(row.features) as Partial<Features>) };
    return { body: { id, name, timeZone, country, ...settings, features }, revision };
  }

  /** @throws Error if the account was never made */
  read(): Account {
    const account = this.find();
    if (!account) throw new Error('the account was never made');
    return account.body;
  }

  create({ id, name, timeZone, country }: CreateAccountArgs, now: number): void {
    this.#sql.exec(
      `INSERT INTO account (id, name, time_zone, country, made_as, created_at)
       VALUES (?1, ?2, ?3, ?4, json_array(?2, ?3, ?4), ?5)`,
      id,
      name,
      timeZone,
      country,
      now,
    );
  }

  /** True if the account was made with this, whatever became of it. */
  wasMadeAs({ name, timeZone, country }: CreateAccountArgs): boolean {
    const asked = 'SELECT 1 FROM account WHERE made_as = json_array(?, ?, ?)';
    return this.#sql.exec(asked, name, timeZone, country).toArray().length > 0;
  }

  /** What the operator has switched on or off; the account's settings keep their version. */
  saveFeatures(features: Features): void {
    this.#sql.exec('UPDATE account SET features = ?', JSON.stringify(features));
  }

  /** Writes a new version of the settings. */
  save({ name, timeZone, country, ...settings }: AccountSettings): void {
    this.#sql.exec(
      'UPDATE account SET name = ?, time_zone = ?, country = ?, settings = ?, revision = revision + 1',
      name,
      timeZone,
      country,
      JSON.stringify(settings),
    );
  }
}
