import type { FieldError } from '../../shared/error-codes.ts';
import type { Failure, Result, Versioned } from '../admin-client.ts';
import { mergePatchOf } from './merge-patch.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** `at` is epoch ms. */
  | { kind: 'saved'; at: number }
  | { kind: 'refused'; message: string; errors: FieldError[] }
  /** Somebody else saved first: nothing is saved until `rebase` says what becomes of both. */
  | { kind: 'lost_race' }
  | { kind: 'unreachable' };

export interface Autosave<T> {
  /** The whole entity as the user wants it now. */
  edit(draft: T): void;
  /** Saves at once what still waits. */
  flush(): void;
  /**
   * Does what makes the server change the entity by itself, with no save meanwhile. The work answers what is different
   * now and since which version, or null if nothing is.
   */
  aside(work: () => Promise<Versioned<Partial<T>> | null>): Promise<void>;
  /** Goes on from what somebody else has saved meanwhile, with a draft that has what is to be kept of both. */
  rebase(theirs: Versioned<T>, draft: T): void;
  versions(): Versions<T>;
  /** True while something is not on the server. */
  isDirty(): boolean;
}

export interface Versions<T> {
  /** What was sent last, as it was typed. */
  sent: T;
  /** What the server made of it. */
  stored: T;
  draft: T;
}

const PAUSE_MS = 600;
const RETRY_MS = 5000;

/**
 * Saves a draft by itself, a moment after the last keystroke, one request at a time. The next patch is made
 * against what was sent last, not against the server's spelling of it: a name that the server trims is not sent
 * again and again.
 */
export function createAutosave<T extends object>(
  origin: Versioned<T>,
  port: {
    patch(change: { patch: object; etag: string }): Promise<Result<Versioned<T>>>;
    onState(state: SaveState): void;
    onUnauthorized(): void;
    now(): number;
  },
): Autosave<T> {
  let { entity: sent, etag } = origin;
  let stored = sent;
  let draft = sent;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;
  let isHeld = false;
  let saving: Promise<void> = Promise.resolve();
  let isSignedOut = false;
  let isBehind = false;
  let hasFailed = false;

  function wait(delayMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(start, delayMs);
  }

  function start(): void {
    if (!isSaving) saving = save();
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    const patch = mergePatchOf(sent, draft);
    if (isHeld || isSignedOut || isBehind) return;
    if (!patch) {
      // What was not accepted has been taken back by hand.
      if (hasFailed) port.onState({ kind: 'idle' });
      hasFailed = false;
      return;
    }
    isSaving = true;
    port.onState({ kind: 'saving' });
    const taken = draft;
    const answer = await port.patch({ patch, etag });
    isSaving = false;
    hasFailed = answer.kind !== 'ok';
    if (answer.kind !== 'ok') return fail(answer, taken);
    sent = taken;
    stored = answer.value.entity;
    etag = answer.value.etag;
    port.onState({ kind: 'saved', at: port.now() });
    if (draft !== taken) wait(0);
  }

  function fail(failure: Failure, taken: T): void {
    isBehind = failure.kind === 'lost_race';
    isSignedOut = failure.kind === 'unauthorized';
    if (failure.kind === 'unauthorized') port.onUnauthorized();
    else port.onState(failure);
    if (failure.kind === 'unreachable') wait(RETRY_MS);
    if (failure.kind === 'refused' && draft !== taken) wait(0);
  }

  return {
    edit(next) {
      draft = next;
      wait(PAUSE_MS);
    },
    flush: start,
    async aside(work) {
      clearTimeout(timer);
      isHeld = true;
      await saving;
      const news = await work();
      isHeld = false;
      if (news) {
        sent = { ...sent, ...news.entity };
        stored = { ...stored, ...news.entity };
        draft = { ...draft, ...news.entity };
        etag = news.etag;
      }
      wait(0);
    },
    rebase(theirs, next) {
      sent = theirs.entity;
      stored = theirs.entity;
      etag = theirs.etag;
      draft = next;
      isBehind = false;
      if (mergePatchOf(sent, draft)) wait(0);
      else port.onState({ kind: 'saved', at: port.now() });
    },
    versions: () => ({ sent, stored, draft }),
    isDirty: () => !isSignedOut && (isSaving || mergePatchOf(sent, draft) !== null),
  };
}
