import type { Role } from '../../../shared/contract/admin/access.ts';
import type { Campaign } from '../../../shared/contract/admin/campaign.ts';
import type { Channel } from '../../../shared/contract/admin/channel.ts';
import type { Employee, Group } from '../../../shared/contract/admin/employee.ts';
import type { AccountEvent } from '../../../shared/contract/admin/event.ts';
import type { Exclusion } from '../../../shared/contract/admin/exclusion.ts';
import type { Integration } from '../../../shared/contract/admin/integration.ts';
import type { Job } from '../../../shared/contract/admin/job.ts';
import type { LedgerEntry } from '../../../shared/contract/admin/ledger.ts';
import type { PhoneNumber } from '../../../shared/contract/admin/number.ts';
import type { NumberRequest, Purchase, StockNumber } from '../../../shared/contract/admin/number-market.ts';
import type { Office } from '../../../shared/contract/admin/office.ts';
import type { PreviewInput } from '../../../shared/contract/admin/preview.ts';
import type { Rule } from '../../../shared/contract/admin/rule.ts';
import type { Schedule } from '../../../shared/contract/admin/schedule.ts';
import type { Site } from '../../../shared/contract/admin/site.ts';
import type { Style } from '../../../shared/contract/admin/style.ts';
import type { Upload } from '../../../shared/contract/admin/upload.ts';
import type { WebhookInput } from '../../../shared/contract/admin/webhook.ts';
import type { Widget } from '../../../shared/contract/admin/widget.ts';
import type { CallRecord } from '../../domain/call-record.ts';
import type { StoredCommunication } from '../../domain/crm/communication.ts';
import type { DeliveryRecord, PausedBy } from '../../domain/delivery.ts';
import type { CallbackRecord } from '../../domain/facts.ts';
import type { LeadRecord, StoredConsent } from '../../domain/lead-record.ts';
import type { SealedSecret } from '../../domain/webhook.ts';
import type { StoredGrant, StoredInvitation, StoredMember, StoredToken } from './members/access-bodies.ts';
import type { StoredAudit, StoredPrivacyRequest } from './privacy/privacy-bodies.ts';

/** An integration with its secret in an envelope that only this deployment opens, and only with this key. */
export type StoredIntegration = Omit<Integration, 'secret'> & { envelope: string };

/** How a number is used; instants as the API shows them. */
export type NumberActivity = Pick<PhoneNumber, 'lastIssueAt' | 'issues' | 'lastCallAt' | 'calls'>;

/** A number without what follows from the campaigns that use it, and from visits and calls. */
export type StoredNumber = Omit<PhoneNumber, 'campaign' | 'shield' | 'status' | keyof NumberActivity> & {
  status: Exclude<PhoneNumber['status'], 'moving'>;
  /** By what it was bought, of a number that was; so it can be given back. */
  source?: { purchase: string; integration: string | null };
};

/** With what its numbers will be, and whether the inventory may have heard of it. */
export type StoredPurchase = Omit<Purchase, 'numbers'> & {
  numbers: (Purchase['numbers'][number] & Pick<StockNumber, 'region' | 'operator' | 'kind'>)[];
  requestId: string;
  wasSent: boolean;
};

export type StoredJob = Job & { requestId: string };

/** `occurredAt` is epoch ms. */
export type StoredEvent = Omit<AccountEvent, 'occurredAt'> & { occurredAt: number };

/** With its secrets in envelopes, the newest first; `testedAt` is epoch ms. How it fares stands apart. */
export type StoredWebhook = WebhookInput & {
  id: string;
  status: 'active' | 'paused';
  pausedBy: PausedBy | null;
  testedAt: number | null;
  secrets: SealedSecret[];
};
/** `createdAt` is epoch ms. */
export type StoredStyle = Omit<Style, 'createdAt'> & { createdAt: number };

/** `digest` is the SHA-256 of the bytes, hex; `createdAt` is epoch ms. */
export type StoredUpload = Omit<Upload, 'createdAt'> & { createdAt: number; digest: string };

/** Without what follows from it; `until` is epoch ms. */
export type StoredChannel = Omit<Channel, 'pairing' | 'link'> & {
  pairing: { qr: string; until: number } | null;
};
/** `createdAt` and `expiresAt` are epoch ms. */
export type StoredPreview = PreviewInput & { id: string; site: string; createdAt: number; expiresAt: number };

export interface EntityBodies {
  sites: Site;
  offices: Office;
  numbers: StoredNumber;
  campaigns: Campaign;
  widgets: Widget;
  schedules: Schedule;
  /** Written as their facts arrive, only listed by the admin API. */
  callbacks: CallbackRecord;
  calls: CallRecord;
  integrations: StoredIntegration;
  exclusions: Exclusion;
  events: StoredEvent;
  /** Written when they are owed, and as their queue tells of them. */
  deliveries: DeliveryRecord;
  members: StoredMember;
  invitations: StoredInvitation;
  roles: Role;
  grants: StoredGrant;
  tokens: StoredToken;
  webhooks: StoredWebhook;
  styles: StoredStyle;
  uploads: StoredUpload;
  employees: Employee;
  groups: Group;
  channels: StoredChannel;
  /** Written as calls, orders and conversations are told of. */
  communications: StoredCommunication;
  ledger: LedgerEntry;
  purchases: StoredPurchase;
  requests: NumberRequest;
  jobs: StoredJob;
  /** Written as calls, orders and requests come. */
  leads: LeadRecord;
  consents: StoredConsent;
  /** Written with every change. */
  audit: StoredAudit;
  privacy: StoredPrivacyRequest;
  previews: StoredPreview;
  rules: Rule;
}
export type EntityKind = keyof EntityBodies;
