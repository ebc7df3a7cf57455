import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { Dictionary } from './dictionary.ts';
import type { WidgetHost } from './host.ts';
import type { WidgetState } from './machine.ts';
import type { Wording } from './wording.ts';

/** Of the element in which what is drawn lies, the card's id. */
export const CARD_ID = 'rl-card';

/** What is drawn of the card follows from this. */
export interface ViewModel {
  host: WidgetHost;
  state: WidgetState;
  dictionary: Dictionary;
  wording: Wording;
  lang: string;
  slots: SlotsAnswer | null;
  /** The card covers the whole screen. */
  isModal: boolean;
  /** The card has stood for a moment, so that what its live region says is heard. */
  hasStood: boolean;
  /** On the clock of `etaAt`. */
  now: number;
  statusPart: typeof import('./status.tsx') | null;
  pickerPart: typeof import('./time-picker.tsx') | null;
  refs: ViewRefs;
  on: ViewActions;
}

export interface ViewRefs {
  phone: { current: HTMLInputElement | null };
  card: { current: HTMLDialogElement | null };
}

export interface ViewActions {
  close(): void;
  edit(draft: WidgetState['draft']): void;
  submit(trap: string): void;
  pick(isPicking: boolean): void;
  cancel(): void;
  move(): void;
  retry(): void;
  again(): void;
}
