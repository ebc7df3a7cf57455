import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import type { VisitContext, WidgetHandle } from '../callback/host.ts';
import type { Tag } from '../config.ts';
import type { Explanation } from '../public-api.ts';

/** Everything that the overlay needs from the page that it stands on. */
export interface DebugPage {
  /** Of the server. */
  origin: string;
  doc: Document;
  /** The site key. */
  site: string;
  snapshot: PublicSnapshot;
  /** The language that the tag asks for, if it does. */
  lang: string | null;
  /** The parameter of the address that asked for the overlay; the token of the debug link is in it. */
  parameter: string;
  visitContext(): VisitContext;
  /** What the page shows, once the answer that is under way is there. */
  explain(): Promise<Explanation>;
  /** What the event told before is told again. */
  on(event: string, listener: (detail: unknown) => void): void;
}

/** Everything that a preview needs from the page that its link opened. */
export interface PreviewPage {
  tag: Tag;
  doc: Document;
  /** Address of the widget's module. */
  widget: string;
}

export interface DebugHandle {
  destroy(): void;
}

/** What the lazily loaded module exports. */
export interface DebugModule {
  mountDebug(page: DebugPage): DebugHandle;
  /** Rejects if the link shows nothing, or cannot be asked about. */
  mountPreview(page: PreviewPage): Promise<WidgetHandle>;
}
