/** How a server fails the next request of a kind. */
export type Fault =
  /** Does nothing and says so. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** Does nothing and never answers. */
  | { kind: 'hang' }
  /** Does what was asked, and cuts the connection before the answer. */
  | { kind: 'cut' }
  /** Does what was asked, and answers as if somebody in between had. */
  | { kind: 'html' }
  /** Says that it does what was asked, and does nothing. */
  | { kind: 'ghost' };

/** Answers the fault that a request meets, once for each that was planned. */
export class FaultPlan {
  readonly #planned: { kind: string; fault: Fault }[] = [];

  /** The next requests of this kind fail so, one after another. */
  next(kind: string, ...faults: Fault[]): void {
    for (const fault of faults) this.#planned.push({ kind, fault });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  take(kind: string): Fault | null {
    const index = this.#planned.findIndex((planned) => planned.kind === kind);
    return index === -1 ? null : (this.#planned.splice(index, 1)[0]?.fault ?? null);
  }
}
