/**
 * Keeps facts where they are for as long as a backup copies the objects' files. A fact is then either still owed in
 * the copy of who owes it, or known in the copy of who received it; without that a receiver copied early and a sender
 * copied late would both not have it. Commands to telephony providers outside are not held: nobody's call waits for a
 * backup.
 *
 * It holds this isolate, which self-hosted is the server. It ends by itself, so that a backup that died holds nothing.
 */
export class OutboxHold {
  #until = 0;
  #underWay = 0;

  /** From now until then, epoch ms; 0 ends it. What is on its way already arrives: wait for `isIdle`. */
  hold(until: number): void {
    this.#until = until;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** `now` is epoch ms. */
  holds(target: string, now: number): boolean {
    return now < this.#until && isInside(target);
  }

  /** Facts leave for a target; call what comes back when they have arrived, or not. */
  begin(target: string): () => void {
    if (!isInside(target)) return () => undefined;
    this.#underWay++;
    return () => void this.#underWay--;
  }
}

/** True for objects of ours; the simulated telephones are one. */
function isInside(target: string): boolean {
  return !target.startsWith('telephony:') || target.startsWith('telephony:simulator:');
}

/** Of this isolate: all objects send through it, and the route that a backup asks sets it. */
export const outboxHold = new OutboxHold();
