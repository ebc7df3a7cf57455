import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import type { Page } from '../../shared/contract/fields.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Touch } from '../../shared/touch.ts';
import type { Outcome, Transport } from '../api.ts';
import type { Undo } from '../boundary.ts';
import type { Emit } from '../events.ts';

/** Everything the callback widget needs from where it stands: a customer's page, or a preview. */
export interface WidgetHost {
  doc: Document;
  site: string;
  widget: PublicWidget;
  transport: Transport;
  /** The language that the tag asks for, if it does. */
  lang: string | null;
  /** Asked at the moment of an order. */
  visitContext(): VisitContext;
  emit: Emit;
}

export interface VisitContext {
  lease: string | null;
  touch: Touch | null;
  page: Page;
}

/** What a page's own code orders; `phone` as people type it, `when` is `now` or an ISO instant. */
export interface PageOrder {
  phone: string;
  when?: string;
  name?: string;
}

export interface WidgetHandle {
  open(): void;
  close(): void;
  toggle(): void;
  /** Orders without the card. `bad_phone` if what was given cannot be a number. */
  order(order: PageOrder): Promise<Outcome<CallbackAccepted> | { kind: 'bad_phone' }>;
  destroy: Undo;
}

/** What the lazily loaded module exports. */
export interface WidgetModule {
  mount(host: WidgetHost): WidgetHandle;
  createTransport(origin: string): Transport;
}
