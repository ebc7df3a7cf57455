import type { AccountRpc } from './rpc/account-rpc.ts';
import type { AuthRpc } from './rpc/auth-rpc.ts';
import type { CallbackRpc } from './rpc/callback-rpc.ts';
import type { DeliveryRpc, GuardRpc, SimRpc } from './rpc/object-rpc.ts';
import type { NumberPoolRpc } from './rpc/pool-rpc.ts';

/**
 * What the platform hands to the Worker. Text variables may be `null` on self-hosted workerd, where an unset
 * variable is bound as null without an error: `readConfig` refuses that.
 */
export interface Env {
  ACCOUNT: DurableObjectNamespace<AccountRpc>;
  POOL: DurableObjectNamespace<NumberPoolRpc>;
  CALLBACK: DurableObjectNamespace<CallbackRpc>;
  GUARD: DurableObjectNamespace<GuardRpc>;
  SIM: DurableObjectNamespace<SimRpc>;
  DELIVERY: DurableObjectNamespace<DeliveryRpc>;
  AUTH: DurableObjectNamespace<AuthRpc>;
  ASSETS: Fetcher;
  /** Comma-separated, newest first, each at least 32 characters: sign with the first, verify with any. */
  RINGLET_SECRETS: string | null;
  /** Where the outside world reaches this Worker, for instance `https://calls.example`. */
  PUBLIC_ORIGIN: string | null;
  /** Opens `POST /admin/v1/accounts`; nothing else accepts it. Unset: no accounts can be made. */
  RINGLET_OPERATOR_TOKEN?: string | null;
  /**
   * Headers in which a proxy of our own tells where the visitor is: `country=x-geo-country,region=…,city=…`. The proxy
   * must set or remove them on every request. Unset: the platform tells (`request.cf`), or nobody.
   */
  RINGLET_GEO_HEADERS?: string | null;
  /**
   * Servers of this machine that customers' settings may lead to: `127.0.0.1:2525,127.0.0.1:8025`. The self-hosted
   * server refuses to start with it unless it listens on this machine alone.
   */
  RINGLET_LOCAL_TARGETS?: string | null;
  /** The way to them, on the self-hosted server; elsewhere the global `fetch` goes there. */
  LOCAL?: Fetcher;
  /** Where Twilio is, if not at `https://api.twilio.com`: one of its regions, or a stand-in. */
  RINGLET_TWILIO_API?: string | null;
  /** What numbers of Twilio are sold for, by country, in minor units: `US=115,GB=115`. Unset: Twilio's own bill is all. */
  RINGLET_TWILIO_PRICES?: string | null;
  /** `1` on the self-hosted server, in front of which nothing compresses. */
  RINGLET_COMPRESS?: string | null;
  /** The server that takes our mail: `smtps://user:password@host:465`, or `smtp://` with STARTTLS. Unset: mail waits. */
  RINGLET_SMTP_URL?: string | null;
  /** Whom mail comes from: `calls@shop.example` or `Shop <calls@shop.example>`. */
  RINGLET_MAIL_FROM?: string | null;
  /** Who is told of a new customer. Unset: nobody. */
  RINGLET_SALES_EMAIL?: string | null;
  /** Set by the self-hosted server once its data come from a backup: when it first started on them, epoch ms. */
  RINGLET_RESTORED_AT?: string | null;
  /** `1` on the self-hosted server: what one process counts is all of it, and what it holds is held everywhere. */
  RINGLET_ONE_PROCESS?: string | null;
  /** Lets a scraper read `/metrics` from elsewhere. */
  RINGLET_METRICS_TOKEN?: string | null;
  /** What is logged: `error`, `warning` or `info`, which is a line a request. Unset: `warning`. */
  RINGLET_LOG?: string | null;
}
