import { MAX_FLUSHED_SAMPLES, SAMPLES_AN_HOUR } from '../domain/limits.ts';
import { hourOf } from '../domain/statistics.ts';
import type { Visit } from '../domain/visit-attributes.ts';
import { sampleVisit, type VisitSample } from '../domain/visit-sample.ts';

interface SiteHour {
  hour: number;
  /** The lowest of this hour, ascending. What is not below the last of a full list, the account would not keep. */
  draws: number[];
  waiting: VisitSample[];
}

/**
 * The samples that this isolate has taken of one account's sessions. Every session draws a number, and those with the
 * lowest draws of the hour are taken: a fair sample of the hour without knowing beforehand how many will come. The
 * more have come, the fewer are still taken, so a busy site costs little more than a draw for each session.
 */
export class VisitSamples {
  readonly #sites = new Map<string, SiteHour>();

  /** `draw` is chance, from 0 to 1. The sample itself is made only if it is taken. */
  offer(place: Omit<VisitSample, 'visit'>, visit: Visit): void {
    const { site, draw } = place;
    const taken = this.#hourOf(site, hourOf(visit.at));
    const { draws } = taken;
    if (draws.length >= SAMPLES_AN_HOUR && draw >= (draws.at(-1) ?? 0)) return;
    const above = draws.findIndex((known) => known > draw);
    draws.splice(above < 0 ? draws.length : above, 0, draw);
    const pushedOut = draws.length > SAMPLES_AN_HOUR ? draws.pop() : undefined;
    if (pushedOut !== undefined) taken.waiting = taken.waiting.filter((sample) => sample.draw !== pushedOut);
    taken.waiting.push(sampleVisit(visit, place));
  }

  /** Hands out what waits; what is too much for one flush goes with the next. */
  take(): VisitSample[] {
    const out: VisitSample[] = [];
    for (const taken of this.#sites.values()) {
      if (out.length >= MAX_FLUSHED_SAMPLES) break;
      out.push(...taken.waiting.splice(0, MAX_FLUSHED_SAMPLES - out.length));
    }
    return out;
  }

  /** With a new hour the draws begin anew; of what still waits no more than one hour's share stays. */
  #hourOf(site: string, hour: number): SiteHour {
    const known = this.#sites.get(site);
    if (known?.hour === hour) return known;
    const fresh = { hour, draws: [], waiting: known?.waiting.slice(-SAMPLES_AN_HOUR) ?? [] };
    this.#sites.set(site, fresh);
    return fresh;
  }
}
