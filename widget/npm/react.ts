import {
  type AnchorHTMLAttributes,
  createElement,
  type ReactElement,
  useEffect,
  useSyncExternalStore,
} from 'react';
import { createNumberStore } from './number-store.ts';
import { type LoadOptions, load, type Ringlet, ringlet } from './ringlet.ts';
import { type SpelledNumber, spellLike, spellOwn } from './spell-number.ts';

export type { SpelledNumber } from './spell-number.ts';

const store = createNumberStore();

/**
 * Puts Ringlet on the page once the page is shown, and gives the function that speaks to it. For the component that
 * stands around everything; the other options are those of the first call.
 */
export function useRinglet(options: LoadOptions): Ringlet {
  const { origin, site } = options;
  // An object that is written in place is a new one at every render.
  useEffect(() => void load(options), [origin, site]);
  return ringlet;
}

/**
 * The number of an office for this visitor, in the form of `own`. On a server, while it is not known, and where there is
 * none, it is `own` itself, so that what a server renders is what a browser begins with.
 */
export function useNumber(office: string, own: string): SpelledNumber {
  const number = useSyncExternalStore(
    store.subscribe,
    () => store.get(office),
    () => null,
  );
  return number === null ? spellOwn(own) : spellLike(own, number);
}

export interface RingletNumberProps
  extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'children'> {
  /** Id of the office, `off_…`. */
  office: string;
  /** Its own number, as the page writes it. */
  own: string;
}

/** A link that shows and dials the number of an office; the script leaves it to React. */
export function RingletNumber({ office, own, ...attributes }: RingletNumberProps): ReactElement {
  const { text, tel } = useNumber(office, own);
  return createElement('a', { ...attributes, href: tel, 'data-ringlet': 'off' }, text);
}
