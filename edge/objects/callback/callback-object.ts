import type { CallbackView } from '../../../shared/contract/callback.ts';
import { hoursOf } from '../../domain/callback/hours.ts';
import { planOrder, whyUnable } from '../../domain/callback/rules.ts';
import { type CallbackInput, isEnded } from '../../domain/callback/state.ts';
import { viewCallback } from '../../domain/callback-view.ts';
import type { Fact } from '../../domain/facts.ts';
import type { LegRef, PromptCommand } from '../../domain/ports.ts';
import type { WidgetConfig } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import { logError } from '../../log.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import type { CallbackRpc, CreateCallbackArgs } from '../../rpc/callback-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { findEnvelopes } from '../operation/find-envelopes.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { receivedFactsMigrations } from '../received-facts.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { type AdvanceParts, advanceCallback } from './advance-callback.ts';
import { callbackDoubtMigrations, callbackMigrations } from './callback-migrations.ts';
import { CallbackStore, type StoredCallback } from './callback-store.ts';
import { callbackTimers } from './callback-timers.ts';
import { FORGET_TIMER, forgetPerson } from './forget-callbacks.ts';
import { keepOrder } from './keep-order.ts';
import { legMigrations } from './leg-migrations.ts';
import { mayHurry } from './may-hurry.ts';
import { GONE, MISMATCH, NO_HOURS, RINGING } from './refusals.ts';
import { sendCallbackFacts } from './send-facts.ts';
import { Telephony } from './telephony.ts';
import { watchUnable } from './unable-widget.ts';

type Found = { kind: 'found'; view: CallbackView };

/**
 * Owns the orders of one widget: a row per callback with its machine, the timers that move it, and the sockets of
 * visitors who watch. An order is stored before anything rings; every dial is keyed by callback and attempt.
 */
