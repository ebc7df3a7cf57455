import { isAttr } from './node-kind.ts';

/** Where a number can stand. Nothing else is ever written. */
export type Place = Text | Attr;

/** Remembers what the page itself wrote, so that everything can be planned from that and put back. */
export interface Originals {
  /** The page's own text, also while ours stands there. */
  read(place: Place): string;
  /** True while what we wrote stands there. */
  isOurs(place: Place | null): boolean;
  /** Writes `text` unless it stands there, and notes that `round` wants it. True if anything changed. */
  write(place: Place, text: string, round: number): boolean;
  /** Puts back, byte for byte, every text that is still ours and that no round from `round` on has wanted. */
  restore(round: number): void;
}

interface Memory {
  own: string;
  written: string;
  round: number;
  contests: number;
  /** Epoch ms of the last contest. */
  contestedAt: number;
}

/** A page that writes the very same text back this often, each time within a second, gets its way. */
const MAX_CONTESTS = 20;
const CONTEST_MS = 1000;

export function createOriginals(): Originals {
  const memories = new WeakMap<Place, Memory>();
  const places = new Set<WeakRef<Place>>();
  const ourMemory = (place: Place) => {
    const memory = memories.get(place);
    return memory?.written === shownIn(place) ? memory : null;
  };

  return {
    read: (place) => ourMemory(place)?.own ?? shownIn(place),
    isOurs: (place) => !!place && !!ourMemory(place),
    write(place, text, round) {
      const shown = shownIn(place);
      let memory = memories.get(place);
      if (memory) memory.round = round;
      if (shown === text) return false;
      if (!memory) {
        memory = { own: shown, written: shown, round, contests: 0, contestedAt: 0 };
        memories.set(place, memory);
        places.add(new WeakRef(place));
      }
      if (shown !== memory.written) {
        const now = Date.now();
        memory.contests =
          shown === memory.own && now - memory.contestedAt < CONTEST_MS ? memory.contests + 1 : 0;
        memory.contestedAt = now;
        if (memory.contests > MAX_CONTESTS) return false;
        memory.own = shown;
      }
      memory.written = text;
      put(place, text);
      return true;
    },
    restore(round) {
      for (const ref of places) {
        const place = ref.deref();
        const memory = place && memories.get(place);
        if (memory && (memory.round >= round || (round < Infinity && isHeld(place)))) continue;
        places.delete(ref);
        if (!memory) continue;
        if (memory.written === shownIn(place)) put(place, memory.own);
        memories.delete(place);
      }
    },
  };
}

/**
 * True while the visitor has the number in hand: the link is focused or under the pointer (a tap leaves it so), or
 * part of it is selected.
 */
export function isHeld(place: Place): boolean {
  const element = (isAttr(place) ? place.ownerElement : place.parentElement) as Element;
  const selection = element.ownerDocument.getSelection();
  return (
    !!element.closest('a,button')?.matches(':hover,:focus') ||
    // All but the count makes the browser lay the page out.
    (!!selection?.rangeCount && !selection.isCollapsed && selection.containsNode(element, true))
  );
}

export function shownIn(place: Place): string {
  return isAttr(place) ? place.value : place.data;
}

function put(place: Place, text: string): void {
  if (isAttr(place)) place.value = text;
  else place.data = text;
}
