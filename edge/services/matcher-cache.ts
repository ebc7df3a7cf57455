import { compileRules, type Matcher } from '../domain/compile-rules.ts';
import type { EdgeSnapshot } from '../domain/site-model.ts';

/** Compiles the rules of a snapshot at its first visit; they go when the snapshot does. */
export class MatcherCache {
  readonly #matchers = new WeakMap<EdgeSnapshot, Matcher>();

  get(snapshot: EdgeSnapshot): Matcher {
    const known = this.#matchers.get(snapshot);
    if (known) return known;
    const matcher = compileRules(snapshot.campaigns, snapshot.timeZone);
    this.#matchers.set(snapshot, matcher);
    return matcher;
  }
}
