import type { PrivacyLine } from '../../../../shared/contract/admin/privacy.ts';
import { PRIVACY_BUSY_MS, PRIVACY_FOUND_MS } from '../../../domain/limits.ts';
import { DATA_MAP } from '../../../domain/privacy/data-map.ts';
import type { PersonAnswer, PersonArgs } from '../../../rpc/person-rpc.ts';
import type { ObjectClock } from '../../object-clock.ts';
import { searchTables } from '../../privacy/search-tables.ts';
import type { Timers } from '../../timers.ts';
import type { AccountStore } from '../account-store.ts';
import type { EntityStore } from '../entity-store.ts';
import type { EventLog } from '../events/event-log.ts';
import { type PrivacyJob, PrivacyStore } from './privacy-store.ts';

/** Asks another object of the account; null for one that keeps nothing of visitors. */
export type AskObject = (name: string, args: PersonArgs) => Promise<PersonAnswer | null>;

/** Takes the uses of a telephone by these orders out of the guard; answers how many there were. */
export type AskGuard = (phone: string, orders: readonly string[], forget: boolean) => Promise<number>;

export interface PrivacyParts {
  storage: DurableObjectStorage;
  account: AccountStore;
  entities: EntityStore;
  events: EventLog;
  timers: Timers;
  clock: ObjectClock;
  askObject: AskObject;
  askGuard: AskGuard;
}

/** The account itself, and the guard, stand among the objects under these names. */
const OWN = 'account';
const GUARD = 'guard';

/**
 * Does what persons have asked for, object by object, each step stored with what came of it: a crash repeats one step at
 * most. An erasure goes round until a whole round finds nothing more, because what was on its way from one object to
 * another may arrive behind it. Where a call is under way it comes back later.
 */
export class PrivacyRunner {
  readonly #parts: PrivacyParts;
  readonly #store: PrivacyStore;

  constructor(parts: PrivacyParts) {
    this.#parts = parts;
    this.#store = new PrivacyStore(parts.storage.sql);
  }

  /** The handler of the timer of a request. @throws Error if an object cannot be reached: the timer tries again */
  async run(id: string): Promise<void> {
    const { storage, timers, clock } = this.#parts;
    let isBusy = false;
    for (;;) {
      const job = this.#store.find(id);
      if (!job) return this.#forgetFound(id);
      const target = job.targets[job.step];
      if (target === undefined) {
        if (isBusy) {
          storage.transactionSync(() => this.#begin(job));
          timers.set('privacy', id, clock.now() + PRIVACY_BUSY_MS);
          return;
        }
        if (storage.transactionSync(() => this.#turn(job))) return;
        continue;
      }
      const answer = await this.#ask(job, target);
      isBusy ||= answer.isBusy;
      storage.transactionSync(() => this.#keep(id, target, answer));
    }
  }

  /** A round is over: what is next. True if nothing is. */
  #turn(job: PrivacyJob): boolean {
    const isOver = job.round > 0 && (job.action === 'export' || job.erased === 0);
    if (isOver) this.#end(job);
    else this.#begin(job);
    return isOver;
  }

  /** What holds orders first, then what they are told to, then the account, which is told by all of them. */
  #begin(job: PrivacyJob): void {
    const { id } = this.#parts.account.read();
    const of = (kind: string) => this.#store.listObjects(`${kind}:${id}:`);
    const targets = [GUARD, ...of('callback'), `sim:${id}`, ...of('pool'), ...of('delivery'), OWN];
    this.#store.save({ ...job, targets, step: 0, skip: 0, erased: 0, round: job.round + 1 });
  }

  async #ask(job: PrivacyJob, target: string): Promise<PersonAnswer> {
    const { action, phone, skip } = job;
    const nothing: PersonAnswer = { lines: [], rows: [], isMore: false, isBusy: false };
    if (target === GUARD) return this.#askGuard(job);
    if (target !== OWN) {
      return (await this.#parts.askObject(target, { action, phone, skip })) ?? nothing;
    }
    return this.#parts.storage.transactionSync(() => {
      if (action === 'erase') this.#barCalls(phone);
      return searchTables(this.#parts.storage.sql, DATA_MAP.account, { action, phone, skip });
    });
  }

  async #askGuard({ action, phone }: PrivacyJob): Promise<PersonAnswer> {
    const { askGuard, storage } = this.#parts;
    const orders = storage.sql
      .exec<{ id: string }>(
        `SELECT id FROM entities WHERE kind IN ('callbacks', 'leads') AND json_extract(body, '$.phone') = ?`,
        phone,
      )
      .toArray()
      .map(({ id }) => id);
    const found = orders.length === 0 ? 0 : await askGuard(phone, orders, action === 'erase');
    const line = { table: 'uses', found, erased: action === 'erase' ? found : 0 };
    return { lines: found > 0 ? [line] : [], rows: [], isMore: false, isBusy: false };
  }

