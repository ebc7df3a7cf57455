import type { Tap } from '../../domain/attribution.ts';
import type { Fact } from '../../domain/facts.ts';
import { FORGET_STATISTICS_MS } from '../../domain/limits.ts';
import type { PoolConfig, SiteSnapshot, WidgetConfig, WidgetOffice } from '../../domain/site-model.ts';
import type { CounterBatch } from '../../domain/statistics.ts';
import type { Env } from '../../env.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { mintKey } from '../../keys/routing-keys.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import type {
  AccountRpc,
  ConversationMessage,
  CreateAccountArgs,
  ExplainArgs,
  InvitationAnswer,
  KeepLeadArgs,
  OperatorLine,
  OrderAnswer,
  OrderWord,
  ReadUploadArgs,
  TelephonyAnswer,
  TelephonyMessage,
  UploadAnswer,
  UploadArgs,
} from '../../rpc/account-rpc.ts';
import type { AdminAnswer, AdminRequest, CountedAnswer } from '../../rpc/admin-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { type AccountParts, makeAccountParts } from './account-parts.ts';
import { onAccountTimer } from './account-timers.ts';
import { authorize } from './admin.ts';
import { answerAdmin } from './answer-admin.ts';
import { readSimulatedEvents } from './calls/read-simulated-events.ts';
import { receiveMessage } from './calls/receive-message.ts';
import { routeCall } from './calls/route-call.ts';
import { acceptConversation } from './communications/accept-conversation.ts';
import { createAccount } from './create-account.ts';
import { watchPools } from './events/watch-pools.ts';
import { explainForEdge } from './explain-visit.ts';
import { findPreview } from './find-preview.ts';
import { creditLedger } from './ledger/credit-ledger.ts';
import { answerInvitation } from './members/answer-invitation.ts';
import { setFeatures } from './members/set-features.ts';
import { readOrderPolicy } from './order-policy.ts';
import { signConfirmLinks } from './orders/confirm-links.ts';
import { readOrderQuestion, takeOrderWord } from './orders/order-questions.ts';
import { RequestRate } from './request-rate.ts';
import { takeFact } from './take-fact.ts';
import { readUpload } from './uploads/read-upload.ts';
import { receiveUpload } from './uploads/receive-upload.ts';

/**
 * Owns what a customer has: entities, tokens, audit, and what is compiled from them for the edge, the pools and the
 * callbacks. Rights are checked here, on every call, so that a withdrawn one is gone with the next request.
 */
