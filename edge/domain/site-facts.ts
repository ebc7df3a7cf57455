import type { ConsentMode } from '../../shared/contract/fields.ts';

/** What an account tells of one site when it is asked about a page of it; the route does the rest. */
export interface SiteFacts {
  key: string;
  hosts: string[];
  consentDefault: ConsentMode;
  hasActiveCampaign: boolean;
  /** The campaign that a first, direct visit to the page gets. */
  campaign: { id: string; name: string; offices: CampaignOfficeFacts[] } | null;
}

export interface CampaignOfficeFacts {
  office: string;
  name: string;
  selectors: string[];
  /** Leases from the campaign's pool. */
  isDynamic: boolean;
  hasFallback: boolean;
}
