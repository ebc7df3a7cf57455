import type { Swap } from '../../shared/contract/swap.ts';
import type { Undo } from '../boundary.ts';
import type { Emit } from '../events.ts';
import { createOriginals, isHeld } from './apply.ts';
import { readRecords, WATCHED } from './observe.ts';
import { pause } from './pause.ts';
import { addJob, addTargets, type Jobs, type Rules, toRules } from './targets.ts';
import { readUnits, type Unit } from './units.ts';

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
   * Goes over `root` again, also over what was left alone as late, and watches it from now on if it is a shadow root.
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

interface RunOptions {
  /** `again` goes over what was left alone as well. */
  late?: ShowOptions['late'] | 'again';
  /** Remembers what was said of offices that could not be shown; without it nothing is said. */
  said?: Set<string>;
}

/** Writes the numbers of an answer into the page's targets and keeps them there. */
export function createSwapper(doc: Document, emit: Emit): Swapper {
  const originals = createOriginals();
  const vetoes: BeforeSwap[] = [];
  const shown = new Map<string, Set<string>>();
  let wanted: readonly Swap[] = [];
  /** Of the newest answer; null while nothing is to be shown. */
  let rules: Rules | null = null;
  let left = new WeakSet<Element>();
  /** Open shadow roots that were asked for: every answer goes over them too. */
  const shadows = new Set<ParentNode>();
  /** A newer answer ends what an older one has still to do. */
  let round = 0;
  const fail = () => {
    emit('error', { code: 'internal' });
    return 0;
  };
  const observer = new MutationObserver((records) => {
    if (rules) run(rules, readRecords(records, rules, originals)).catch(fail);
  });

  function show(swaps: readonly Swap[], { late, isRenewal }: ShowOptions): Promise<number> {
    round++;
    wanted = swaps;
    const allowed = swaps.filter(isAllowed);
    if (!isRenewal) left = new WeakSet();
    rules = allowed[0] ? toRules(doc, allowed, shown, emit) : null;
    if (rules) return scan(rules, doc, isRenewal ? 'always' : late);
    observer.disconnect();
    originals.restore(Infinity);
    return Promise.resolve(0);
  }

  function isAllowed({ office, number, kind }: Swap): boolean {
    const isVetoed = vetoes.some((veto) => veto({ office, number, kind }) === false);
    if (isVetoed) emit('swap_skipped', { reason: 'veto', office });
    return !isVetoed;
  }

  function scan(rules: Rules, root: ParentNode, late: NonNullable<RunOptions['late']>): Promise<number> {
    const mine = round;
    const jobs: Jobs = new Map();
    for (const one of root === doc ? [doc, ...shadows] : [root]) {
      if (one !== doc) addJob(jobs, rules, one);
      addTargets(jobs, rules, one);
      if (one === doc || one instanceof ShadowRoot) observer.observe(one, WATCHED);
      if (!one.isConnected) shadows.delete(one);
    }
    return run(rules, jobs, { late, said: new Set() }).then((standing) => {
      if (root === doc && mine === round) originals.restore(mine);
      return standing;
    }, fail);
  }

  /** Does the first slice at once. Gives how many numbers stand where it looked. */
  async function run(rules: Rules, jobs: Jobs, { late, said }: RunOptions = {}): Promise<number> {
    const mine = round;
    const held: Jobs = new Map();
    let units: Unit[] = [];
    let standing = 0;

    function commit(): void {
      const places = new Map<Swap, number>();
      const inHand = new Set<Unit>();
      // All that is read of the layout is read before anything is written.
      for (const unit of units) {
        const { owner } = unit;
        const changes = unit.writes.filter(isChange);
        if (late === 'again') left.delete(owner);
        if (!changes[0]) continue;
        if (late === 'never' || (late === 'unseen' && isSeen(owner))) left.add(owner);
        if (changes.some(([place]) => isHeld(place))) inHand.add(unit);
      }
      for (const unit of units) {
        const { owner, writes, swaps, office } = unit;
        const isLeft = left.has(owner);
        const reason = isLeft ? 'late' : 'no_number';
        if ((isLeft || !swaps[0]) && said && !said.has(reason + office)) {
          said.add(reason + office);
          emit('swap_skipped', { reason, office });
        }
        if (isLeft) continue;
        if (inHand.has(unit)) {
          addJob(held, rules, owner);
          continue;
        }
        standing += swaps.length;
        const isWritten = writes.filter(([place, text]) => originals.write(place, text, mine))[0];
        for (const swap of isWritten ? swaps : []) places.set(swap, (places.get(swap) ?? 0) + 1);
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
    if (held.size) setTimeout(() => mine === round && void run(rules, held).catch(fail), HELD_MS);
    return standing;
  }

  return {
    show,
    rescan(root) {
      if (root instanceof ShadowRoot) shadows.add(root);
      return rules ? scan(rules, root, 'again') : Promise.resolve(0);
    },
    beforeSwap(veto) {
      vetoes.push(veto);
      void show(wanted, { late: 'always', isRenewal: true });
    },
    restore: () => void show([], { late: 'always', isRenewal: false }),
  };
}

const isChange = ([place, text]: Unit['writes'][number]) => place.nodeValue !== text;

/** Above the lower edge of the window: in view, or scrolled past. */
function isSeen(element: Element): boolean {
  const { width, height, top } = element.getBoundingClientRect();
  return width > 0 && height > 0 && top < innerHeight;
}
