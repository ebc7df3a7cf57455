import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import type { VisitContext } from '../callback/host.ts';
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

export interface DebugHandle {
  destroy(): void;
}

/** What the lazily loaded module exports. */
export interface DebugModule {
  mountDebug(page: DebugPage): DebugHandle;
}
