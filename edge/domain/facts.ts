import type { CallbackReason, CallbackStatus, OrderDoubt } from '../../shared/contract/callback.ts';
import type { Touch } from '../../shared/touch.ts';
import type { CallEvent } from './call-event.ts';
import type { CallbackTag, PastAttempt } from './callback/state.ts';
import type { CrmTarget } from './crm/outgoing.ts';
import type {
  CrmId,
  Delivery,
  DeliveryControl,
  DeliveryProgress,
  Destination,
  PausedBy,
  QueueTally,
  WebhookId,
} from './delivery.ts';
import type { TelephonyCommand, TelephonyEvent } from './ports.ts';
import type { PoolConfig, WidgetConfig } from './site-model.ts';
import type { WebhookTarget } from './webhook.ts';

/**
 * A fact that one object owes another. `id` lets the receiver drop a repetition; of two facts about the same
 * `subject` it keeps the one with the higher `seq`.
 */
export interface Fact<T extends FactBody = FactBody> {
  id: string;
  subject: string;
  seq: number;
  body: T;
}

export type FactBody =
  | { type: 'callback.changed'; callback: CallbackRecord }
  /** A manager lets an order be called that waits for a word, or does not. */
  | { type: 'callback.decide'; callback: string; word: ManagersWord }
  /** On the simulated telephones nobody waits for a planned call: its time has come. */
  | { type: 'simulator.hurry'; callback: string }
  | { type: 'telephony.command'; command: TelephonyCommand }
  | { type: 'telephony.event'; event: TelephonyEvent; via?: EventSource }
  | { type: 'call.event'; event: CallEvent }
  | { type: 'pool.configure'; config: PoolConfig }
  | { type: 'widget.configure'; config: WidgetConfig }
  | { type: 'delivery.send'; delivery: Delivery }
  | { type: 'delivery.control'; account: string; destination: Destination; control: DeliveryControl }
  | { type: 'delivery.changed'; progress: DeliveryProgress }
  /** Somebody may enter an account, or no more. */
  | { type: 'membership.changed'; user: string; account: string; name: string; isMember: boolean }
  /** Where a queue of webhooks goes now. */
  | { type: 'delivery.configure'; account: string; destination: WebhookId; target: WebhookTarget }
  /** Callbacks that ended before so long, ms, are to be forgotten. */
  | { type: 'privacy.keep'; keepMs: number }
  /** Where a queue of a CRM goes now. */
  | { type: 'delivery.configure'; account: string; destination: CrmId; target: CrmTarget }
  /** How a queue of webhooks fares, and whether it stands still. */
  | { type: 'delivery.state'; destination: WebhookId; pausedBy: PausedBy | null; tally: QueueTally };

/** Who told of a leg; absent for the simulator. */
export interface EventSource {
  /** Of the integration. */
  key: string;
  /** The provider's own id of the call. */
  call: string | null;
  /** The call is told in answer what to do next. */
  isAsking: boolean;
}

/** What a manager says to an order. */
export type ManagersWord = 'confirm' | 'decline';

/** A callback as the account lists it. Instants are epoch ms. */
export interface CallbackRecord {
  id: string;
  widget: string;
  /** What it was ordered through, beside the widget itself; absent, as its title, in records of an older version. */
  tool?: string | null;
  toolTitle?: string | null;
  office: string | null;
  /** Offices that may be rung, by the `line` of a manager's leg; absent in records of an older version. */
  offices?: string[];
  phone: string;
  name: string | null;
  comment: string | null;
  status: CallbackStatus;
  reason: CallbackReason | null;
  /** Absent from what was stored before there was a guard. */
  doubts?: OrderDoubt[];
  attempt: number;
  createdAt: number;
  scheduledAt: number;
  changedAt: number;
  talkS: number | null;
  success: boolean | null;
  tags: CallbackTag[];
  /** Those that are over. */
  attempts: PastAttempt[];
  page: string;
  touch: Touch | null;
  campaign: string | null;
  visitor: string | null;
  /** What the tool asked for; absent from records of an older version, as is `consent`. */
  extra?: Record<string, string>;
  consent?: ConsentRecord | null;
}

/** What the visitor agreed to: the version of the text, when (epoch ms), and on which page. */
export interface ConsentRecord {
  text: string;
  givenAt: number;
  page: string;
}
