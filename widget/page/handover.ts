import type { Instance } from '../instance.ts';
import type { PageNumbers } from '../page-numbers.ts';

/** What the loader hands to the page module, which does all that a page needs once somebody is at it. */
export interface Handover extends Instance {
  numbers: PageNumbers;
  /** The address that files to import are relative to. */
  base: string;
}

export interface PageModule {
  takeOver(handover: Handover): PageTools;
}

export interface PageTools {
  /**
   * Carries out a command of the page API. `toldBefore` is how many events had been told when the page called it.
   * Throws a `CodedError`.
   */
  run(command: string, args: unknown[], toldBefore: number): unknown;
  /**
   * A sign of life. `target` is where it happened, `copied` what was selected when something was copied: both can no
   * longer be asked of the event.
   */
  notice(event: Event, target: EventTarget, copied: string): void;
  /** Opens the overlay. */
  debug(): void;
}
