import type {
  GrantInput,
  InvitationInput,
  RoleInput,
  TokenInput,
} from '../../../shared/contract/admin/access.ts';
import type { AlertRules } from '../../../shared/contract/admin/account.ts';
import type { CallInput } from '../../../shared/contract/admin/call.ts';
import type { CampaignInput } from '../../../shared/contract/admin/campaign.ts';
import type { ChannelInput } from '../../../shared/contract/admin/channel.ts';
import type { Warning } from '../../../shared/contract/admin/common.ts';
import type { EmployeeInput, GroupInput } from '../../../shared/contract/admin/employee.ts';
import type { ExclusionInput } from '../../../shared/contract/admin/exclusion.ts';
import type { IntegrationInput } from '../../../shared/contract/admin/integration.ts';
import type { NumberInput } from '../../../shared/contract/admin/number.ts';
import type { NumberRequestInput, PurchaseInput } from '../../../shared/contract/admin/number-market.ts';
import type { OfficeInput } from '../../../shared/contract/admin/office.ts';
import type { PreviewInput } from '../../../shared/contract/admin/preview.ts';
import type { PrivacyInput } from '../../../shared/contract/admin/privacy.ts';
import type { RuleInput } from '../../../shared/contract/admin/rule.ts';
import type { ScheduleInput } from '../../../shared/contract/admin/schedule.ts';
import type { SiteInput } from '../../../shared/contract/admin/site.ts';
import type { StyleInput } from '../../../shared/contract/admin/style.ts';
import type { WebhookInput } from '../../../shared/contract/admin/webhook.ts';
import type { WidgetInput } from '../../../shared/contract/admin/widget.ts';
import type { DeliveryControl, Destination } from '../../domain/delivery.ts';
import type { FactBody } from '../../domain/facts.ts';
import type { TwilioPrices } from '../../domain/numbers/twilio-prices.ts';
import type { AuditStore } from './audit-store.ts';
import type { EntityBodies, EntityKind } from './entity-bodies.ts';
import type { EntityCondition, EntityStore } from './entity-store.ts';
import type { PoolAlertStore } from './events/pool-alert-store.ts';
import type { JobStore } from './jobs/job-store.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { ReleaseStore } from './market/release-store.ts';
import type { AccessContext } from './members/access-context.ts';
import type { Sight } from './members/sight.ts';
import type { PrivacyDesk } from './privacy/privacy-desk.ts';
import type { StatisticsReader } from './statistics/statistics-reader.ts';
import type { UploadStore } from './uploads/upload-store.ts';
import type { WebhookTallies } from './webhooks/webhook-tallies.ts';

export interface EntityInputs {
  sites: SiteInput;
  offices: OfficeInput;
  numbers: NumberInput;
  campaigns: CampaignInput;
  widgets: WidgetInput;
  schedules: ScheduleInput;
  callbacks: never;
  calls: CallInput;
  integrations: IntegrationInput;
  exclusions: ExclusionInput;
  events: never;
  deliveries: never;
  members: never;
  invitations: InvitationInput;
  roles: RoleInput;
  grants: GrantInput;
  tokens: TokenInput;
  webhooks: WebhookInput;
  styles: StyleInput;
  uploads: never;
  employees: EmployeeInput;
  groups: GroupInput;
  channels: ChannelInput;
  communications: never;
  ledger: never;
  purchases: PurchaseInput;
  requests: NumberRequestInput;
  jobs: never;
  leads: never;
  consents: never;
  audit: never;
  privacy: PrivacyInput;
  previews: PreviewInput;
  rules: RuleInput;
}

/** How the active campaigns use a number; one that is not in the map is used by none. */
export interface NumberUse {
  /** The active campaign that it belongs to. */
  campaign: string | null;
  /** It is given out as a fallback. */
  shield: boolean;
  /** It may still be promised to somebody from the place that it had before. */
  moving: boolean;
}

/** What the account sends its messages through. */
export interface DeliveryQueues {
  /** Asks something of a queue, once this write is stored. */
  control(destination: Destination, control: DeliveryControl): void;
  isPaused(destination: Destination): boolean;
}

export interface RuleContext {
  entities: EntityStore;
  /** The account's, IANA. */
  timeZone: string;
  /** Epoch ms. */
  now: number;
  numberUses(): ReadonlyMap<string, NumberUse>;
  statistics: StatisticsReader;
  /** Settings of the account. */
  alerts: AlertRules;
  poolAlerts: PoolAlertStore;
  /** Of the account itself. */
  account: string;
  /** As `AdminContext` has it. */
  owe(id: string, target: string, subject: string, body: FactBody): void;
  /** The envelope of the secret that this write brings, of a resource that has one. */
  sealedSecret: string | null;
  queues: DeliveryQueues;
  access: AccessContext;
  /** How webhooks fare. */
  tallies: WebhookTallies;
  /** Name of the token that asks. */
  token: string;
  /** What is to be said of this write beside the entity that it answers, and of nothing that is read later. */
  noted: Warning[];
  uploads: UploadStore;
  ledger: Ledger;
  releases: ReleaseStore;
  jobs: JobStore;
  requestId: string;
  /** Runs in the transaction: something that the account does by itself at `dueAt`, epoch ms. */
  schedule(kind: string, key: string, dueAt: number): void;
  /** What the operator sells Twilio's numbers for. */
  twilioPrices: TwilioPrices;
  /** Who is told of requests for numbers; null for nobody. */
  salesEmail: string | null;
  /** What whoever asks may see of visitors. */
  sight: Sight;
  privacy: PrivacyDesk;
  audit: AuditStore;
}

export interface Draft<K extends EntityKind> {
  id: string;
  /** The routing key that was minted for it, of a resource that has one. */
  key: string | null;
  input: EntityInputs[K];
}

/**
 * What is special about one resource. Input has passed the schema; a rule that does not hold is thrown as
 * `Refused`, and the transaction is rolled back.
 */
export interface ResourceRules<K extends EntityKind> {
  /** Answers how entities of the present state are shown. `bodies` are all that will be, so that one query serves them. */
  present(
    context: RuleContext,
    bodies: readonly EntityBodies[K][],
  ): (body: EntityBodies[K]) => Record<string, unknown>;
  create?(context: RuleContext, draft: Draft<K>): EntityBodies[K];
  update?(context: RuleContext, before: EntityBodies[K], input: EntityInputs[K]): EntityBodies[K];
  checkRemoval?(context: RuleContext, body: EntityBodies[K]): void;
  /** Takes away what was kept beside the entity, which is gone. */
  forget?(context: RuleContext, body: EntityBodies[K]): void;
  act?(context: RuleContext, body: EntityBodies[K], action: string): EntityBodies[K];
  /** An action on the whole list; `input` has passed the action's schema. */
  actOnList?(context: RuleContext, action: string, input: unknown): void;
  /**
   * A question about the resource, or about the entity `id`, which is there; `input` has passed the question's schema,
   * and nothing may be written.
   */
  ask?(context: RuleContext, question: string, input: unknown, id?: string): Record<string, unknown>;
  /** A filter by a field that is not stored as it is shown; null leaves it to the stored field. */
  condition?(context: RuleContext, field: string, value: string | number | boolean): EntityCondition | null;
}
