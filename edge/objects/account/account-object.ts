import { DurableObject } from 'cloudflare:workers';
import type { Tap } from '../../domain/attribution.ts';
import type { Fact } from '../../domain/facts.ts';
import type { PoolConfig, SiteSnapshot, WidgetConfig, WidgetOffice } from '../../domain/site-model.ts';
import type { CounterBatch } from '../../domain/statistics.ts';
import type { Env } from '../../env.ts';
import { mintKey } from '../../keys/routing-keys.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import type {
  AccountRpc,
  AdminAnswer,
  AdminRequest,
  CreateAccountArgs,
  ExplainArgs,
  Refusal,
  TelephonyAnswer,
  TelephonyMessage,
} from '../../rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { noteFact, receivedFactsMigrations } from '../received-facts.ts';
import { type Timer, Timers, timerMigrations } from '../timers.ts';
import { adminMigrations } from './account-migrations.ts';
import { AccountStore } from './account-store.ts';
import { authorizeToken, handleAdmin, keyKindFor } from './admin.ts';
import { AssignmentStore } from './assignment-store.ts';
import { CallLog } from './calls/call-log.ts';
import { callMigrations } from './calls/call-migrations.ts';
import { CallStore } from './calls/call-store.ts';
import { readSimulatedEvents } from './calls/read-simulated-events.ts';
import { receiveMessage } from './calls/receive-message.ts';
import { routeCall } from './calls/route-call.ts';
import { EntityStore } from './entity-store.ts';
import { explainForEdge } from './explain-visit.ts';
import { sealSecretOf, showNewSecret } from './integration-secrets.ts';
import { publishMigrations } from './publish-migrations.ts';
import { PublishedStore } from './published-store.ts';
import { Publisher } from './publisher.ts';
import { type SettlePool, sendAccountFacts } from './send-account-facts.ts';
import { HourlyStore } from './statistics/hourly-store.ts';
import { statisticsMigrations } from './statistics/statistics-migrations.ts';
import { createFirstToken, TokenStore } from './token-store.ts';

const FORGET_STATISTICS_MS = 24 * 3_600_000;

/**
 * Owns what a customer has: entities, tokens, audit, and what is compiled from them for the edge, the pools and the
 * callbacks. Rights are checked here, on every call, so that a withdrawn one is gone with the next request.
 */
