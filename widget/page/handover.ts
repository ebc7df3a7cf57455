import type { Instance } from '../instance.ts';
import type { PageNumbers } from '../page-numbers.ts';

/** What the loader hands to the page module, which does all that a page needs once somebody is at it. */
export interface Handover extends Instance {
  numbers: PageNumbers;
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
  /** A sign of life, with what had been selected when something was copied. */
  notice(event: Event, copied: string): void;
}
