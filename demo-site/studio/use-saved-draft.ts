import { useEffect, useRef, useState } from 'preact/hooks';
import type { Warning } from '../../shared/contract/admin/common.ts';
import { getEntity, patchEntity, type Versioned } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { type Autosave, createAutosave, type SaveState } from './autosave.ts';
import {
  type Comparison,
  compareDrafts,
  mergeDrafts,
  type Path,
  type Whose,
} from './conflict/compare-drafts.ts';
import { type Author, findAuthor } from './conflict/find-author.ts';
import type { Remarked } from './warnings.tsx';

/** Two people changed the same: it is for the one who came second to say what becomes of it. */
export interface Conflict<T> {
  author: Author;
  comparison: Comparison;
  theirs: Versioned<T>;
}

/** What somebody else changed meanwhile, and went into the draft without a question. */
export interface Merged {
  author: Author;
  paths: readonly Path[];
}

export interface SavedDraft<T> {
  draft: T;
  warnings: Warning[] | undefined;
  state: SaveState;
  conflict: Conflict<T> | null;
  merged: Merged | null;
  /** Grows when a conflict was settled: what keeps copies of fields begins anew. */
  turn: number;
  edit(change: Partial<T>): void;
  /** As `Autosave.aside`. */
  aside(work: () => Promise<Versioned<Partial<T>> | null>): Promise<void>;
  /** A choice for each clash, in their order. */
  settle(choices: readonly Whose[]): void;
  /** Asks once more what the server has, after a lost race of which it could not be learned. */
  compare(): void;
}

interface Facts<T> {
  session: BrowserSession;
  /** Below the account: `widgets/wdg_…`. */
  path: string;
  start: Versioned<Remarked<T>>;
  onUnauthorized(): void;
}

/**
 * An entity that saves itself. What somebody else saved meanwhile is taken in where it is of other fields, and asked
 * about where it is of the same ones.
 */
export function useSavedDraft<T extends object>({
  session,
  path,
  start,
  onUnauthorized,
}: Facts<T>): SavedDraft<T> {
  const [draft, setDraft] = useState<T>(start.entity);
  // What answers a question that was asked some time ago goes on from what there is by then.
  const latest = useRef<T>(draft);
  const [warnings, setWarnings] = useState(start.entity.warnings);
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const [turn, setTurn] = useState(0);
  const autosave = useRef<Autosave<T> | null>(null);
  autosave.current ??= createAutosave<T>(start, {
    async patch(change) {
      const answer = await patchEntity<Remarked<T>>(session, path, change);
      if (answer.kind === 'ok') setWarnings(answer.value.entity.warnings);
      return answer;
    },
    onState(next) {
      setState(next);
      if (next.kind === 'lost_race') void compare();
    },
    onUnauthorized,
    now: Date.now,
  });
  const saving = autosave.current;
  useLeaving(saving);

  const put = (next: T) => {
    latest.current = next;
    setDraft(next);
  };
  const goOn = (theirs: Versioned<T>, next: T) => {
    put(next);
    saving.rebase(theirs, next);
  };
  async function compare(): Promise<void> {
    const [answer, author] = await Promise.all([getEntity<T>(session, path), findAuthor(session, path)]);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind !== 'ok') return; // the line that says so has a button that asks again
    const theirs = answer.value;
    const { sent, stored, draft: mine } = saving.versions();
    const comparison = compareDrafts({
      mineBase: sent,
      mine,
      theirsBase: stored,
      theirs: theirs.entity,
    });
    if (comparison.clashes.length > 0) return setConflict({ author, comparison, theirs });
    setMerged({ author, paths: comparison.theirsOnly });
    goOn(theirs, mergeDrafts(comparison, { mine, theirs: theirs.entity }, []));
  }

  return {
    draft,
    warnings,
    state,
    conflict,
    merged,
    turn,
    edit(change) {
      put({ ...latest.current, ...change });
      saving.edit(latest.current);
    },
    aside: (work) =>
      saving.aside(async () => {
        const news = await work();
        if (news) put({ ...latest.current, ...news.entity });
        return news;
      }),
    settle(choices) {
      if (!conflict) return;
      const { comparison, theirs } = conflict;
      goOn(theirs, mergeDrafts(comparison, { mine: latest.current, theirs: theirs.entity }, choices));
      setConflict(null);
      setTurn((before) => before + 1);
    },
    compare: () => void compare(),
  };
}

/** Nothing is lost on the way out: what waits is sent, and a page with unsent changes asks before it closes. */
function useLeaving<T>(autosave: Autosave<T>): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      autosave.flush();
      if (autosave.isDirty()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
      autosave.flush();
    };
  }, [autosave]);
}
