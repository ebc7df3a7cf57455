import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type { CallbackOrder, CallbackReason, CallbackView } from '../../shared/contract/callback.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { PhoneFault } from './phone-entry.ts';

/** What the visitor has filled in; it survives closing the card and a failed order. */
export interface Draft {
  phone: string;
  /** ISO 3166: how a number without a calling code is meant. */
  country: string;
  office: string | null;
  name: string;
  comment: string;
  hasAgreed: boolean;
  /** `now`, or the ISO instant that was chosen. */
  when: string;
}

/**
 * What is wrong with the draft, by the names of its fields. `refused_phone`: the edge says that such a number cannot be
 * called.
 */
export interface Faults {
  phone?: PhoneFault | 'refused_phone';
  office?: true;
  hasAgreed?: true;
  /** The time is taken, or past. */
  when?: true;
}

/** An order on its way. The same key again reaches the same callback. */
export interface Sending {
  order: CallbackOrder;
  key: string;
}

/** A callback that is under way. `etaAt` is on the clock of `readClock`. */
export interface Following {
  view: CallbackView;
  token: string;
  etaAt: number | null;
}

export type Stage =
  | { kind: 'form'; faults: Faults }
  | ({ kind: 'sending' } & Sending)
  /** It is not known to have arrived. */
  | ({ kind: 'offline' } & Sending)
  /** The edge has it. How it goes on is told by a part that has not come yet. */
  | { kind: 'taken' }
  /** `note`: why it could not be moved or cancelled. */
  | ({ kind: 'waiting'; note: WaitingNote | null } & Following)
  | { kind: 'done' }
  /** `reason` of a callback that came to nothing, or `code` of an order that was not taken. */
  | { kind: 'failed'; reason: CallbackReason | 'expired' | null; code: string | null };

export type WaitingNote = 'tooLate' | 'unmoved';

export interface WidgetState {
  isOpen: boolean;
  /** What made the card open by itself; null if somebody opened it. */
  by: TextScenario | null;
  /** A time is being chosen, for an order or for one that waits. */
  isPicking: boolean;
  draft: Draft;
  stage: Stage;
}

const FORM = { kind: 'form', faults: {} } as const;

/** Nothing is filled in but what there is no choice of, and the country whose numbers are typed the national way. */
export function initialState({ offices, phones, country: home }: PublicWidget): WidgetState {
  const office = offices.length > 1 ? null : (offices[0]?.id ?? null);
  const country = phones?.[0]?.country ?? home;
  const draft = { phone: '', country, office, name: '', comment: '', hasAgreed: false, when: 'now' };
  return { isOpen: false, by: null, isPicking: false, draft, stage: FORM };
}

/** An order that is under way goes on; one that has come to its end makes room for the next. */
export function closeCard(state: WidgetState): WidgetState {
  const { kind } = state.stage;
  const closed = { ...state, isOpen: false, isPicking: false };
  return kind === 'done' || kind === 'failed' ? startAnew(closed) : closed;
}

/** Back to an order for now, by the same visitor. */
export function startAnew(state: WidgetState): WidgetState {
  return { ...state, isPicking: false, draft: { ...state.draft, when: 'now' }, stage: FORM };
}

/** What has been changed is not faulty until it is looked at again. Of an order that waits only the time can change. */
export function editDraft(state: WidgetState, part: Partial<Draft>): WidgetState {
  const { stage, draft } = state;
  if (stage.kind === 'waiting') return { ...state, draft: { ...draft, when: part.when ?? draft.when } };
  if (stage.kind !== 'form') return state;
  const left = Object.entries(stage.faults).filter(([name]) => !Object.hasOwn(part, name));
  return { ...state, draft: { ...draft, ...part }, stage: { ...FORM, faults: Object.fromEntries(left) } };
}
