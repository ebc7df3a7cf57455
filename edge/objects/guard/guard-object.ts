import type { GuardVerdict, Reservation } from '../../domain/abuse.ts';
import { FORGET_USES_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { logError } from '../../log.ts';
import type { GuardRpc } from '../../rpc/object-rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { guardMigrations } from './guard-migrations.ts';
import { GuardStore } from './guard-store.ts';

const FORGET_AT_ONCE = 5_000;

/**
 * One of the fixed shards that know how much is too much. It does not know what its counters mean: limits come with
 * each question, and a question is answered and counted in one synchronous transaction, so that no number of orders
 * at once gets past a cap, and what was counted stays counted.
 */
export class GuardObject extends OperatedObject implements GuardRpc {
  readonly #storage: DurableObjectStorage;
  readonly #store: GuardStore;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [clockMigrations, timerMigrations, guardMigrations]);
    this.#store = new GuardStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    this.#timers.arm();
  }

  async reserve(reservation: Reservation): Promise<{ verdict: GuardVerdict }> {
    return { verdict: this.#storage.transactionSync(() => this.#reserve(reservation)) };
  }

  async usesOf(args: Parameters<GuardRpc['usesOf']>[0]): Promise<{ uses: number }> {
    return { uses: this.#storage.transactionSync(() => this.#store.usesOf(args)) };
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(this.#clock.now(), () => this.#forget(), logError('guard timer'));
  }

  #reserve({ id, counters, instead = [] }: Reservation): GuardVerdict {
    const now = this.#clock.stamp();
    // A repeated order is answered as the first time, whatever has been counted since.
    if (this.#store.isCounted(id, instead)) return 'unsure';
    const verdict = this.#store.judge(id, counters, now);
    if (verdict === 'refused') return verdict;
    const counted = verdict === 'unsure' && instead.length > 0 ? instead : counters;
    if (counted === instead && this.#store.judge(id, instead, now) === 'refused') return 'refused';
    this.#store.count(id, counted, now);
    this.#timers.setOnce('forget', '', now + FORGET_USES_MS);
    return verdict;
  }

  #forget(): void {
    const now = this.#clock.now();
    if (this.#store.forget(now, FORGET_AT_ONCE)) this.#timers.set('forget', '', now + FORGET_USES_MS);
  }
}
