import type { ConsentMode } from '../shared/contract/fields.ts';
import type { Swap, SwapAnswer } from '../shared/contract/swap.ts';
import type { OrderReceipt, PageOrder } from './callback/host.ts';
import type { EventName, RingletEvents } from './events.ts';
import type { BeforeSwap } from './swap/swapper.ts';

/** What a page's own code may say to Ringlet and hear from it: types alone. */
export type { RingletEvents } from './events.ts';

/** `ringlet(command, …)`: what every command takes and what its Promise gives. */
export interface Commands {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Orders a callback without the card; `identify` fills in what is left out. Rejects with the refusal's code. */
  callback(order?: Partial<PageOrder>): Promise<OrderReceipt>;
  /** Goes over a part of the page again (an element or a selector) and gives how many numbers stand there. */
  swap(root?: ParentNode | string): number;
  /** The numbers that this page shows now; waits for the answer that is under way. */
  numbers(callback?: (numbers: ShownNumber[]) => void): Promise<ShownNumber[]>;
  /** Asks `veto` before an office's numbers are written; `false` keeps the page's own. */
  beforeSwap(veto: BeforeSwap): void;
  consent(mode: ConsentMode): void;
  /** What the page knows of its visitor. Kept in memory until the page ends; `null` forgets. */
  identify(identity: Identity | null): void;
  /** A listener of `ready` that comes late is called all the same. */
  on(event: EventName, listener: RingletListener<EventName>): void;
  off(event: EventName, listener: RingletListener<EventName>): void;
  /** Tells of a page that has no address of its own, or one that the history does not know. */
  page(url?: string): void;
  explain(): Promise<Explanation>;
  destroy(): void;
}

export type RingletListener<Name extends EventName> = (detail: RingletEvents[Name]) => void;

/**
 * Whom the page knows its visitor to be. Nothing of it is stored, sent by itself or told in an event: it fills in
 * what an order by `callback` leaves out.
 */
export interface Identity {
  name?: string;
  /** As people type it. */
  phone?: string;
}

export type ShownNumber = Pick<Swap, 'office' | 'number' | 'kind' | 'replaces'>;

/** Why the page shows what it shows: the last answer and its `x-ringlet-reason`. */
export interface Explanation {
  reason: string;
  campaign: SwapAnswer['campaign'];
  swaps: Swap[];
  lease?: string;
}

/**
 * `window.ringlet`. Always a Promise. A command that does not exist or cannot be done rejects with an error that has
 * a `code`.
 */
export interface RingletFunction {
  <Name extends EventName>(
    command: 'on' | 'off',
    event: Name,
    listener: RingletListener<Name>,
  ): Promise<void>;
  <Name extends Exclude<keyof Commands, 'on' | 'off'>>(
    command: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<Awaited<ReturnType<Commands[Name]>>>;
}
