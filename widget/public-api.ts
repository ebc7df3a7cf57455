import type { ConsentMode } from '../shared/contract/fields.ts';
import type { Swap } from '../shared/contract/swap.ts';
import { codedError } from './boundary.ts';
import type { OrderReceipt, PageOrder } from './callback/host.ts';
import type { EventName } from './events.ts';
import type { Explanation } from './page-numbers.ts';
import type { BeforeSwap } from './swap/swapper.ts';

/** `window.ringlet(command, …)`: what every command takes and what its Promise gives. */
export interface Commands {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Orders a callback without the card. Rejects with the code of the refusal. */
  callback(order: PageOrder): Promise<OrderReceipt>;
  /** Goes over a part of the page again (an element or a selector) and gives how many numbers stand there. */
  swap(root?: ParentNode | string): number;
  /** The numbers that this page shows now; waits for the answer that is under way. */
  numbers(callback?: (numbers: ShownNumber[]) => void): Promise<ShownNumber[]>;
  beforeSwap(veto: BeforeSwap): void;
  consent(mode: ConsentMode): void;
  on(event: EventName, listener: (detail: unknown) => void): void;
  off(event: EventName, listener: (detail: unknown) => void): void;
  /** Tells of a page that has no address of its own, or one that the history does not know. */
  page(url?: string): void;
  explain(): Promise<Explanation>;
  destroy(): void;
}

export type ShownNumber = Pick<Swap, 'office' | 'number' | 'kind' | 'replaces'>;

/** Always a Promise. A command that does not exist or cannot be done rejects with an error that has a `code`. */
export type RingletFunction = (command: string, ...args: unknown[]) => Promise<unknown>;

interface Stub {
  (...args: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
}
type RingletWindow = Window & { ringlet?: Stub };

/**
 * Puts the real function in place of the page's stub and carries out what has been called so far, in order. Once
 * `life` ends it refuses everything.
 */
export function installApi(win: RingletWindow, commands: Commands, life: AbortSignal): void {
  const call: RingletFunction = (name, ...args) => {
    const result = new Promise<unknown>((resolve) => {
      if (life.aborted) throw codedError('destroyed');
      if (!Object.hasOwn(commands, name)) throw codedError('unknown_command');
      resolve((commands[name as keyof Commands] as (...args: unknown[]) => unknown)(...args));
    });
    // A page that calls and forgets must not be told of an unhandled rejection.
    result.catch(() => {});
    return result;
  };
  const queue = Array.from(win.ringlet?.q ?? []);
  win.ringlet = call as Stub;
  for (const [name, ...args] of queue.map((called) => Array.from(called))) void call(name as string, ...args);
}
