import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { LineType, OrderRules } from '../../shared/contract/admin/account.ts';
import type { Provider } from '../../shared/contract/admin/widget.ts';
import {
  BLOCK_HOURLY,
  LEADS_HOURLY,
  MIN_OPENED_MS,
  PHONE_CAPS,
  PREFIX_HOURLY,
  UNSURE_HOURLY,
} from './limits.ts';

/** What one account allows to be called, and how much of it. */
export interface OrderPolicy extends OrderRules {
  /** The number is on the account's list of those who are never called. */
  isExcluded: boolean;
}

/** Something that is counted: a number, a range, a widget, money. `key` says what, and carries no personal data. */
export interface Counter {
  key: string;
  /** What this use adds: 1, or an amount of money. */
  amount: number;
  limits: readonly CounterLimit[];
}

export interface CounterLimit {
  windowMs: number;
  max: number;
  /** What an order is that would make the sum of the last `windowMs` larger than `max`. */
  above: 'unsure' | 'refused';
}

/** One question to one shard of the guard; all its counters are looked at and moved in one step. */
export interface Reservation {
  /** Of the order or of the attempt: the same one is counted once. */
  id: string;
  counters: readonly Counter[];
  /** Counted in place of `counters` if one of those is unsure; without it an unsure order is counted like a sure one. */
  instead?: readonly Counter[];
}

/** `sure` may be dialled by itself; `unsure` waits for a manager; of what is `refused` nothing was counted. */
export type GuardVerdict = 'sure' | 'unsure' | 'refused';

/** What the names of counters are made of: MACs, and the ids of account and widget. */
export interface CounterNames {
  phone: string;
  prefix: string;
  /** Null where the address is not known or one's own. */
  block: string | null;
  account: string;
  widget: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const LINE_TYPES: Partial<Record<NonNullable<NumberType>, readonly LineType[]>> = {
  FIXED_LINE: ['fixed'],
  MOBILE: ['mobile'],
  FIXED_LINE_OR_MOBILE: ['fixed', 'mobile'],
  VOIP: ['voip'],
};

/**
 * Whether a number (E.164) may be called at all: one of the allowed countries and kinds of line. Premium, shared-cost,
 * satellite and personal numbers never are, nor what no numbering plan has, such as short and emergency numbers.
 */
export function mayCall(
  phone: string,
  policy: Pick<OrderPolicy, 'countries' | 'lineTypes' | 'isExcluded'>,
): boolean {
  if (policy.isExcluded) return false;
  const number = parsePhoneNumberFromString(phone);
  if (!number?.country || !number.isValid()) return false;
  if (!policy.countries.includes(number.country)) return false;
  const types = LINE_TYPES[number.getType() ?? 'PREMIUM_RATE'] ?? [];
  return types.some((type) => policy.lineTypes.includes(type));
}

/** The block of ten thousand numbers that a number (E.164) lies in: fraud comes in ranges. */
export function prefixOf(phone: string): string {
  return phone.slice(0, -4);
}

/**
 * True for an order that was sent sooner than a person can. One that does not say (a script of the customer's own) is
 * judged by the caps alone: who means harm can say anything here. Simulated telephones disturb nobody, and are called
 * at any speed.
 */
export function isTooQuick(order: { openedMs: number | null; provider: Provider }): boolean {
  return order.provider !== 'simulator' && order.openedMs !== null && order.openedMs < MIN_OPENED_MS;
}

/** Who orders: counted in the shard of the address block. */
export function senderCounters({ block }: CounterNames): Counter[] {
  return block === null ? [] : [{ key: `block:${block}`, amount: 1, limits: hourly(BLOCK_HOURLY) }];
}

/** Who is to be called: counted in the shard of the prefix, for all accounts together. */
export function numberCounters({ phone, prefix }: CounterNames): Counter[] {
  return [
    { key: `phone:${phone}`, amount: 1, limits: PHONE_CAPS.map(refusedAbove) },
    { key: `prefix:${prefix}`, amount: 1, limits: hourly(PREFIX_HOURLY) },
  ];
}

/** What an order that may be dialled by itself costs its account: counted in the account's shard. */
export function accountCounters({ account, widget }: CounterNames, policy: OrderRules): Counter[] {
  return [
    {
      key: `widget:${widget}`,
      amount: 1,
      limits: [{ windowMs: HOUR_MS, max: policy.perWidgetHour, above: 'unsure' }],
    },
    {
      key: `account:${account}`,
      amount: 1,
      limits: [{ windowMs: DAY_MS, max: policy.perDay, above: 'unsure' }],
    },
    spendCounter(account, policy, 'unsure'),
  ];
}

/** What an order that waits for a manager's word is counted by. */
export function unsureCounters({ widget }: CounterNames): Counter[] {
  return [
    {
      key: `unsure:${widget}`,
      amount: 1,
      limits: [{ windowMs: HOUR_MS, max: UNSURE_HOURLY, above: 'refused' }],
    },
  ];
}

/** Looked at when a telephone is about to ring: by then an order may be days old, or confirmed by a manager. */
export function ringCounters({ phone }: CounterNames): Counter[] {
  return [{ key: `ring:${phone}`, amount: 1, limits: PHONE_CAPS.map(refusedAbove) }];
}

/** Money for one callback with all its attempts; what was reserved by the order itself is not counted again. */
export function spendCounter(account: string, policy: OrderRules, above: CounterLimit['above']): Counter {
  const limits = [{ windowMs: DAY_MS, max: policy.spendPerDay, above }];
  return { key: `spend:${account}`, amount: policy.callPrice, limits };
}

/** What a contact that was left is counted by, in the shards of its sender, of the contact, and of the account. */
export function leadCounters({
  block,
  phone,
  widget,
}: CounterNames): Record<'sender' | 'contact' | 'widget', Counter[]> {
  const counted = (key: string, caps: readonly { windowMs: number; max: number }[]) => [
    { key, amount: 1, limits: caps.map(refusedAbove) },
  ];
  const anHour = (max: number) => [{ windowMs: HOUR_MS, max }];
  return {
    sender: block === null ? [] : counted(`lead-block:${block}`, anHour(LEADS_HOURLY.block)),
    contact: counted(`lead:${phone}`, PHONE_CAPS),
    widget: counted(`lead-widget:${widget}`, anHour(LEADS_HOURLY.widget)),
  };
}

/** The graver of two. */
export function graver(a: GuardVerdict, b: GuardVerdict): GuardVerdict {
  if (a === 'refused' || b === 'refused') return 'refused';
  return a === 'unsure' || b === 'unsure' ? 'unsure' : 'sure';
}

/** How long a use of a counter has to be known, ms. */
export function keepMs({ limits }: Counter): number {
  return Math.max(0, ...limits.map(({ windowMs }) => windowMs));
}

function hourly({ unsure, refused }: { unsure: number; refused: number }): CounterLimit[] {
  return [
    { windowMs: HOUR_MS, max: unsure, above: 'unsure' },
    { windowMs: HOUR_MS, max: refused, above: 'refused' },
  ];
}

function refusedAbove(cap: { windowMs: number; max: number }): CounterLimit {
  return { ...cap, above: 'refused' };
}
