import { DurableObject } from 'cloudflare:workers';
import type { PoolConfig } from '../../../edge/domain/site-model.ts';
import { migrate } from '../../../edge/objects/migrations.ts';
import { clockMigrations, ObjectClock } from '../../../edge/objects/object-clock.ts';
import { leaseOffices } from '../../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../../edge/objects/pool/pool-store.ts';
import type { LeaseAnswer, LeaseArgs } from '../../../edge/rpc/pool-rpc.ts';

/** A pool of the same store and the same decision as `NumberPoolObject`, which commits each lease by itself. */
export class LonePoolObject extends DurableObject {
  readonly #storage: DurableObjectStorage;
  readonly #store: PoolStore;
  readonly #clock: ObjectClock;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [clockMigrations, poolMigrations]);
    this.#store = new PoolStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
  }

  async configure({ config }: { config: PoolConfig }): Promise<void> {
    this.#storage.transactionSync(() => this.#store.writeConfig(config));
  }

  async lease(args: LeaseArgs): Promise<LeaseAnswer> {
    return this.#storage.transactionSync(() => {
      const config = this.#store.readConfig();
      return config ? leaseOffices(this.#store, config, args, this.#clock.stamp()) : { kind: 'gone' };
    });
  }
}
