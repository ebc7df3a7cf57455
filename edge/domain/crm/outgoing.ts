import type { CrmVendor } from '../../../shared/contract/admin/crm-settings.ts';
import type { Communication } from './communication.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** A communication on its way to a CRM, with what the rules made of it when it was told. */
export interface CrmOutgoing {
  kind: 'crm';
  communication: Communication;
  rule: ResolvedRule;
}

/** What a queue has to know of its CRM. */
export interface CrmTarget {
  kind: 'crm';
  vendor: CrmVendor;
  /** `https://shop.bitrix24.ru` */
  origin: string;
  /** The API user of AutoCRM. */
  login: string | null;
  /** The secrets, which only this deployment opens, and only with the key of the integration. */
  envelope: string;
  key: string;
  /** IANA: what AutoCRM's times are in. */
  timeZone: string;
  /** User of the CRM who stands for whoever it does not know. */
  defaultUser: string | null;
}
