import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import type { Page } from '../../shared/contract/fields.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Touch } from '../../shared/touch.ts';
import type { Transport } from '../api.ts';
import type { Undo } from '../boundary.ts';
import type { Emit } from '../events.ts';

/** Everything the callback widget needs from where it stands: a customer's page, or a preview. */
export interface WidgetHost {
  doc: Document;
  site: string;
  widget: PublicWidget;
  /** A customer's page asks the edge how orders go on; a preview has an answer to everything. */
  transport: Pick<Transport, 'order' | 'slots'> & Partial<Transport>;
  /** Where uploaded images are; absent where they cannot be reached. */
  origin?: string;
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
  /** The tool by which the card was opened; its order names it. */
  tool?: string | null;
}

/** A host that is a customer's page: the edge answers at `origin`. */
export type PageHost = Omit<WidgetHost, 'transport'> & { origin: string };

/** What a page's own code orders; `phone` as people type it, `when` is `now` or an ISO instant. */
export interface PageOrder {
  phone: string;
  when?: string;
  name?: string;
  /**
   * Version of the text by which the page asked its visitor for consent, `page` unless told. The page answers for
   * having asked: an order counts as agreed to.
   */
  consent?: string;
}

export type OrderReceipt = Pick<CallbackAccepted, 'id' | 'status' | 'scheduledAt' | 'etaS'>;

export interface WidgetHandle {
  /** With a scenario it opens by itself: it then says why, and takes no focus. Without one somebody asked for it. */
  open(scenario?: TextScenario): void;
  /** Whether anything of it is to be seen; opening always shows it. */
  setShown(isShown: boolean): void;
  close(): void;
  toggle(): void;
  /** Orders without the card. Rejects with the code of the refusal, `bad_phone` if it cannot be a number. */
  callback(order: PageOrder): Promise<OrderReceipt>;
  destroy: Undo;
}

/** What the lazily loaded module exports. */
export interface WidgetModule {
  mount(host: WidgetHost): WidgetHandle;
  mountOnPage(host: PageHost): WidgetHandle;
}
