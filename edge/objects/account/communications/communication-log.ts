import type { Communication, StoredCommunication } from '../../../domain/crm/communication.ts';
import type { EntityStore } from '../entity-store.ts';

/** Hears of every communication in the transaction that stored it: of a chat the new lines alone. */
export type OnCommunication = (told: Communication, now: number) => void;

/** What calls, callbacks, requests and chats have in common, for whoever acts on all of them alike. */
export class CommunicationLog {
  readonly #entities: EntityStore;
  readonly #onTold: OnCommunication;

  constructor(entities: EntityStore, onTold: OnCommunication) {
    this.#entities = entities;
    this.#onTold = onTold;
  }

  find(id: string): StoredCommunication | null {
    return this.#entities.get('communications', id);
  }

  /**
   * Keeps it, and tells of it unless nothing has changed. `lines` are those that are new; the others are kept as they
   * were. Call inside a transaction; `now` is epoch ms.
   */
  note(fresh: StoredCommunication, now: number): void {
    const before = this.find(fresh.id);
    const known = new Set(before?.lines.map(({ id }) => id));
    const lines = fresh.lines.filter(({ id }) => !known.has(id));
    const all = [...(before?.lines ?? []), ...lines].sort((a, b) => a.at - b.at);
    const after = { ...fresh, lines: all };
    if (before !== null && JSON.stringify(before) === JSON.stringify(after)) return;
    this.#entities.save('communications', after, now);
    const { source: _, ...told } = after;
    this.#onTold({ ...told, lines: fresh.phase === 'message' ? lines : all }, now);
  }
}
