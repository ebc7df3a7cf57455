import { carry } from '../../adapters/delivery-adapters.ts';
import { AUTH_SENDER, type DeliveryControl, isWebhook, type PausedBy } from '../../domain/delivery.ts';
import { causeToPause, planDelivery, planOnce } from '../../domain/delivery-plan.ts';
import type { Fact } from '../../domain/facts.ts';
import { DELIVERIES_AT_ONCE, DELIVERIES_MS } from '../../domain/limits.ts';
import type { DeliveryOutcome } from '../../domain/ports.ts';
import { DATA_MAP } from '../../domain/privacy/data-map.ts';
import type { Env } from '../../env.ts';
import { logError, logWarning } from '../../log.ts';
import { metrics } from '../../metrics/metrics.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import type { DeliveryRpc } from '../../rpc/object-rpc.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { findEnvelopes } from '../operation/find-envelopes.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { searchTables } from '../privacy/search-tables.ts';
import { noteFact, receivedFactsMigrations } from '../received-facts.ts';
import { type Timer, Timers, timerMigrations } from '../timers.ts';
import { CrmStepStore, crmStepMigrations } from './crm-step-store.ts';
import { deliveryMigrations } from './delivery-migrations.ts';
import { DeliveryStore, type DueDelivery } from './delivery-store.ts';
import { DestinationStore } from './destination-store.ts';
import { failedAttempt } from './failed-attempt.ts';

/** After a crash the attempts that were under way are made again this much later at most. */
const LOOK_AGAIN_MS = 10_000;
const HOUSEKEEPING_MS = 86_400_000;

/**
 * The queue of one destination. A message is stored before it is acknowledged and tried until it was taken, was
 * refused, or nobody waits for it any more. Each waits for itself: one that fails holds up no other, but for a while
 * those about the same thing. Only the end of an attempt is stored, so one that a crash cut short is made again, under
 * the same id, and of a CRM each step for itself. A queue of webhooks at which nothing arrives pauses itself, and tells the account.
 */
