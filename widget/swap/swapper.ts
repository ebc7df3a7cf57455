import type { Swap } from '../../shared/contract/swap.ts';
import type { Undo } from '../boundary.ts';
import type { Emit } from '../events.ts';
import { createOriginals, isHeld } from './apply.ts';
import { readRecords, WATCHED } from './observe.ts';
import { pause } from './pause.ts';
import { addJob, addTargets, type Jobs, type Rules, toRules } from './targets.ts';
import { readUnits, type Unit } from './units.ts';
import { isElement } from './walk.ts';

/** False keeps an office's numbers as the page wrote them. */
export type BeforeSwap = (swap: Pick<Swap, 'office' | 'number' | 'kind'>) => unknown;

export interface ShowOptions {
  /** `unseen` leaves alone what the visitor can have read already, `never` everything that stands there now. */
  late: 'unseen' | 'always' | 'never';
  /** What was left alone stays so: the same answer was only renewed. */
  isRenewal: boolean;
}

export interface Swapper {
  /**
   * Shows exactly these numbers on the page, from now on and wherever it adds to itself. Gives how many stand there
   * once the page has been gone over; as much of it as 8 ms allow has been when the call is over.
   */
  show(swaps: readonly Swap[], options: ShowOptions): Promise<number>;
  /**
   * Goes over `root` again, also over what was left alone as late, and watches it from now on if it is a shadow root or the document of a frame.
   * Gives how many numbers stand there.
   */
  rescan(root: ParentNode): Promise<number>;
  /** Asks `veto` before every office from now on. */
  beforeSwap(veto: BeforeSwap): void;
  /** Puts the page's own numbers back and lets go of it. */
  restore: Undo;
}

/** A frame of 60 Hz has room for no more beside the page's own work. */
const SLICE_MS = 8;
/** How long a number that the visitor has in hand is left before it is looked at again. */
const HELD_MS = 1000;

/** `again` goes over what was left alone as well. */
type Lateness = ShowOptions['late'] | 'again';
/** Why an office is not shown, by its id. */
type Skipped = Map<string, 'late' | 'no_number'>;

/** Writes the numbers of an answer into the page's targets and keeps them there. */
export function createSwapper(doc: Document, emit: Emit): Swapper {
  const originals = createOriginals();
  const vetoes: BeforeSwap[] = [];
  const shown = new Map<string, Set<string>>();
  /** The document and what was asked for that no observer of it sees, as open shadow roots and documents of frames: every answer goes over them. */
  const roots = new Set<ParentNode>([doc]);
  let wanted: readonly Swap[] = [];
  /** Of the newest answer; null while nothing is to be shown. */
  let rules: Rules | null = null;
  let left = new WeakSet<Element>();
  /** A newer answer ends what an older one has still to do. */
  let round = 0;
  const observer = new MutationObserver((records) => {
    void safely(async () => (rules ? goOver(rules, readRecords(records, rules, originals)) : 0));
  });

  /** The page hears of no failure but by the event. */
  async function safely(work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch {
      emit('error', { code: 'internal' });
      return 0;
    }
  }

  function show(swaps: readonly Swap[], { late, isRenewal }: ShowOptions): Promise<number> {
    round++;
    wanted = swaps;
    if (!isRenewal) left = new WeakSet();
    const allowed = swaps.filter(({ office, number, kind }) => {
      const isAllowed = vetoes.every((veto) => veto({ office, number, kind }) !== false);
      if (!isAllowed) emit('swap_skipped', { reason: 'veto', office });
      return isAllowed;
    });
    rules = allowed[0] ? toRules(doc, allowed, shown, emit) : null;
    if (!rules) {
      observer.disconnect();
      originals.restore(Infinity);
    }
    return safely(() => scan(doc, isRenewal ? 'always' : late));
  }

  async function scan(root: ParentNode, late: Lateness): Promise<number> {
    if (!rules) return 0;
    const mine = round;
    const jobs: Jobs = new Map();
    const skipped: Skipped = new Map(rules.offices.map(({ swap }) => [swap.office, 'no_number']));
    for (const one of root === doc ? roots : [root]) {
      addJob(jobs, rules, one);
      addTargets(jobs, rules, one);
      if (roots.has(one)) observer.observe(one, WATCHED);
      // A frame that has gone elsewhere has left its document without a window.
      if (!one.isConnected || (one as Document).defaultView === null) roots.delete(one);
    }
    const standing = await goOver(rules, jobs, late, skipped);
    if (root !== doc || mine !== round) return standing;
    for (const [office, reason] of skipped) emit('swap_skipped', { reason, office });
    originals.restore(mine);
    return standing;
  }

  /** Does the first slice at once. Gives how many numbers stand where it looked. */
  async function goOver(rules: Rules, jobs: Jobs, late?: Lateness, skipped?: Skipped): Promise<number> {
    const mine = round;
    const held: Jobs = new Map();
    let units: Unit[] = [];
    let standing = 0;

    /** Reads the layout as well, which is done for all before anything is written. */
    function mayWrite({ owner, writes, swaps }: Unit): boolean {
      const changes = writes.filter(([place, text]) => place.nodeValue !== text);
      if (late === 'again') left.delete(owner);
      if (changes[0] && (late === 'never' || (late === 'unseen' && isSeen(owner)))) left.add(owner);
      const isLeft = left.has(owner);
      for (const { office } of swaps) {
        if (isLeft) skipped?.set(office, 'late');
        else if (skipped?.get(office) === 'no_number') skipped.delete(office);
      }
      const isInHand = !isLeft && changes.some(([place]) => isHeld(place));
      if (isInHand) addJob(held, rules, owner);
      return !isLeft && !isInHand;
    }

    function commit(): void {
      const places = new Map<Swap, number>();
      for (const { writes, swaps } of units.filter(mayWrite)) {
        standing += swaps.length;
        const written = writes.filter(([place, text]) => originals.write(place, text, mine));
        if (written[0]) for (const swap of swaps) places.set(swap, (places.get(swap) ?? 0) + 1);
      }
      units = [];
      for (const [{ office, number, kind }, count] of places)
        emit('swap', { office, number, kind, places: count });
    }

    let until = performance.now() + SLICE_MS;
    for (const job of jobs.values()) {
      for (const unit of readUnits(job, rules, originals.read)) {
        if (unit) units.push(unit);
        if (performance.now() < until) continue;
        commit();
        await pause();
        if (mine !== round) return standing;
        until = performance.now() + SLICE_MS;
      }
    }
    commit();
    if (held.size) setTimeout(() => mine === round && safely(() => goOver(rules, held)), HELD_MS);
    return standing;
  }

  return {
    show,
    rescan(root) {
      if (!isElement(root)) roots.add(root);
      return safely(() => scan(root, 'again'));
    },
    beforeSwap(veto) {
      vetoes.push(veto);
      void show(wanted, { late: 'always', isRenewal: true });
    },
    restore: () => void show([], { late: 'always', isRenewal: false }),
  };
}

/** Above the lower edge of the window: in view, or scrolled past. */
function isSeen(element: Element): boolean {
  const { width, height, top } = element.getBoundingClientRect();
  return width > 0 && height > 0 && top < innerHeight;
}
