import type { PrivacyInput } from '../../../../shared/contract/admin/privacy.ts';
import type { Timers } from '../../timers.ts';
import { PrivacyStore } from './privacy-store.ts';

/** Rows of an export that one answer shows. */
const SHOWN_ROWS = 50;

/** Takes requests in, and shows what was found. What is done about them the runner does, behind the answer. */
export class PrivacyDesk {
  readonly #store: PrivacyStore;
  readonly #timers: Pick<Timers, 'set'>;
  /** Stands for the telephone of this request: its MAC, which is made before the request is handled. */
  readonly subject: string | null;

  constructor(sql: SqlStorage, timers: Pick<Timers, 'set'>, subject: string | null) {
    this.#store = new PrivacyStore(sql);
    this.#timers = timers;
    this.subject = subject;
  }

  /** Call inside the transaction that keeps the request. */
  begin(id: string, { action, phone }: PrivacyInput, now: number): void {
    const start = { targets: [], step: 0, skip: 0, round: 0, erased: 0 };
    this.#store.save({ id, action, phone, ...start });
    this.#timers.set('privacy', id, now);
  }

  read(id: string, after: number) {
    const rows = this.#store.readFound(id, after, SHOWN_ROWS);
    const items = rows.slice(0, SHOWN_ROWS).map(({ n: _, ...row }) => row);
    const last = rows.length > SHOWN_ROWS ? rows[SHOWN_ROWS - 1] : undefined;
    return { items, nextCursor: last ? String(last.n) : null };
  }
}
