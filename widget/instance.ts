import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import type { Guard } from './boundary.ts';
import type { Tag } from './config.ts';
import type { Emit, PastEvent } from './events.ts';
import type { Swapper } from './swap/swapper.ts';

/** What all parts of one instance of Ringlet on a page share. */
export interface Instance {
  tag: Tag;
  snapshot: PublicSnapshot;
  /** Ends with this instance. */
  life: AbortSignal;
  swapper: Swapper;
  emit: Emit;
  /** What was told so far, up to a limit. */
  past: readonly PastEvent[];
  guard: Guard;
}
