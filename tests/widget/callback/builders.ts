import { WidgetBehaviourSchema } from '../../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import type { CallbackAccepted, CallbackOrder, CallbackView } from '../../../shared/contract/callback.ts';
import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
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

export function aWidget(over: Partial<PublicWidget> = {}): PublicWidget {
  return {
    hash: 'w1',
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
  line: { onView: (view: CallbackView) => void; onGone: () => void; isOpen: boolean } | null;
  orderReply: Outcome<CallbackAccepted>;
  statusReply: Outcome<CallbackView>;
  cancelReply: Outcome<CallbackView | null>;
}

export function aTransport(): FakeTransport {
  const fake: FakeTransport = {
    orders: [],
    asked: 0,
    cancelled: [],
    line: null,
    orderReply: anAcceptance(),
    statusReply: { kind: 'ok', value: aView() },
    cancelReply: { kind: 'ok', value: null },
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