export class DeliveryObject extends OperatedObject implements DeliveryRpc {
  readonly #storage: DurableObjectStorage;
  readonly #store: DeliveryStore;
  readonly #destination: DestinationStore;
  readonly #crm: CrmStepStore;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  readonly #outbox: Outbox;
  /** Ids of the messages that are being sent. */
  readonly #underWay = new Set<string>();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [
      clockMigrations,
      timerMigrations,
      outboxMigrations,
      receivedFactsMigrations,
      deliveryMigrations,
      crmStepMigrations,
    ]);
    this.#store = new DeliveryStore(this.#storage.sql);
    this.#destination = new DestinationStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
    this.#crm = new CrmStepStore(this.#storage.sql, () => this.#clock.now());
    this.#timers = new Timers(this.#storage);
    this.#outbox = new Outbox(
      this.#storage,
      this.#timers,
      async (target, facts) => {
        const { accepted } = await env.ACCOUNT.getByName(target).acceptFacts({ facts });
        return accepted;
      },
      outboxBoard.noterOf('delivery', state.id.toString()),
    );
    this.#rearm(); // nothing is under way in a new object, whatever was in the one before
    this.#timers.arm();
  }

  async acceptFacts({ facts }: { facts: Fact[] }): Promise<{ accepted: string[] }> {
    this.#storage.transactionSync(() => {
      const now = this.#clock.stamp();
      for (const fact of facts) {
        if (!noteFact(this.#storage.sql, fact, now, fact.body.type === 'delivery.configure')) continue;
        const { body } = fact;
        if (body.type === 'delivery.send') {
          this.#destination.belong(body.delivery);
          this.#store.add(body.delivery, fact.seq, now);
          this.#timers.setOnce('housekeeping', '', now + HOUSEKEEPING_MS);
        } else if (body.type === 'delivery.control') {
          this.#destination.belong(body);
          this.#obey(body.control, now);
        } else if (body.type === 'delivery.configure') {
          this.#destination.belong(body);
          this.#destination.aim(body.target);
        }
      }
      this.#rearm();
    });
    this.#sendDue();
    return { accepted: facts.map((fact) => fact.id) };
  }

  async person(args: PersonArgs): Promise<PersonAnswer> {
    return this.#storage.transactionSync(() => searchTables(this.#storage.sql, DATA_MAP.delivery, args));
  }

  /** Copies: the account tells of newer ones. */
  protected override sealed() {
    return { envelopes: findEnvelopes(this.#destination.find()?.target) };
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(this.#clock.now(), (timer) => this.#onTimer(timer), logError('delivery timer'));
  }

  async #onTimer({ kind }: Timer): Promise<void> {
    if (kind === 'outbox') await this.#outbox.drain(this.#clock.now());
    else if (kind === 'deliver') this.#sendDue();
    else if (kind === 'housekeeping') this.#forget();
  }

  #obey(control: DeliveryControl, now: number): void {
    switch (control.kind) {
      case 'replay':
        // One that is being sent at this moment is not sent twice for it.
        if (this.#underWay.has(control.id)) return;
        this.#store.replay(control.id, now);
        this.#owe(control.id, now);
        return;
      case 'replay_range':
        this.#store.replayRange(control, [...this.#underWay], now);
        return;
      case 'drop':
        this.#store.drop();
        this.#crm.drop();
        return;
      case 'pause':
        this.#pause('owner', now);
        return;
      case 'resume':
        if (this.#destination.find()?.isPaused) this.#store.restart(now);
        this.#pause(null, now);
        return;
      default: {
        const never: never = control;
        throw new Error(`a queue was asked for ${String(never)}`);
      }
    }
  }

  #pause(by: PausedBy | null, now: number): void {
    this.#destination.pause(by);
    this.#oweState(now);
  }

  /** Starts what is due, so many at once as there are ways free. The end of each calls for the next. */
  #sendDue(): void {
    const destination = this.#destination.find();
    if (destination !== null) {
      // Those under way are due as well: they stand in the list until their attempt is over.
      const limit = DELIVERIES_AT_ONCE + this.#underWay.size;
      const due = this.#store
        .listDue(this.#clock.now(), limit, destination.isPaused)
        .filter(({ id }) => !this.#underWay.has(id));
      for (const delivery of due.slice(0, DELIVERIES_AT_ONCE - this.#underWay.size)) {
        this.#underWay.add(delivery.id);
        const sending = carry(this.env, { ...destination, crm: this.#crm }, delivery).catch(failedAttempt);
        this.ctx.waitUntil(sending.then((outcome) => this.#end(delivery, outcome)));
      }
    }
    this.#rearm();
  }

  #end({ id, tries, since, isTest }: DueDelivery, outcome: DeliveryOutcome): void {
    this.#underWay.delete(id);
    const name = this.#destination.find()?.name;
    const destination = name !== undefined && isWebhook(name) ? 'webhook' : 'mail';
    metrics.count('ringlet_deliveries_total', { destination, outcome: outcome.kind });
    this.#storage.transactionSync(() => {
      if (!this.#store.has(id)) return; // the destination was dropped meanwhile
      const now = this.#clock.stamp();
      const { kind, detail, exchange } = outcome;
      const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
      const planned = planDelivery(kind, { attempts: tries + 1, since }, now, Math.random());
      const step = planOnce(planned, { isTest, now, ...(afterMs !== undefined && { afterMs }) });
      this.#store.noteAttempt(id, { at: now, outcome: kind, detail }, exchange, step);
      if (step.status === 'refused' || step.status === 'given_up') {
        logWarning('delivery failed', { delivery: id, status: step.status });
      }
      this.#owe(id, now);
      if (!isTest) this.#judge(outcome, now);
      this.#timers.setOnce('housekeeping', '', now + HOUSEKEEPING_MS);
    });
    this.#sendDue();
    this.ctx.waitUntil(this.#outbox.drain(this.#clock.now()));
  }

  /** Counts what a webhook took and what not, and pauses one that nothing reaches. Mail waits for its server. */
  #judge(outcome: DeliveryOutcome, now: number): void {
    const destination = this.#destination.find();
    if (!destination || !isWebhook(destination.name)) return;
    const hasArrived = outcome.kind === 'delivered';
    this.#destination.count(hasArrived, outcome.exchange?.status ?? null, now);
    const isGone = outcome.kind === 'refused' && outcome.isGone === true;
    const { failingSince } = this.#destination.tally();
    const cause = hasArrived || destination.isPaused ? null : causeToPause(isGone, failingSince, now);
    if (cause) {
      this.#destination.pause(cause);
      logWarning('webhook paused', { webhook: destination.name, cause });
    }
    this.#oweState(now);
  }

  /** Each step of a message is a fact for the account, which keeps the newest. */
  #owe(id: string, now: number): void {
    const progress = this.#store.progress(id);
    const account = this.#destination.find()?.account;
    if (!progress || account === undefined || account === AUTH_SENDER) return;
    const body = { type: 'delivery.changed', progress } as const;
    this.#outbox.add(`${id}:${crypto.randomUUID()}`, `account:${account}`, id, body, now);
  }

  #oweState(now: number): void {
    const found = this.#destination.find();
    if (!found || !isWebhook(found.name)) return;
    const { account, name, pausedBy } = found;
    const tally = this.#destination.tally();
    const body = { type: 'delivery.state', destination: name, pausedBy, tally } as const;
    const subject = `queue:${name}`;
    this.#outbox.add(`${subject}:${crypto.randomUUID()}`, `account:${account}`, subject, body, now);
  }

  /** The timer follows what waits; what is under way is looked at again in case that its end is never heard of. */
  #rearm(): void {
    const destination = this.#destination.find();
    const isFull = this.#underWay.size >= DELIVERIES_AT_ONCE;
    const dueAt =
      !destination || isFull ? null : this.#store.nextDueAt([...this.#underWay], destination.isPaused);
    const lookAt = this.#underWay.size > 0 ? this.#clock.now() + LOOK_AGAIN_MS : null;
    if (dueAt === null && lookAt === null) this.#timers.clear('deliver', '');
    else this.#timers.set('deliver', '', Math.min(dueAt ?? Infinity, lookAt ?? Infinity));
  }

  #forget(): void {
    const now = this.#clock.now();
    this.#crm.forget(now - DELIVERIES_MS);
    if (this.#store.forget(now - DELIVERIES_MS)) this.#timers.set('housekeeping', '', now + HOUSEKEEPING_MS);
  }
}
