import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Schedule } from '../../shared/contract/admin/schedule.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { WidgetIntegration } from './site-model.ts';

/** Everything an account has that its sites are compiled from. */
export interface AccountModel {
  account: string;
  name: string;
  country: string;
  timeZone: string;
  excluded: string[];
  offices: Map<string, Office>;
  campaigns: Campaign[];
  widgets: Widget[];
  schedules: ReadonlyMap<string, Schedule>;
  /** With their secrets in envelopes. */
  integrations: ReadonlyMap<string, WidgetIntegration>;
  /** E.164 by number id, of the numbers that are active. */
  e164: Map<string, string>;
  /** By E.164, see `usableFrom`. */
  usableFrom: Map<string, number | null>;
  /** By campaign, of those that have a pool. */
  poolVersions?: ReadonlyMap<string, number>;
  /** How long it is known who held a number; absent: as long as can be. */
  leaseDays?: number;
}
