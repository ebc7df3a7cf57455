import { openInventory } from '../../adapters/inventory/open-inventory.ts';
import type { Env } from '../../env.ts';
import { secretsOf } from '../../keys/secrets.ts';
import type { NoteOutbox } from '../../metrics/outbox-board.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { receivedFactsMigrations } from '../received-facts.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { adminMigrations } from './account-migrations.ts';
import { AccountStore } from './account-store.ts';
import { AssignmentStore } from './assignment-store.ts';
import { auditMigrations } from './audit-store.ts';
import { CallLog } from './calls/call-log.ts';
import { callMigrations } from './calls/call-migrations.ts';
import { CallStore } from './calls/call-store.ts';
import { connectNumber } from './calls/connect-number.ts';
import { CommunicationLog } from './communications/communication-log.ts';
import { type CrmDebtor, tellCrm } from './crm/tell-crm.ts';
import { EntityStore } from './entity-store.ts';
import { EventLog } from './events/event-log.ts';
import { eventMigrations } from './events/event-migrations.ts';
import { PoolAlertStore } from './events/pool-alert-store.ts';
import { tellCallStarted } from './events/tell-calls.ts';
import { exclusionMigrations } from './exclusion-migrations.ts';
import { jobMigrations } from './jobs/job-store.ts';
import { LeadLog } from './leads/lead-log.ts';
import { ledgerMigrations } from './ledger/ledger.ts';
import { PurchaseFlow } from './market/purchase-flow.ts';
import { marketMigrations } from './market/release-store.ts';
import { accessMigrations } from './members/access-migrations.ts';
import { memberMigrations } from './members/member-store.ts';
import { AccountQueues } from './notices/delivery-queues.ts';
import { noticeMigrations } from './notices/notice-migrations.ts';
import { Notices } from './notices/notices.ts';
import { askGuard, askObjects } from './privacy/ask-objects.ts';
import { privacyMigrations } from './privacy/privacy-migrations.ts';
import { PrivacyRunner } from './privacy/privacy-runner.ts';
import { publishMigrations } from './publish-migrations.ts';
import { PublishedStore } from './published-store.ts';
import { Publisher } from './publisher.ts';
import { EnvelopeRotation } from './rotation/envelope-rotation.ts';
import { type SettlePool, sendAccountFacts } from './send-account-facts.ts';
import { HourlyStore } from './statistics/hourly-store.ts';
import { statisticsMigrations } from './statistics/statistics-migrations.ts';
import { uploadMigrations } from './uploads/upload-migrations.ts';
import { UploadStore } from './uploads/upload-store.ts';
import { oweEvent, type WebhookDebtor } from './webhooks/owe-webhook.ts';
import { webhookMigrations } from './webhooks/webhook-tallies.ts';
import { widgetMigrations } from './widget-migrations.ts';

/** What an account's object works with: its stores, and what acts on them. */
export interface AccountParts {
  storage: DurableObjectStorage;
  clock: ObjectClock;
  timers: Timers;
  outbox: Outbox;
  account: AccountStore;
  entities: EntityStore;
  published: PublishedStore;
  assignments: AssignmentStore;
  publisher: Publisher;
  calls: CallLog;
  hourly: HourlyStore;
  events: EventLog;
  poolAlerts: PoolAlertStore;
  notices: Notices;
  queues: AccountQueues;
  uploads: UploadStore;
  communications: CommunicationLog;
  purchases: PurchaseFlow;
  leads: LeadLog;
  privacy: PrivacyRunner;
  rotation: EnvelopeRotation;
  /** What owing communications to CRMs needs. */
  crmDebtor: CrmDebtor;
}

/** Brings the tables up to date and makes the parts. Runs in the constructor of the object, synchronously. */
export function makeAccountParts(storage: DurableObjectStorage, env: Env, note?: NoteOutbox): AccountParts {
  migrate(storage, [
    clockMigrations,
    timerMigrations,
    outboxMigrations,
    receivedFactsMigrations,
    adminMigrations,
    publishMigrations,
    callMigrations,
    statisticsMigrations,
    eventMigrations,
    noticeMigrations,
    exclusionMigrations,
    widgetMigrations,
    memberMigrations,
    accessMigrations,
    webhookMigrations,
    uploadMigrations,
    ledgerMigrations,
    marketMigrations,
    jobMigrations,
    auditMigrations,
    privacyMigrations,
  ]);
  const { sql } = storage;
  const clock = new ObjectClock(storage);
  const timers = new Timers(storage);
  const account = new AccountStore(sql);
  const entities = new EntityStore(sql);
  const published = new PublishedStore(sql);
  const assignments = new AssignmentStore(sql);
  const settle: SettlePool = (config, version, freeAt) =>
    storage.transactionSync(() => publisher.settle(config, version, freeAt, clock.stamp()));
  const outbox = new Outbox(
    storage,
    timers,
    sendAccountFacts(env, () => clock.now(), settle),
    note,
  );
  const publisher = new Publisher({ account, entities, assignments, published, outbox });
  const owe: WebhookDebtor['owe'] = (id, target, subject, body) =>
    outbox.add(id, target, subject, body, clock.now());
  const events = new EventLog(sql, {
    account,
    entities,
    send: (event, now) => oweEvent({ entities, account: event.account, now, owe }, event),
  });
  const crmDebtor: CrmDebtor = { entities, account, timers, owe };
  const communications = new CommunicationLog(entities, (told, now) => tellCrm(crmDebtor, told, now));
  const calls = new CallLog({
    storage,
    entities,
    assignments,
    calls: new CallStore(sql),
    timers,
    clock,
    askPool: async (campaign, question) => {
      const pool = env.POOL.getByName(`pool:${account.read().id}:${campaign}`);
      return (await pool.holders(question)).holders;
    },
    attributionRules: () => account.read().attribution,
    onHeard: (number, now) => {
      if (connectNumber({ sql, entities }, number, now)) publisher.publish(now);
    },
    onJudged: (call, now) => {
      leads.onCall(call, now);
      tellCallStarted({ entities, events, timers, communications }, call, now);
    },
  });
  const hourly = new HourlyStore(sql);
  const notices = new Notices({ sql, account, entities, outbox, timers });
  const leads = new LeadLog({ sql, account, entities, events, notices, timers });
  const asks = { askObject: askObjects(env), askGuard: askGuard(env) };
  const privacy = new PrivacyRunner({ storage, account, entities, events, timers, clock, ...asks });
  const queues = new AccountQueues(sql, { account, outbox, clock });
  const poolAlerts = new PoolAlertStore(sql);
  const purchases = new PurchaseFlow({
    storage,
    entities,
    timers,
    clock,
    account: () => account.read().id,
    openInventory: (integration) => openInventory(env, integration),
  });
  return {
    storage,
    clock,
    timers,
    outbox,
    account,
    entities,
    published,
    assignments,
    publisher,
    calls,
    hourly,
    events,
    poolAlerts,
    notices,
    queues,
    uploads: new UploadStore(sql),
    communications,
    purchases,
    leads,
    privacy,
    rotation: new EnvelopeRotation({
      storage,
      account,
      entities,
      publisher,
      outbox,
      clock,
      timers,
      secrets: () => secretsOf(env),
    }),
    crmDebtor,
  };
}
