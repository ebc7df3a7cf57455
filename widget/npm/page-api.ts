/**
 * What a page's own code may say to Ringlet and hear from it, as the package tells it. Written out in plain types, so
 * that the package depends on nothing; `tests/widget/npm/page-api.test.ts` holds them to the script's own.
 */

/** `none`: nothing is asked and nothing stored; `memory`: nothing is stored, no number leased; `full`: everything. */
export type ConsentMode = 'none' | 'memory' | 'full';

/** `leased` to this visitor alone, `static` for everybody of the campaign, `fallback` when no other was free. */
export type NumberKind = 'leased' | 'static' | 'fallback';

export interface ShownNumber {
  /** Id of the office, `off_…`. */
  office: string;
  /** E.164, like `+74951234567`. */
  number: string;
  kind: NumberKind;
  /** The page's own numbers of that office. */
  replaces: string[];
}

export interface CallbackOrder {
  /** As people type it. */
  phone: string;
  /** `now`, or an ISO 8601 instant. */
  when?: string;
  name?: string;
  /** Version of the text by which the page asked its visitor for consent. The page answers for having asked. */
  consent?: string;
}

export interface CallbackReceipt {
  id: string;
  status: CallbackStatus;
  /** ISO 8601, UTC. */
  scheduledAt: string;
  /** Seconds until the visitor's phone should ring. */
  etaS: number | null;
}

export type CallbackStatus =
  | 'needs_confirmation'
  | 'planned'
  | 'due'
  | 'ringing_manager'
  | 'manager_answered'
  | 'ringing_visitor'
  | 'visitor_answered'
  | 'ringing_both'
  | 'talking'
  | 'retry_planned'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** Why this visitor sees what they see. */
export interface Explanation {
  /** For instance `leased`, `fallback`, `no_campaign`, `consent`, `timeout`. */
  reason: string;
  campaign: { id: string; name: string } | null;
  swaps: (ShownNumber & { selectors: string[]; expiresInS: number | null })[];
  lease?: string;
}

/** Every event with what it tells. A visitor's phone number is never part of one. */
export interface RingletEvents {
  ready: { site: string };
  swap: { office: string; number: string; kind: NumberKind; places: number };
  swap_skipped: { reason: string; office?: string; selector?: string };
  widget_shown: { widget: string };
  widget_opened: { widget: string };
  widget_closed: { widget: string };
  callback_ordered: { widget: string; id: string; status: CallbackStatus };
  callback_status: { widget: string; id: string; status: CallbackStatus; reason: string | null };
  error: { code: string };
  destroyed: { site: string };
}

/** `ringlet(command, …)`: what every command takes and gives. */
export interface RingletCommands {
  open(): void;
  close(): void;
  toggle(): void;
  /** Orders a callback without the card; `identify` fills in what is left out. Rejects with the refusal's code. */
  callback(order?: Partial<CallbackOrder>): CallbackReceipt;
  /** Goes over a part of the page again (an element or a selector) and gives how many numbers stand there. */
  swap(root?: ParentNode | string): number;
  /** The numbers of this page; waits for the answer that is under way. */
  numbers(callback?: (numbers: ShownNumber[]) => void): ShownNumber[];
  /** Is asked before the number of an office is shown; `false` keeps the page's own. */
  beforeSwap(veto: (swap: Pick<ShownNumber, 'office' | 'number' | 'kind'>) => unknown): void;
  consent(mode: ConsentMode): void;
  /** What the page knows of its visitor. Kept in memory until the page ends; `null` forgets. */
  identify(identity: { name?: string; phone?: string } | null): void;
  /** Tells of a page that has no address of its own. */
  page(url?: string): void;
  explain(): Explanation;
  /** Puts everything back. */
  destroy(): void;
}

/** Always a Promise. What cannot be done rejects with an error that has a `code`. */
export interface Ringlet {
  <Name extends keyof RingletEvents>(
    command: 'on' | 'off',
    event: Name,
    listener: (detail: RingletEvents[Name]) => void,
  ): Promise<void>;
  <Name extends keyof RingletCommands>(
    command: Name,
    ...args: Parameters<RingletCommands[Name]>
  ): Promise<ReturnType<RingletCommands[Name]>>;
}