export class AccountObject extends DurableObject<Env> implements AccountRpc {
  readonly #storage: DurableObjectStorage;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  readonly #outbox: Outbox;
  readonly #account: AccountStore;
  readonly #entities: EntityStore;
  readonly #published: PublishedStore;
  readonly #assignments: AssignmentStore;
  readonly #publisher: Publisher;
  readonly #calls: CallLog;
  readonly #hourly: HourlyStore;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [
      clockMigrations,
      timerMigrations,
      outboxMigrations,
      receivedFactsMigrations,
      adminMigrations,
      publishMigrations,
      callMigrations,
      statisticsMigrations,
    ]);
    const { sql } = this.#storage;
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    const settle: SettlePool = (config, version, freeAt) =>
      this.#storage.transactionSync(() =>
        this.#publisher.settle(config, version, freeAt, this.#clock.stamp()),
      );
    const send = sendAccountFacts(env, () => this.#clock.now(), settle);
    this.#outbox = new Outbox(this.#storage, this.#timers, send);
    this.#account = new AccountStore(sql);
    this.#entities = new EntityStore(sql);
    this.#published = new PublishedStore(sql);
    this.#assignments = new AssignmentStore(sql);
    this.#publisher = new Publisher({
      account: this.#account,
      entities: this.#entities,
      assignments: this.#assignments,
      published: this.#published,
      outbox: this.#outbox,
    });
    this.#hourly = new HourlyStore(sql);
    this.#calls = new CallLog({
      storage: this.#storage,
      entities: this.#entities,
      assignments: this.#assignments,
      calls: new CallStore(sql),
      timers: this.#timers,
      clock: this.#clock,
      askPool: async (campaign, question) => {
        const pool = env.POOL.getByName(`pool:${this.#account.read().id}:${campaign}`);
        return (await pool.holders(question)).holders;
      },
    });
    this.#timers.arm();
  }

  async create(args: CreateAccountArgs): Promise<{ kind: 'created' } | Refusal> {
    return this.#storage.transactionSync(() => {
      if (this.#account.find() !== null) {
        return new TokenStore(this.#storage.sql).has(args.tokenHash)
          ? { kind: 'created' }
          : { kind: 'refused', code: 'conflict', detail: 'This account exists already.' };
      }
      const now = this.#clock.stamp();
      this.#account.create(args, now);
      createFirstToken(this.#storage.sql, args.tokenHash, now);
      return { kind: 'created' };
    });
  }

  async snapshot({
    siteKey,
  }: {
    siteKey: string;
  }): Promise<{ kind: 'found'; snapshot: SiteSnapshot } | { kind: 'gone' }> {
    const found = this.#published.read<SiteSnapshot>('site', siteKey);
    if (!found) return { kind: 'gone' };
    const { edge, public: open } = found.body;
    return { kind: 'found', snapshot: { edge, public: { ...open, version: found.version } } };
  }

  async poolConfig(args: {
    campaign: string;
  }): Promise<{ kind: 'found'; config: PoolConfig } | { kind: 'gone' }> {
    return this.#published.find<PoolConfig>('pool', args.campaign);
  }

  async widgetConfig(args: {
    widget: string;
  }): Promise<{ kind: 'found'; config: WidgetConfig } | { kind: 'gone' }> {
    return this.#published.find<WidgetConfig>('widget', args.widget);
  }

  async authorize(args: { tokenHash: string; right: string }): Promise<{ kind: 'allowed' } | Refusal> {
    return authorizeToken(this.#storage.sql, args.tokenHash, args.right, this.#clock.now());
  }

  async explain(args: ExplainArgs) {
    return explainForEdge(this.#entities, args);
  }

  async admin(request: AdminRequest): Promise<AdminAnswer> {
    const kind = keyKindFor(request);
    const secrets = secretsOf(this.env);
    const mintedKey = kind ? await mintKey(secrets, kind, request.account) : null;
    const sealedSecret = await sealSecretOf(request, mintedKey, secrets, this.#entities);
    const now = this.#clock.now();
    const answer = handleAdmin(
      {
        storage: this.#storage,
        account: this.#account.find(),
        now,
        sealedSecret,
        publish: () => this.#publisher.publish(this.#clock.stamp()),
        numberUses: () => this.#publisher.numberUses(),
      },
      request,
      mintedKey,
    );
    if (answer.kind === 'entity' || answer.kind === 'done') this.#drain();
    await showNewSecret(request, answer, secrets, this.#entities);
    return answer;
  }

  async telephony(message: TelephonyMessage): Promise<TelephonyAnswer | Refusal> {
    const secrets = secretsOf(this.env);
    const now = this.#clock.now();
    const received = await receiveMessage(message, { entities: this.#entities, secrets, now });
    if (received.kind === 'refused') return received;
    this.#attribute(
      this.#storage.transactionSync(() => this.#calls.note([received.told], this.#clock.stamp())),
    );
    const number = message.hook === 'answer' ? received.told.event?.number : undefined;
    return { kind: 'accepted', office: number ? (await this.routeCall({ number })).office : null };
  }

  async routeCall({ number }: { number: string }): Promise<{ office: WidgetOffice | null }> {
    const at = this.#clock.now();
    const holders = await this.#calls.listHolders(number, at);
    const stores = { entities: this.#entities, assignments: this.#assignments };
    return { office: routeCall(stores, { number, at, holders }) };
  }

  async noteTaps({ taps }: { taps: Tap[] }): Promise<void> {
    this.#storage.transactionSync(() => this.#calls.noteTaps(taps, this.#clock.stamp()));
  }

  async addCounts({ batch }: { batch: CounterBatch }): Promise<void> {
    this.#storage.transactionSync(() => this.#hourly.add(batch, this.#clock.stamp()));
    this.#timers.setOnce('statistics', '', this.#clock.now() + FORGET_STATISTICS_MS);
  }

  async acceptFacts({ facts }: { facts: Fact[] }): Promise<{ accepted: string[] }> {
    const told = await readSimulatedEvents(facts);
    const calls = this.#storage.transactionSync(() => {
      const now = this.#clock.stamp();
      for (const fact of facts) {
        if (fact.body.type !== 'callback.changed') continue;
        if (noteFact(this.#storage.sql, fact, now, true))
          this.#entities.save('callbacks', fact.body.callback, now);
      }
      return this.#calls.note(told, now);
    });
    this.#attribute(calls);
    return { accepted: facts.map((fact) => fact.id) };
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(this.#clock.now(), (timer) => this.#onTimer(timer), logError('account timer'));
  }

  async #onTimer({ kind, key }: Timer): Promise<void> {
    if (kind === 'outbox') await this.#outbox.drain(this.#clock.now());
    else if (kind === 'attribute') await this.#calls.attribute(key);
    else if (kind === 'call_silence') this.#calls.giveUp(key, this.#clock.now());
    else if (kind === 'statistics') this.#hourly.forget(this.#clock.now());
    else if (kind === 'call_events') this.#calls.forget(this.#clock.now());
  }

  /** After the answer. What fails here is tried again by the timer that was set with the event. */
  #attribute(calls: readonly string[]): void {
    const onError = logError('attribution');
    for (const id of calls) this.ctx.waitUntil(this.#calls.attribute(id).catch(onError));
  }

  #drain(): void {
    this.ctx.waitUntil(this.#outbox.drain(this.#clock.now()));
  }
}
