import type {
  CallbackAccepted,
  CallbackReason,
  CallbackStatus,
  CallbackView,
} from '../../shared/contract/callback.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';

/** What the studio tells the preview frame: show this widget, and let an order go this way. */
export interface PreviewSettings {
  widget: PublicWidget;
  lang: string;
  story: PreviewStep[];
}

/** One status of an order, `afterMs` after it was placed. */
export interface PreviewStep {
  afterMs: number;
  status: CallbackStatus;
  reason: CallbackReason | null;
  attempt: number;
}

/** What the frame tells the studio, once. */
export const PREVIEW_READY = 'ringlet.preview.ready';

/** The part of the production widget's module that the preview needs. */
export type MountWidget = (host: PreviewHost) => { open(): void; destroy(): void };

interface PreviewHost {
  doc: Document;
  site: string;
  widget: PublicWidget;
  transport: PreviewTransport;
  lang: string | null;
  visitContext(): { lease: null; touch: null; page: { url: string; referrer: string; title: string } };
  emit(event: string): void;
}

interface Answered<Value> {
  kind: 'ok';
  value: Value;
  reason: string;
}

export interface PreviewTransport {
  order(order: { when: string }): Promise<Answered<CallbackAccepted>>;
  status(): Promise<Answered<CallbackView>>;
  live(id: string, token: string, onView: (view: CallbackView) => void): () => void;
  cancel(): Promise<Answered<CallbackView>>;
  reschedule(id: string, token: string, when: string): Promise<Answered<CallbackView>>;
  slots(): Promise<Answered<SlotsAnswer>>;
}
