import { onOtherClock, onPoolClock } from '../../domain/clock-skew.ts';
import { restedAfterRestore } from '../../domain/lease.ts';
import { HISTORY_MS } from '../../domain/limits.ts';
import { DATA_MAP } from '../../domain/privacy/data-map.ts';
import type { PoolConfig } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import { logError } from '../../log.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';
import type {
  Holder,
  LeaseAnswer,
  LeaseArgs,
  NumberPoolRpc,
  OfficeOccupancy,
  PoolHolder,
  PoolOccupancy,
} from '../../rpc/pool-rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { searchTables } from '../privacy/search-tables.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { countNumbers } from './count-numbers.ts';
import { leaseOffices } from './lease-offices.ts';
import { poolMigrations } from './pool-migrations.ts';
import { PoolStore } from './pool-store.ts';

const HOUSEKEEPING_MS = 15 * 60_000;
const FORGET_AT_ONCE = 5_000;

interface Waiting {
  args: LeaseArgs;
  answer: (answer: LeaseAnswer) => void;
  fail: (error: unknown) => void;
}

/**
 * Owns who holds which number of one campaign now, and who held it at any past instant. Leases that arrive
 * together are committed in one transaction: the disk is asked once for all of them.
 */
export class NumberPoolObject extends OperatedObject implements NumberPoolRpc {
  readonly #storage: DurableObjectStorage;
  readonly #store: PoolStore;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  #waiting: Waiting[] = [];

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [clockMigrations, timerMigrations, poolMigrations]);
    this.#store = new PoolStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    this.#timers.arm();
  }

  async configure({
    config,
    sentAt,
  }: {
    config: PoolConfig;
    sentAt?: number;
  }): Promise<{ version: number; freeAt: Record<string, number> }> {
    return this.#storage.transactionSync(() => {
      const now = this.#clock.stamp();
      const known = this.#store.readConfig();
      const isNewer = known === null || config.version > known.version;
      if (isNewer) {
        this.#store.writeConfig(onPoolClock(config, sentAt ?? now, now));
        this.#timers.set('housekeeping', '', now + HOUSEKEEPING_MS);
      }
      return {
        version: isNewer ? config.version : known.version,
        freeAt: onOtherClock(this.#freeAt(now), now, sentAt ?? now),
      };
    });
  }

  async lease(args: LeaseArgs): Promise<LeaseAnswer> {
    if (this.#store.readConfig() === null && !(await this.#fetchConfig(args))) return { kind: 'gone' };
    return new Promise((answer, fail) => {
      this.#waiting.push({ args, answer, fail });
      if (this.#waiting.length === 1) setTimeout(() => this.#flush(), 0);
    });
  }

  async occupancy(args: { offices: string[]; visitor: string | null }): Promise<PoolOccupancy> {
    const active = this.#store.readConfig()?.active ?? false;
    const now = this.#clock.now();
    return { active, offices: args.offices.map((office) => this.#occupancyOf(office, args.visitor, now)) };
  }

  #occupancyOf(office: string, visitor: string | null, now: number): OfficeOccupancy {
    const last = visitor === null ? null : this.#store.lastOf(office, visitor);
    const own = last?.number.visitor === visitor && last.number.expiresAt > now ? last.number : null;
    const counts = countNumbers(this.#storage.sql, office, now);
    const freeAt = this.#store.freeNotBefore(office, now);
    return {
      office,
      ...counts,
      nextFreeInS: freeAt === null ? null : Math.max(0, Math.ceil((freeAt - now) / 1000)),
      lease: own && { number: own.e164, expiresInS: Math.floor((own.expiresAt - now) / 1000) },
    };
  }

  async holder({ number, at }: { number: string; at: number }): Promise<{ holder: Holder | null }> {
    return { holder: this.#store.holderAt(number, at) };
  }

  async holders({
    number,
    from,
    to,
  }: {
    number: string;
    from: number;
    to: number;
  }): Promise<{ holders: PoolHolder[] }> {
    return { holders: this.#store.holdersBetween(number, from, to) };
  }

  async person(args: PersonArgs): Promise<PersonAnswer> {
    return this.#storage.transactionSync(() => searchTables(this.#storage.sql, DATA_MAP.pool, args));
  }

  /** Pools owe nobody facts and take none: they are configured and asked. */
  async acceptFacts(): Promise<{ accepted: string[] }> {
    return { accepted: [] };
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(this.#clock.now(), () => this.#forget(), logError('pool timer'));
  }

  /** After a restore every number rests for hold and rest first: whom it was promised to since is not known here. */
  #grantsFrom(config: PoolConfig): number {
    return restedAfterRestore(this.env.RINGLET_RESTORED_AT, config);
  }

  #freeAt(now: number): Record<string, number> {
    const free = this.#store.freeAtOfDraining(now);
    const config = this.#store.readConfig();
    const from = config ? this.#grantsFrom(config) : 0;
    return Object.fromEntries(Object.entries(free).map(([e164, at]) => [e164, Math.max(at, from)]));
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const answers = this.#storage.transactionSync(() => this.#answerAll(batch));
      batch.forEach(({ answer }, i) => {
        const result = answers[i];
        if (result) answer(result);
      });
    } catch {
      for (const waiting of batch) this.#answerAlone(waiting);
    }
  }

  #answerAll(batch: Waiting[]): LeaseAnswer[] {
    const config = this.#store.readConfig();
    const now = this.#clock.stamp();
    return batch.map(({ args }) =>
      config ? leaseOffices(this.#store, config, args, now, this.#grantsFrom(config)) : { kind: 'gone' },
    );
  }

  /** One bad call fails alone: the others are answered as if it had not been there. */
  #answerAlone(waiting: Waiting): void {
    try {
      const [answer] = this.#storage.transactionSync(() => this.#answerAll([waiting]));
      waiting.answer(answer ?? { kind: 'gone' });
    } catch (error) {
      waiting.fail(error);
    }
  }

  /** A pool that was never configured asks the account; the account's push may still be on its way. */
  async #fetchConfig({ account, campaign }: LeaseArgs): Promise<boolean> {
    const answer = await this.env.ACCOUNT.getByName(`account:${account}`).poolConfig({ campaign });
    if (answer.kind === 'gone') return false;
    const { config, sentAt } = answer;
    await this.configure({ config, ...(sentAt !== undefined && { sentAt }) });
    return true;
  }

  #forget(): void {
    const now = this.#clock.now();
    const keepMs = this.#store.readConfig()?.keepMs ?? HISTORY_MS;
    const forgotten = this.#store.forgetSegments(now - keepMs, FORGET_AT_ONCE);
    this.#timers.set('housekeeping', '', now + (forgotten < FORGET_AT_ONCE ? HOUSEKEEPING_MS : 1_000));
  }
}