  /** What a provider still tells of an erased call must not bring it back. */
  #barCalls(phone: string): void {
    const { storage, events, clock } = this.#parts;
    const calls = storage.sql
      .exec<{ id: string }>(
        `SELECT id FROM entities WHERE kind = 'calls' AND json_extract(body, '$.caller') = ?
           AND json_extract(body, '$.status') NOT IN ('ringing', 'talking')`,
        phone,
      )
      .toArray();
    for (const { id } of calls) events.remember(`erased:${id}`, clock.now());
  }

  #keep(id: string, target: string, answer: PersonAnswer): void {
    const job = this.#store.find(id);
    const request = this.#parts.entities.get('privacy', id);
    if (!job || !request) return;
    const object = kindOf(target);
    this.#store.keepFound(
      id,
      answer.rows.map((row) => ({ object, ...row })),
    );
    // What is busy keeps this round from being the last one, also when it is cut short.
    const erased = answer.lines.reduce((sum, line) => sum + line.erased, answer.isBusy ? 1 : 0);
    const isPast = !answer.isMore;
    const step = isPast ? job.step + 1 : job.step;
    const skip = isPast ? 0 : job.skip + answer.rows.length;
    this.#store.save({ ...job, step, skip, erased: job.erased + erased });
    const report = answer.lines.reduce((lines, line) => addLine(lines, { object, ...line }), request.report);
    const progress = { done: step, of: job.targets.length };
    this.#parts.entities.save('privacy', { ...request, report, progress }, this.#parts.clock.stamp());
  }

  #end({ id, action }: PrivacyJob): void {
    const { entities, clock, timers } = this.#parts;
    const now = clock.stamp();
    const request = entities.get('privacy', id);
    this.#store.remove(id);
    if (!request) return;
    const expiresAt = action === 'export' ? now + PRIVACY_FOUND_MS : null;
    entities.save('privacy', { ...request, status: 'done', endedAt: now, expiresAt }, now);
    if (expiresAt !== null) timers.set('privacy', id, expiresAt);
  }

  /** An export has been there long enough to be read. */
  #forgetFound(id: string): void {
    const expiresAt = this.#parts.entities.get('privacy', id)?.expiresAt ?? 0;
    if (expiresAt <= this.#parts.clock.now()) this.#store.forgetFound(id);
  }
}

/** `callback:k3m9p2w7xa:w…` → `callback`. */
function kindOf(target: string): string {
  const kind = target.split(':')[0] ?? '';
  return kind === 'sim' ? 'simulator' : kind;
}

function addLine(lines: readonly PrivacyLine[], line: PrivacyLine): PrivacyLine[] {
  const isSame = (one: PrivacyLine) => one.object === line.object && one.table === line.table;
  const known = lines.find(isSame);
  if (!known) return [...lines, line];
  const sum = { ...line, found: known.found + line.found, erased: known.erased + line.erased };
  return lines.map((one) => (isSame(one) ? sum : one));
}
