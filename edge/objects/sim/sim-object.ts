import type { SimulatedLeg, SimulatorGesture, SimulatorPicture } from '../../../shared/contract/simulator.ts';
import { SIMULATOR_PROTOCOL } from '../../../shared/contract/simulator.ts';
import type { Fact } from '../../domain/facts.ts';
import { DATA_MAP } from '../../domain/privacy/data-map.ts';
import { isInbound, type SimLeg } from '../../domain/simulated-leg.ts';
import type { Env } from '../../env.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import type { SimRpc } from '../../rpc/object-rpc.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { searchTables } from '../privacy/search-tables.ts';
import { noteFact, receivedFactsMigrations } from '../received-facts.ts';
import { type Timer, Timers, timerMigrations } from '../timers.ts';
import { parseGesture } from './parse-gesture.ts';
import { SimExchange } from './sim-exchange.ts';
import { simMigrations } from './sim-migrations.ts';
import { SimStore } from './sim-store.ts';
import { searchStock, sellNumbers, takeBack } from './stock/simulated-market.ts';
import { stockMigrations } from './stock/sold-store.ts';

/** Legs that the telephones page shows, and how long ended ones are kept. */
const SHOWN_LEGS = 50;
const KEEP_ENDED_MS = 86_400_000;

/**
 * Owns the simulated telephones of an account: what rings, what was said, which digits were pressed. To the
 * callbacks it is a telephony provider like any other: commands come in with keys, events go out until taken.
 */
export class SimObject extends OperatedObject implements SimRpc {
  readonly #storage: DurableObjectStorage;
  readonly #store: SimStore;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  readonly #outbox: Outbox;
  readonly #exchange: SimExchange;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [
      clockMigrations,
      timerMigrations,
      outboxMigrations,
      receivedFactsMigrations,
      simMigrations,
      stockMigrations,
    ]);
    this.#store = new SimStore(this.#storage.sql);
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    this.#outbox = new Outbox(
      this.#storage,
      this.#timers,
      async (target, facts) => {
        const receivers = target.startsWith('account:') ? env.ACCOUNT : env.CALLBACK;
        const { accepted } = await receivers.getByName(target).acceptFacts({ facts });
        return accepted;
      },
      outboxBoard.noterOf('sim', state.id.toString()),
    );
    this.#exchange = new SimExchange(this.#store, this.#outbox, this.#timers);
    this.#timers.arm();
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  async acceptFacts({ facts }: { facts: Fact[] }): Promise<{ accepted: string[] }> {
    for (const fact of facts) {
      const { body } = fact;
      if (body.type !== 'telephony.command') continue;
      this.#change((now) => {
        if (noteFact(this.#storage.sql, fact, now, false)) this.#exchange.obey(body.command, now);
      });
    }
    return { accepted: facts.map((fact) => fact.id) };
  }

  async searchStock(args: Parameters<SimRpc['searchStock']>[0]): ReturnType<SimRpc['searchStock']> {
    return searchStock(this.#storage.sql, { ...args, now: this.#clock.now() });
  }

  async sellNumbers(args: Parameters<SimRpc['sellNumbers']>[0]): ReturnType<SimRpc['sellNumbers']> {
    return sellNumbers(this.#storage, args, this.#clock.stamp());
  }

  async takeBack(args: Parameters<SimRpc['takeBack']>[0]): Promise<void> {
    takeBack(this.#storage, args, this.#clock.stamp());
  }

  async person(args: PersonArgs): Promise<PersonAnswer> {
    const answer = this.#storage.transactionSync(() =>
      searchTables(this.#storage.sql, DATA_MAP.simulator, args),
    );
    for (const socket of this.ctx.getWebSockets()) socket.send(this.#picture());
    return answer;
  }

  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const account = new URL(request.url).searchParams.get('account') ?? '';
    this.ctx.acceptWebSocket(server, [account]);
    server.send(this.#picture());
    const headers = { 'sec-websocket-protocol': SIMULATOR_PROTOCOL };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const gesture: SimulatorGesture | null = typeof message === 'string' ? parseGesture(message) : null;
    const account = this.ctx.getTags(socket)[0] ?? '';
    if (!gesture) socket.close(1003, 'not a gesture');
    else if (gesture.type === 'call') await this.#call(account, gesture).catch(logError('simulated call'));
    else if (gesture.type === 'hurry') await this.#hurry(account, gesture).catch(logError('simulated hurry'));
    else this.#change((now) => this.#exchange.gesture(gesture, now));
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    socket.close();
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(this.#clock.now(), (timer) => this.#onTimer(timer), logError('simulator timer'));
  }

  async #onTimer({ kind, key }: Timer): Promise<void> {
    if (kind === 'outbox') await this.#outbox.drain(this.#clock.now());
    else if (kind === 'ring') this.#change((now) => this.#exchange.ringOut(key, now));
    else if (kind === 'habit') this.#change((now) => this.#exchange.followHabit(key, now));
  }

  /** The account says where the number leads at this moment, as it would tell any provider that asks. */
  async #call(account: string, { from: caller, to: number }: { from: string; to: string }): Promise<void> {
    const { office } = await this.env.ACCOUNT.getByName(`account:${account}`).routeCall({ number });
    const dialled = { account, call: crypto.randomUUID(), number, caller };
    this.#change((now) => this.#exchange.call(dialled, office, now));
  }

  /** The widget must be the account's own: its key says so without asking anybody. */
  async #hurry(account: string, { callback, widget }: { callback: string; widget: string }): Promise<void> {
    const isOwn = (await accountOfKey(secretsOf(this.env), 'w', widget)) === account;
    this.#change((now) => {
      if (!isOwn) return;
      const body = { type: 'simulator.hurry', callback } as const;
      this.#outbox.add(`${callback}:hurry:${now}`, `callback:${account}:${widget}`, callback, body, now);
    });
  }

  #change(act: (now: number) => void): void {
    this.#storage.transactionSync(() => {
      const now = this.#clock.stamp();
      act(now);
      this.#store.forgetEnded(now - KEEP_ENDED_MS);
    });
    const picture = this.#picture();
    for (const socket of this.ctx.getWebSockets()) socket.send(picture);
    this.ctx.waitUntil(this.#outbox.drain(this.#clock.now()));
  }

  #picture(): string {
    const calls = this.#store.newest(SHOWN_LEGS).map(showLeg);
    return JSON.stringify({ type: 'picture', calls } satisfies SimulatorPicture);
  }
}

function showLeg({ ref, events, startedAt, endedAt, question, ...leg }: SimLeg): SimulatedLeg {
  const { keys = {}, speech = false, language = '' } = question ?? {};
  return {
    ...leg,
    waitsFor: question && { keys, speech, language },
    party: ref.party,
    isCaller: isInbound(ref) && ref.party === 'visitor',
    startedAt: new Date(startedAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  };
}