export class CallbackObject extends OperatedObject implements CallbackRpc {
  readonly #storage: DurableObjectStorage;
  readonly #store: CallbackStore;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  readonly #outbox: Outbox;
  readonly #telephony: Telephony;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [
      clockMigrations,
      timerMigrations,
      outboxMigrations,
      receivedFactsMigrations,
      callbackMigrations,
      legMigrations,
      callbackDoubtMigrations,
    ]);
    this.#store = new CallbackStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    this.#telephony = new Telephony({
      env,
      storage: this.#storage,
      store: this.#store,
      timers: this.#timers,
      now: () => this.#clock.now(),
      advance: (id, input) => this.#advance(id, input),
      outbox: () => this.#outbox,
    });
    this.#outbox = new Outbox(
      this.#storage,
      this.#timers,
      sendCallbackFacts(env, this.#telephony),
      outboxBoard.noterOf('callback', state.id.toString()),
    );
    this.#timers.arm();
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  async create(
    args: CreateCallbackArgs,
  ): Promise<{ kind: 'created' | 'repeated'; view: CallbackView } | Refusal> {
    const config = await this.#config(args.account, args.widget);
    if (!config || whyUnable(config) !== null) {
      return { kind: 'refused', code: 'no_office', detail: 'No office answers the calls of this widget.' };
    }
    const answer = this.#storage.transactionSync(() => this.#createOnce(args, config));
    this.#drain();
    return answer;
  }

  async status({ id }: { id: string }): Promise<Found | { kind: 'gone' }> {
    const callback = this.#store.read(id);
    return callback ? { kind: 'found', view: this.#view(callback) } : { kind: 'gone' };
  }

  async cancel({ id }: { id: string }): Promise<Found | Refusal> {
    return this.#change(id, { kind: 'cancel' });
  }

  async reschedule({ id, when }: { id: string; when: number }): Promise<Found | Refusal> {
    return this.#change(id, { kind: 'reschedule', when });
  }

  async acceptFacts({ facts }: { facts: Fact[] }): Promise<{ accepted: string[] }> {
    const strange: string[] = [];
    for (const fact of facts) {
      const { body } = fact;
      if (body.type === 'widget.configure') this.#configure(body.config);
      else if (body.type === 'privacy.keep')
        this.#timers.set(FORGET_TIMER, String(body.keepMs), this.#clock.now());
      else if (body.type === 'callback.decide') this.#advance(body.callback, { kind: body.word }, fact);
      else if (body.type === 'simulator.hurry' && mayHurry(this.#store, body.callback))
        this.#advance(body.callback, { kind: 'reschedule', when: this.#clock.now(), fixed: true }, fact);
      else if (body.type === 'telephony.event') {
        if (!this.#telephony.admits(body)) strange.push(fact.id);
        else this.#advance(body.event.leg.callback, this.#telephony.inputOf(body.event), fact);
      }
    }
    this.#drain();
    return { accepted: facts.map(({ id }) => id).filter((id) => !strange.includes(id)) };
  }

  async question({ leg }: { leg: LegRef }): Promise<{ question: PromptCommand | null }> {
    return { question: this.#telephony.questionOf(leg) };
  }

  async person(args: PersonArgs): Promise<PersonAnswer> {
    return forgetPerson(this.#parts(), args);
  }

  override async fetch(request: Request): Promise<Response> {
    const id = new URL(request.url).searchParams.get('id') ?? '';
    const callback = this.#store.read(id);
    if (!callback) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [id]);
    server.send(JSON.stringify(this.#view(callback)));
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    socket.close();
  }

  /** A copy: the account tells of a newer one. */
  protected override sealed() {
    return { envelopes: findEnvelopes(this.#store.readConfig()) };
  }

  override async alarm(): Promise<void> {
    const handle = callbackTimers({
      ...this.#parts(),
      env: this.env,
      telephony: this.#telephony,
      advance: (id, input) => void this.#advance(id, input),
      waitUntil: (work) => this.ctx.waitUntil(work),
    });
    await this.#timers.run(this.#clock.now(), handle, logError('callback timer'));
    this.#drain();
  }

  #createOnce(args: CreateCallbackArgs, config: WidgetConfig): Awaited<ReturnType<CallbackObject['create']>> {
    const known = this.#store.read(args.id);
    if (known?.bodyHash === args.bodyHash) return { kind: 'repeated', view: this.#view(known) };
    if (known) return MISMATCH;
    const now = this.#clock.stamp();
    const hours = hoursOf(config, args.order, () => this.#store.listPlanned(args.id));
    const plan = planOrder(args.order.when, hours, now);
    if (!plan) return NO_HOURS;
    const callback = keepOrder(this.#parts(), args, config, plan, now);
    return { kind: 'created', view: this.#view(callback) };
  }

  #change(id: string, input: CallbackInput): Found | Refusal {
    const outcome = this.#advance(id, input);
    if (outcome === 'unknown') return GONE;
    if (outcome === 'impossible') return RINGING;
    this.#drain();
    const callback = this.#store.read(id);
    return callback ? { kind: 'found', view: this.#view(callback) } : GONE;
  }

  #advance(id: string, input: CallbackInput, fact?: Fact): 'moved' | 'ignored' | 'impossible' | 'unknown' {
    const outcome = advanceCallback(this.#parts(), id, input, fact);
    if (outcome.kind === 'moved') this.#tell(outcome.callback);
    return outcome.kind;
  }

  #configure(config: WidgetConfig): void {
    this.#storage.transactionSync(() => {
      this.#store.writeConfig(config);
      watchUnable(this.#parts());
    });
  }

  #parts(): AdvanceParts {
    return {
      storage: this.#storage,
      store: this.#store,
      outbox: this.#outbox,
      timers: this.#timers,
      stamp: () => this.#clock.stamp(),
    };
  }

  #tell(callback: StoredCallback): void {
    const message = JSON.stringify(this.#view(callback));
    for (const socket of this.ctx.getWebSockets(callback.id)) {
      socket.send(message);
      if (isEnded(callback.state.status)) socket.close(1000, 'ended');
    }
  }

  #view({ id, state, office }: StoredCallback): CallbackView {
    return viewCallback(id, state, office, this.#store.readConfig()?.countdownS ?? 0, this.#clock.now());
  }

  #drain(): void {
    this.ctx.waitUntil(this.#outbox.drain(this.#clock.now()));
  }

  /** The stored configuration, or the account's if none has arrived yet. */
  async #config(account: string, widget: string): Promise<WidgetConfig | null> {
    const known = this.#store.readConfig();
    if (known) return known;
    const answer = await this.env.ACCOUNT.getByName(`account:${account}`).widgetConfig({ widget });
    if (answer.kind === 'gone') return null;
    this.#store.writeConfig(answer.config);
    return answer.config;
  }
}
