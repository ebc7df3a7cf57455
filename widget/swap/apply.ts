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
  wantedIn: number;
  /** Until then the page is being contested. Epoch ms. */
  contestedUntil: number;
}

/** A page that writes the very same text back more often than once in this time, 20 times over, gets its way. */
const CONTEST_MS = 1000;
const MAX_CONTEST_MS = 20 * CONTEST_MS;

export function createOriginals(): Originals {
  const memories = new WeakMap<Place, Memory>();
  const places = new Set<WeakRef<Place>>();
  const ours = (place: Place) => {
    const memory = memories.get(place);
    return memory?.written === place.nodeValue ? memory : undefined;
  };

  return {
    read: (place) => ours(place)?.own ?? (place.nodeValue as string),
    isOurs: (place) => !!place && !!ours(place),
    write(place, text, round) {
      const shown = place.nodeValue as string;
      let memory = memories.get(place);
      if (memory) memory.wantedIn = round;
      if (shown === text) return false;
      if (!memory) {
        memory = { own: shown, written: shown, wantedIn: round, contestedUntil: 0 };
        memories.set(place, memory);
        places.add(new WeakRef(place));
      }
      if (shown !== memory.written) {
        const now = Date.now();
        if (shown === memory.own) memory.contestedUntil = Math.max(memory.contestedUntil, now) + CONTEST_MS;
        if (memory.contestedUntil > now + MAX_CONTEST_MS) return false;
        memory.own = shown;
      }
      place.nodeValue = memory.written = text;
      return true;
    },
    restore(round) {
      for (const ref of places) {
        const place = ref.deref();
        const memory = place && memories.get(place);
        if (memory && (memory.wantedIn >= round || (round < Infinity && isHeld(place)))) continue;
        places.delete(ref);
        if (!memory) continue;
        if (ours(place)) place.nodeValue = memory.own;
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
  const element = ((place as Attr).ownerElement ?? place.parentElement) as Element;
  const selection = element.ownerDocument.getSelection();
  return (
    !!element.closest('a,button')?.matches(':hover,:focus') ||
    // All but the count makes the browser lay the page out.
    (!!selection?.rangeCount && !selection.isCollapsed && selection.containsNode(element, true))
  );
}
