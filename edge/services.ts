import { type MarketIntegration, openInventory } from './adapters/inventory/open-inventory.ts';
import { type Config, type ConfigAnswer, readConfig } from './config.ts';
import { onEdgeClock } from './domain/clock-skew.ts';
import type { Matcher } from './domain/compile-rules.ts';
import type { NumberInventory } from './domain/numbers/inventory.ts';
import type { EdgeSnapshot, SiteSnapshot } from './domain/site-model.ts';
import type { Env } from './env.ts';
import { accountOfKey } from './keys/routing-keys.ts';
import { type SecretRing, secretsOf } from './keys/secrets.ts';
import { logGate } from './log.ts';
import { type LeadToReserve, reserveLead } from './objects/guard/reserve-lead.ts';
import {
  type OrderSignal,
  type OrderToReserve,
  type OrderVerdict,
  reserveOrder,
} from './objects/guard/reserve-order.ts';
import { DressedSites } from './services/dressed-sites.ts';
import { EdgeCounters } from './services/edge-counters.ts';
import { ExhaustedOffices } from './services/exhausted-offices.ts';
import { MatcherCache } from './services/matcher-cache.ts';
import { SiteScripts } from './services/site-scripts.ts';
import { SlotsCache } from './services/slots-cache.ts';
import { SnapshotCache } from './services/snapshot-cache.ts';
import { findSnapshotOfWidget } from './services/snapshot-of-widget.ts';

/** Requests to the outside world: to public addresses, and to those servers of this machine that are named. */
export interface Outgoing {
  send(request: Request): Promise<Response>;
  sendLocally(request: Request): Promise<Response>;
  localTargets: readonly string[];
}

/** What the routes need: the objects by name, the keys, and the snapshots of this isolate. */
export interface Services {
  config: Config;
  secrets: SecretRing;
  account(id: string): ReturnType<Env['ACCOUNT']['getByName']>;
  pool(account: string, campaign: string): ReturnType<Env['POOL']['getByName']>;
  callbacks(account: string, widgetHash: string): ReturnType<Env['CALLBACK']['getByName']>;
  /** Whether an order may be dialled by itself, waits for a manager, or is refused. */
  reserveOrder(order: OrderToReserve): Promise<OrderVerdict>;
  /** Whether a contact that was left is kept. */
  reserveLead(lead: LeadToReserve): Promise<boolean>;
  simulator(account: string): ReturnType<Env['SIM']['getByName']>;
  auth(): ReturnType<Env['AUTH']['getByName']>;
  /** Null for a key that is damaged or leads to nothing; no object is touched for a damaged one. */
  snapshot(siteKey: string, waitUntil: (work: Promise<unknown>) => void): Promise<SiteSnapshot | null>;
  /** Of the site that has the widget, by its hash; null as with `snapshot`. */
  snapshotOfWidget(hash: string, waitUntil: (work: Promise<unknown>) => void): Promise<SiteSnapshot | null>;
  /** When calls of a widget can be ordered for. */
  slots: SlotsCache;
  /** Public snapshots as they are served at this hour. */
  dressed: DressedSites;
  /** The scripts of sites, as they are sent. */
  scripts: SiteScripts;
  /** The compiled rules of a snapshot. */
  matcher(snapshot: EdgeSnapshot): Matcher;
  /** Which pools have nothing to give out for the moment. */
  exhausted: ExhaustedOffices;
  /** What this isolate has answered. */
  counters: EdgeCounters;
  /** The ways to the outside world, for `edge/http/safe-fetch.ts`. */
  outgoing: Outgoing;
  /** Where numbers are bought; null for an integration that cannot be used. */
  inventory(integration: MarketIntegration | null): Promise<NumberInventory | null>;
  /** Forgets snapshots that a write has changed, so that this isolate shows the change at once. */
  dropSnapshots(siteKeys: readonly string[]): void;
}

export type ServicesAnswer =
  | { kind: 'ready'; services: Services }
  | Extract<ConfigAnswer, { kind: 'missing' }>;

/** Further signals about orders, such as a solved challenge. None by default: each asks a stranger about visitors. */
const SIGNALS: readonly OrderSignal[] = [];

const known = new WeakMap<Env, ServicesAnswer>();

/** The services of this isolate, made once; or what is missing in its configuration, asked anew each time. */
export function servicesOf(env: Env): ServicesAnswer {
  const made = known.get(env);
  if (made) return made;
  const answer = readConfig(env);
  if (answer.kind === 'missing') return answer;
  logGate.open(answer.config.logLevel);
  const ready: ServicesAnswer = { kind: 'ready', services: createServices(env, answer.config) };
  known.set(env, ready);
  return ready;
}

function createServices(env: Env, config: Config): Services {
  const secrets = secretsOf(env);
  const account: Services['account'] = (id) => env.ACCOUNT.getByName(`account:${id}`);
  const snapshots = new SnapshotCache(async (siteKey) => {
    const id = await accountOfKey(secrets, 's', siteKey);
    if (id === null) return null;
    const answer = await account(id).snapshot({ siteKey });
    if (answer.kind === 'gone') return null;
    const now = Date.now();
    return onEdgeClock(answer.snapshot, answer.sentAt ?? now, now);
  }, Date.now);
  const matchers = new MatcherCache();
  return {
    config,
    secrets,
    account,
    pool: (id, campaign) => env.POOL.getByName(`pool:${id}:${campaign}`),
    callbacks: (id, widgetHash) => env.CALLBACK.getByName(`callback:${id}:${widgetHash}`),
    reserveOrder: (order) => reserveOrder(env, secrets, order, SIGNALS),
    reserveLead: (lead) => reserveLead(env, secrets, lead),
    simulator: (id) => env.SIM.getByName(`sim:${id}`),
    auth: () => env.AUTH.getByName('auth'),
    snapshot: (siteKey, waitUntil) => snapshots.get(siteKey, waitUntil),
    snapshotOfWidget: (hash, waitUntil) =>
      findSnapshotOfWidget(hash, waitUntil, {
        snapshots,
        askSite: async (widget) => {
          const id = await accountOfKey(secrets, 'w', widget);
          if (id === null) return null;
          const answer = await account(id).siteOfWidget({ widget });
          return answer.kind === 'gone' ? null : answer.siteKey;
        },
      }),
    slots: new SlotsCache(),
    dressed: new DressedSites(() => Date.now()),
    scripts: new SiteScripts(),
    matcher: (snapshot) => matchers.get(snapshot),
    exhausted: new ExhaustedOffices(() => Date.now()),
    counters: new EdgeCounters(
      crypto.randomUUID(),
      (id, batch) => account(id).addCounts({ batch }),
      () => Date.now(),
      () => Math.random(),
    ),
    outgoing: {
      send: (request) => fetch(request),
      sendLocally: (request) => (env.LOCAL ? env.LOCAL.fetch(request) : fetch(request)),
      localTargets: config.localTargets,
    },
    inventory: (integration) => openInventory(env, integration),
    dropSnapshots: (siteKeys) => {
      for (const siteKey of siteKeys) snapshots.drop(siteKey);
    },
  };
}