export class AccountObject extends OperatedObject implements AccountRpc {
  readonly #storage: DurableObjectStorage;
  readonly #parts: AccountParts;
  readonly #rate = new RequestRate();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    this.#parts = makeAccountParts(this.#storage, env, outboxBoard.noterOf('account', state.id.toString()));
    this.#parts.timers.arm();
    this.#parts.rotation.arm();
  }

  async create(args: CreateAccountArgs): ReturnType<AccountRpc['create']> {
    return this.#storage.transactionSync(() => createAccount(this.#parts, args));
  }

  async snapshot({ siteKey }: { siteKey: string }): ReturnType<AccountRpc['snapshot']> {
    const found = this.#parts.published.read<SiteSnapshot>('site', siteKey);
    if (!found) return { kind: 'gone' };
    const { edge, public: open } = found.body;
    const snapshot = { edge, public: { ...open, version: found.version } };
    return { kind: 'found', snapshot, sentAt: this.#parts.clock.now() };
  }

  async poolConfig({ campaign }: { campaign: string }): ReturnType<AccountRpc['poolConfig']> {
    const found = this.#parts.published.find<PoolConfig>('pool', campaign);
    return found.kind === 'gone' ? found : { ...found, sentAt: this.#parts.clock.now() };
  }

  async widgetConfig({ widget }: { widget: string }): ReturnType<AccountRpc['widgetConfig']> {
    return this.#parts.published.find<WidgetConfig>('widget', widget);
  }

  async siteOfWidget({ widget }: { widget: string }): ReturnType<AccountRpc['siteOfWidget']> {
    const { entities } = this.#parts;
    const found = entities.list('widgets').find(({ hash }) => hash === widget);
    const site = found && entities.get('sites', found.site);
    return site ? { kind: 'found', siteKey: site.key } : { kind: 'gone' };
  }

  async authorize(args: Parameters<AccountRpc['authorize']>[0]): ReturnType<AccountRpc['authorize']> {
    return authorize(this.#storage.sql, args, this.#parts.clock.now());
  }

  async explain(args: ExplainArgs) {
    return explainForEdge(this.#parts.entities, args);
  }

  async preview({ id }: { id: string }): ReturnType<AccountRpc['preview']> {
    return findPreview(this.#parts.entities, id, this.#parts.clock.now());
  }

  async admin(request: AdminRequest): Promise<CountedAnswer> {
    const lent = { env: this.env, rate: this.#rate, drain: () => this.#drain() };
    return answerAdmin(this.#parts, lent, request);
  }

  async setFeatures(args: Parameters<AccountRpc['setFeatures']>[0]): ReturnType<AccountRpc['setFeatures']> {
    const answer = setFeatures(this.#parts, args);
    this.#drain();
    return answer;
  }

  async creditLedger(args: OperatorLine): ReturnType<AccountRpc['creditLedger']> {
    return creditLedger(this.#parts, args);
  }

  async answerInvitation(args: InvitationAnswer): ReturnType<AccountRpc['answerInvitation']> {
    const answer = answerInvitation(this.#parts, args);
    // The page that comes next lists the accounts that may be entered; what fails here the alarm repeats.
    await this.#parts.outbox.drain(this.#parts.clock.now());
    return answer;
  }

  async keepLead(args: KeepLeadArgs): ReturnType<AccountRpc['keepLead']> {
    const { leads, clock } = this.#parts;
    const answer = this.#storage.transactionSync(() => leads.onRequest(args, clock.stamp()));
    this.#drain();
    return answer;
  }

  async upload(args: UploadArgs): Promise<AdminAnswer> {
    const mintedKey = await mintKey(secretsOf(this.env), 'u', args.account);
    const digest = await sha256Hex(args.bytes);
    return receiveUpload({ storage: this.#storage, now: this.#parts.clock.now(), args, digest, mintedKey });
  }

  async readUpload(args: ReadUploadArgs): Promise<UploadAnswer> {
    return readUpload(this.#parts.uploads, args);
  }

  async telephony(message: TelephonyMessage): Promise<TelephonyAnswer | Refusal> {
    const secrets = secretsOf(this.env);
    const now = this.#parts.clock.now();
    const received = await receiveMessage(message, { entities: this.#parts.entities, secrets, now });
    if (received.kind === 'refused') return received;
    if (received.kind === 'leg') return { kind: 'accepted', office: null, leg: received.leg };
    this.#attribute(
      this.#storage.transactionSync(() => this.#parts.calls.note([received.told], this.#parts.clock.stamp())),
    );
    const number = message.hook === 'answer' ? received.told.event?.number : undefined;
    return { kind: 'accepted', office: number ? (await this.routeCall({ number })).office : null };
  }

  async conversation(message: ConversationMessage): ReturnType<AccountRpc['conversation']> {
    const answer = await acceptConversation(this.#parts, message, secretsOf(this.env));
    this.#drain();
    return answer;
  }

  async orderPolicy({ phone }: { phone: string }): ReturnType<AccountRpc['orderPolicy']> {
    const policy = readOrderPolicy(this.#storage.sql, this.#parts.account, phone);
    return policy ? { kind: 'found', policy } : { kind: 'gone' };
  }

  async orderQuestion({ callback }: { callback: string }): Promise<OrderAnswer> {
    return readOrderQuestion(this.#parts, callback);
  }

  async decideOrder(word: OrderWord): Promise<OrderAnswer> {
    const now = this.#parts.clock.now();
    const answer = this.#storage.transactionSync(() => takeOrderWord(this.#parts, word, now));
    this.#drain();
    return answer;
  }

  async routeCall({ number }: { number: string }): Promise<{ office: WidgetOffice | null }> {
    const at = this.#parts.clock.now();
    const holders = await this.#parts.calls.listHolders(number, at);
    const stores = { entities: this.#parts.entities, assignments: this.#parts.assignments };
    return { office: routeCall(stores, { number, at, holders }) };
  }

  async noteTaps({ taps }: { taps: Tap[] }): Promise<void> {
    this.#storage.transactionSync(() => this.#parts.calls.noteTaps(taps, this.#parts.clock.stamp()));
  }

  async addCounts({ batch }: { batch: CounterBatch }): Promise<void> {
    this.#storage.transactionSync(() => {
      const now = this.#parts.clock.stamp();
      this.#parts.hourly.add(batch, now);
      watchPools(this.#parts, batch.rows, now);
    });
    this.#parts.timers.setOnce('statistics', '', this.#parts.clock.now() + FORGET_STATISTICS_MS);
  }

  async acceptFacts({ facts }: { facts: Fact[] }): Promise<{ accepted: string[] }> {
    const told = await readSimulatedEvents(facts);
    const links = await signConfirmLinks(this.env, this.#parts.account.find()?.body.id ?? '', facts);
    const calls = this.#storage.transactionSync(() => {
      const now = this.#parts.clock.stamp();
      for (const fact of facts) takeFact(this.#parts, fact, links, now);
      return this.#parts.calls.note(told, now);
    });
    this.#attribute(calls);
    this.#drain();
    return { accepted: facts.map((fact) => fact.id) };
  }

  protected override sealed() {
    return this.#parts.rotation.sealed();
  }

  override async alarm(): Promise<void> {
    await this.#parts.timers.run(
      this.#parts.clock.now(),
      (timer) => onAccountTimer(this.#parts, timer),
      logError('account timer'),
    );
  }

  /** After the answer. What fails here is tried again by the timer that was set with the event. */
  #attribute(calls: readonly string[]): void {
    const onError = logError('attribution');
    const { calls: log } = this.#parts;
    for (const id of calls) this.ctx.waitUntil(log.attribute(id).then(() => this.#drain(), onError));
  }

  #drain(): void {
    this.ctx.waitUntil(this.#parts.outbox.drain(this.#parts.clock.now()));
  }
}
