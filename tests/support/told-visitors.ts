/** A number that a visitor was told to be theirs until an instant (epoch ms). */
export interface Promised {
  number: string;
  visitor: string;
  until: number;
}

/** What visitors were told, by whatever pool or edge. A number that cannot be what it is said to be is an Error. */
export class ToldVisitors {
  readonly #restMs: number;
  readonly #promises: Promised[] = [];
  readonly #shownAt = new Map<string, number>();

  /** `restMs`: a number that everybody was shown belongs to nobody for so long. */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  one(promise: Promised, now: number): void {
    const { number, visitor } = promise;
    const other = this.#live(number, now).find((live) => live.visitor !== visitor);
    if (other) throw new Error(`${number} is promised to ${other.visitor} and ${visitor}`);
    const shownAt = this.#shownAt.get(number);
    if (shownAt !== undefined && now - shownAt < this.#restMs) {
      throw new Error(`${number} was everybody's ${now - shownAt} ms ago`);
    }
    this.#promises.push(promise);
  }

  everybody(number: string, now: number): void {
    const [live] = this.#live(number, now);
    if (live) throw new Error(`${number} is promised to ${live.visitor} and shown to everybody`);
    this.#shownAt.set(number, now);
  }

  #live(number: string, now: number): Promised[] {
    return this.#promises.filter((promise) => promise.number === number && promise.until > now);
  }
}
