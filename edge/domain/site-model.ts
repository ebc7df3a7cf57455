import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { HolidaySetName } from '../../shared/contract/admin/holiday-style.ts';
import type { TelephonyIntegration } from '../../shared/contract/admin/integration.ts';
import type { Ivr } from '../../shared/contract/admin/ivr.ts';
import type { Scenario } from '../../shared/contract/admin/scenario.ts';
import type { ScheduleInput } from '../../shared/contract/admin/schedule.ts';
import type { Provider } from '../../shared/contract/admin/widget.ts';
import type { WidgetBehaviour } from '../../shared/contract/admin/widget-behaviour.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { WidgetTool } from '../../shared/contract/admin/widget-tool.ts';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';

/** A site as the edge sees it. The public part may be shown to anybody, the edge part never leaves. */
export interface SiteSnapshot {
  public: PublicSnapshot;
  edge: EdgeSnapshot;
}

export interface EdgeSnapshot {
  account: string;
  siteId: string;
  /** IANA, the account's: weekdays and hours of rules are counted in it. */
  timeZone: string;
  /** Addresses and ranges whose visitors take no number. */
  excluded: string[];
  /** Active campaigns in list order. */
  campaigns: EdgeCampaign[];
  /** All of the site's, also those that nobody answers yet. */
  widgets: EdgeWidget[];
  /** By id, those that a widget of the site goes by. */
  schedules: Record<string, ScheduleInput>;
}

export interface EdgeCampaign {
  id: string;
  name: string;
  groups: RuleGroup[];
  sessionS: number;
  /** True if an office of it leases from the pool. */
  dynamic: boolean;
  /** Of the pool's configuration when this was compiled; absent without a pool. */
  poolVersion?: number;
  offices: EdgeOffice[];
}

export interface EdgeOffice {
  office: string;
  selectors: string[];
  replaces: string[];
  kind: 'static' | 'dynamic' | 'none';
  /** The shared number of a static office; null while it still rests from another campaign. */
  static: UsableNumber | null;
  fallback: UsableNumber | null;
}

/** `usableFrom` is epoch ms: before it the number may still be promised to somebody else. */
export interface UsableNumber {
  e164: string;
  usableFrom: number;
}

export interface EdgeWidget {
  id: string;
  hash: string;
  /** That have a telephone; without one there is nobody to call. */
  offices: string[];
  provider: Provider;
  /** Among the snapshot's schedules; null: calls may come at any time. */
  schedule: string | null;
  audience: WidgetAudience;
  /** Absent from what was compiled before there were any. */
  tools?: EdgeTool[];
  /** Absent from one that wears none; by the dates of an IANA zone. */
  holidays?: { sets: HolidaySetName[]; timeZone: string; style: WidgetStyle };
}

/** What decides whether an order may name a tool. */
export type EdgeTool = Pick<WidgetTool, 'id' | 'kind' | 'isOn' | 'rules'>;

/** Who may see a widget and order by it (S1-68). An empty list shuts nobody out. */
export type WidgetAudience = Pick<
  WidgetBehaviour,
  'countries' | 'cities' | 'blockedAddresses' | 'phoneCountries'
>;

/** Configuration of one campaign's pool. A lower `version` than the known one is ignored. */
export interface PoolConfig {
  account: string;
  campaign: string;
  version: number;
  /** False for a campaign that is paused or archived: the pool answers `gone`. */
  active: boolean;
  sessionS: number;
  afterSessionS: number;
  restS: number;
  /** How long it is known who held a number, ms; absent: for `HISTORY_MS`. */
  keepMs?: number;
  offices: PoolOffice[];
}

export interface PoolOffice {
  office: string;
  fallback: UsableNumber | null;
  /** In the order of the campaign's list. */
  numbers: UsableNumber[];
}

/** Configuration of one widget's callbacks. */
export interface WidgetConfig {
  account: string;
  widget: string;
  version: number;
  name: string;
  service: string;
  provider: Provider;
  /** By which the calls are made; null for the simulator. */
  integration: WidgetIntegration | null;
  /** What the visitor is told until the telephone rings, seconds (S1-61). */
  countdownS: number;
  scenario: Scenario;
  /** Null: calls may come at any time. */
  schedule: ScheduleInput | null;
  /** IANA, the account's. */
  timeZone: string;
  ivr: Ivr;
  /** What the voice calls the widget's tools, by id; absent from what was compiled before there were any. */
  tools?: Record<string, string>;
  /** In the order in which they are called; the address is E.164 or SIP. */
  offices: WidgetOffice[];
}

/** What it takes to make calls by a provider. Its secrets are in an envelope that only this deployment opens. */
export interface WidgetIntegration {
  id: string;
  /** Routing key: part of the addresses that the provider calls, and what the envelope is bound to. */
  key: string;
  provider: TelephonyIntegration;
  envelope: string;
  /** Of `webhook`: where commands are posted to. */
  url: string | null;
  /** Of `twilio`. */
  accountSid: string | null;
  apiKeySid: string | null;
  /** Of `twilio`: the number that both sides see, E.164. */
  from: string | null;
}

export interface WidgetOffice {
  id: string;
  name: string;
  address: string;
  extension: string | null;
}
