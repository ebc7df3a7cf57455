import type {
  CallbackAccepted,
  CallbackReason,
  CallbackStatus,
  CallbackView,
} from '../../shared/contract/callback.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';

/** What the studio tells the preview frame: show this widget, at these hours, and let an order go this way. */
export interface PreviewSettings {
  widget: PublicWidget;
  lang: string;
  slots: SlotsAnswer;
  /** Where a visitor has come to; null leaves it to whoever tries the preview. */
  reach: PreviewReach | null;
  /** What is typed where the way leads through an order. */
  phone: string;
  story: PreviewStory;
}

/** How far a visitor has come. `active` is the launcher opened as a small card, `plus` the card that opens by itself. */
export type PreviewReach = 'launcher' | 'active' | 'plus' | 'form' | 'faulty' | 'times' | 'ordered';

/** What becomes of an order; `lost`: no answer comes. */
export type PreviewStory = PreviewStep[] | 'lost';

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
export type MountWidget = (host: PreviewHost) => { open(by?: 'activePlus'): void; destroy(): void };

interface PreviewHost {
  doc: Document;
  site: string;
  widget: PublicWidget;
  transport: PreviewTransport;
  /** Where the account's pictures are. */
  origin: string;
  lang: string | null;
  visitContext(): { lease: null; touch: null; page: { url: string; referrer: string; title: string } };
  emit(event: string): void;
}

type Answered<Value> = { kind: 'ok'; value: Value; reason: string } | { kind: 'lost'; reason: 'network' };

export interface PreviewTransport {
  order(order: { when: string }): Promise<Answered<CallbackAccepted>>;
  status(): Promise<Answered<CallbackView>>;
  live(id: string, token: string, onView: (view: CallbackView) => void): () => void;
  cancel(): Promise<Answered<CallbackView>>;
  reschedule(id: string, token: string, when: string): Promise<Answered<CallbackView>>;
  slots(): Promise<Answered<SlotsAnswer>>;
}
