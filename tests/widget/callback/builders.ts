import { WidgetBehaviourSchema } from '../../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import type { CallbackAccepted, CallbackOrder, CallbackView } from '../../../shared/contract/callback.ts';
import type { PhonePlan, PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../../shared/contract/slots.ts';
import { publicStyle } from '../../../shared/style-css.ts';
import type { Outcome, Transport } from '../../../widget/api.ts';
import type { WidgetHost } from '../../../widget/callback/host.ts';

export function aView(over: Partial<CallbackView> = {}): CallbackView {
  return {
    id: 'cb_1',
    status: 'due',
    at: '2026-11-21T10:00:00Z',
    scheduledAt: '2026-11-21T10:00:00Z',
    attempt: 1,
    etaS: null,
    office: null,
    reason: null,
    can: [],
    ...over,
  };
}

export function anAcceptance(over: Partial<CallbackAccepted> = {}): Outcome<CallbackAccepted> {
  const value: CallbackAccepted = {
    id: 'cb_1',
    status: 'due',
    scheduledAt: '2026-11-21T10:00:00Z',
    etaS: 24,
    token: 'secret',
    ...over,
  };
  return { kind: 'ok', value };
}

/** Of the countries that tests type numbers of. */
export const PLANS: Record<string, PhonePlan> = {
  RU: { country: 'RU', code: '7', trunk: '8', lengths: [10] },
  KZ: { country: 'KZ', code: '7', trunk: '8', lengths: [10] },
  LV: { country: 'LV', code: '371', trunk: '', lengths: [8] },
  AE: { country: 'AE', code: '971', trunk: '0', lengths: [8, 9] },
  DE: { country: 'DE', code: '49', trunk: '0', lengths: [7, 8, 9, 10, 11] },
  US: { country: 'US', code: '1', trunk: '1', lengths: [10] },
  GB: { country: 'GB', code: '44', trunk: '0', lengths: [9, 10] },
};

/** Two days of three calls each, in Moscow; 12:00 is convenient. */
export function someSlots(over: Partial<SlotsAnswer> = {}): SlotsAnswer {
  const day = (date: string) => ({
    date,
    slots: [`${date}T07:00:00Z`, `${date}T09:00:00Z`, `${date}T11:00:00Z`],
    convenient: `${date}T09:00:00Z`,
  });
  return {
    zone: 'Europe/Moscow',
    workingNow: true,
    next: '2099-11-24T07:00:00Z',
    days: [day('2099-11-24'), day('2099-11-25')],
    mode: 'day',
    texts: {},
    hours: { from: '10:00', to: '18:00' },
    shown: true,
    ...over,
  };
}

export function aWidget(over: Partial<PublicWidget> = {}): PublicWidget {
  return {
    hash: 'w1',
    company: 'Beresta',
    phones: [PLANS.RU as PhonePlan],
    offices: [{ id: 'off_a', name: 'Main office' }],
    country: 'RU',
    behaviour: WidgetBehaviourSchema.parse({}),
    language: null,
    tools: [],
    texts: {},
    style: publicStyle(WidgetStyleSchema.parse({}), null),
    ...over,
  };
}

/** A transport in memory: `line` is what the edge would do to the open line. */
export interface FakeTransport extends Transport {
  orders: { order: CallbackOrder; key: string }[];
  asked: number;
  cancelled: string[];
  moved: string[];
  line: { onView: (view: CallbackView) => void; onGone: () => void; isOpen: boolean } | null;
  orderReply: Outcome<CallbackAccepted>;
  statusReply: Outcome<CallbackView>;
  cancelReply: Outcome<CallbackView | null>;
  moveReply: Outcome<CallbackView>;
  slotsReply: Outcome<SlotsAnswer>;
}

export function aTransport(): FakeTransport {
  const fake: FakeTransport = {
    orders: [],
    asked: 0,
    cancelled: [],
    moved: [],
    line: null,
    orderReply: anAcceptance(),
    statusReply: { kind: 'ok', value: aView() },
    cancelReply: { kind: 'ok', value: null },
    moveReply: { kind: 'ok', value: aView() },
    slotsReply: { kind: 'ok', value: someSlots() },
    async order(order, key) {
      fake.orders.push({ order, key });
      return fake.orderReply;
    },
    async status() {
      fake.asked++;
      return fake.statusReply;
    },
    live(_id, _token, onView, onGone) {
      const line = { onView, onGone, isOpen: true };
      fake.line = line;
      return () => {
        line.isOpen = false;
      };
    },
    async cancel(id) {
      fake.cancelled.push(id);
      return fake.cancelReply;
    },
    async reschedule(_id, _token, when) {
      fake.moved.push(when);
      return fake.moveReply;
    },
    slots: async () => fake.slotsReply,
  };
  return fake;
}

export function aHost(over: Partial<WidgetHost> = {}): WidgetHost {
  return {
    doc: document,
    site: 'site1',
    widget: aWidget(),
    transport: aTransport(),
    lang: 'en',
    visitContext: () => ({
      lease: 'a.b',
      touch: null,
      page: { url: 'https://shop.example/', referrer: '', title: 'Shop' },
    }),
    emit: () => {},
    ...over,
  };
}
