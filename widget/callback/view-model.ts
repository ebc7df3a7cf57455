import type { JSX } from 'preact';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { Desk } from './desk.ts';
import type { KnownWords } from './dictionary.ts';
import type { Draft, WidgetState } from './machine.ts';
import type { Wording } from './wording.ts';

/** Of the element in which what is drawn lies, the card's id. */
export const CARD_ID = 'rl-card';

/** What is drawn of the card follows from this. */
export interface ViewModel {
  widget: PublicWidget;
  state: WidgetState;
  words: KnownWords;
  wording: Wording;
  lang: string;
  slots: SlotsAnswer | null;
  /** The card covers the whole screen. */
  isModal: boolean;
  /** The card has stood for a moment, so that what its live region says is heard. */
  hasStood: boolean;
  /** On the clock of `etaAt`. */
  now: number;
  /** Parts, null until they have come with their words. */
  extras: ExtrasPart | null;
  picker: PickerPart | null;
  status: { tellOrder(model: ViewModel): Told | null } | null;
  refs: ViewRefs;
  desk: Desk;
  close(): void;
  edit(part: Partial<Draft>): void;
  /** Opens or closes the choice of a time. */
  pick(isPicking: boolean): void;
}

export interface ViewRefs {
  phone: { current: HTMLInputElement | null };
  card: { current: HTMLDialogElement | null };
}

type View = (model: ViewModel) => JSX.Element;

/** What only some widgets ask for. */
export type ExtrasPart = Record<'ExtraFields' | 'CountryChoice', View>;

export interface PickerPart extends Record<'TimeChoice' | 'TimePicker', View> {
  tellChoice(model: ViewModel): string;
}

/** What the card says, above what can be done about it. */
export interface Told {
  headline: string;
  detail: string;
  body: JSX.Element;
}
