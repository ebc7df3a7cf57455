import { BREAK } from './find.ts';
import type { Edit } from './plan.ts';

/** Where a number can stand: the data of a text node, or the `href` of a link. */
export type Place = Text | Element;

/** Remembers what the page itself wrote, so that everything can be planned from that and put back. */
export interface Originals {
  /** The page's own text, also while ours stands there. */
  read(place: Place): string;
  /** Writes `text` unless it stands there. */
  write(place: Place, text: string): void;
  /** How often anything was written so far. */
  writes(): number;
  /** Puts back every text that is still ours, byte for byte. */
  restore(): void;
}

interface Memory {
  own: string;
  written: string;
  contests: number;
  /** Epoch ms of the last contest. */
  contestedAt: number;
}

/** A page that keeps taking a number back this often, each time within a second, gets its way. */
const MAX_CONTESTS = 20;
const CONTEST_MS = 1000;

export function createOriginals(): Originals {
  const memories = new WeakMap<Place, Memory>();
  const places = new Set<WeakRef<Place>>();
  let writes = 0;

  function read(place: Place): string {
    const memory = memories.get(place);
    const shown = show(place);
    return memory?.written === shown ? memory.own : shown;
  }

  function write(place: Place, text: string): void {
    const shown = show(place);
    if (shown === text) return;
    let memory = memories.get(place);
    if (!memory) {
      memory = { own: shown, written: shown, contests: 0, contestedAt: 0 };
      memories.set(place, memory);
      places.add(new WeakRef(place));
    }
    if (shown !== memory.written) {
      const now = Date.now();
      memory.contests = now - memory.contestedAt < CONTEST_MS ? memory.contests + 1 : 0;
      memory.contestedAt = now;
      if (memory.contests > MAX_CONTESTS) return;
      memory.own = shown;
    }
    memory.written = text;
    put(place, text);
    writes++;
  }

  function restore(): void {
    for (const ref of places) {
      const place = ref.deref();
      if (!place) continue;
      put(place, read(place));
      memories.delete(place);
    }
    places.clear();
  }

  return { read, write, writes: () => writes, restore };
}

/** The texts of a target as one, the way a reader sees them; a `null` is the end of a line. */
export function joinTexts(texts: readonly (Text | null)[], originals: Originals): string {
  return texts.map((node) => (node ? originals.read(node) : BREAK)).join('');
}

/** Carries out a plan made on `joinTexts`. Only the data of nodes changes. */
export function applyEdits(
  texts: readonly (Text | null)[],
  edits: readonly Edit[],
  originals: Originals,
): void {
  let from = 0;
  for (const node of texts) {
    const own = node ? originals.read(node) : BREAK;
    const ours = edits.filter((edit) => edit.start < from + own.length && edit.end > from);
    if (node && ours.length > 0) originals.write(node, rewrite(own, from, ours));
    from += own.length;
  }
}

/** `own` begins at `from` of the joined text; an edit may begin before it and end behind it. */
function rewrite(own: string, from: number, edits: readonly Edit[]): string {
  let fresh = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    const first = Math.max(start, from);
    const last = Math.min(end, from + own.length);
    fresh += own.slice(at, first - from);
    // A text of the old length is dealt out node by node; any other goes whole into the first node.
    if (text.length === end - start) fresh += text.slice(first - start, last - start);
    else if (first === start) fresh += text;
    at = last - from;
  }
  return fresh + own.slice(at);
}

function show(place: Place): string {
  return place instanceof Text ? place.data : (place.getAttribute('href') ?? '');
}

function put(place: Place, text: string): void {
  if (show(place) === text) return;
  if (place instanceof Text) place.data = text;
  else place.setAttribute('href', text);
}
