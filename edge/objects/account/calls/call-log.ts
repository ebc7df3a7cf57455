import type { AttributionRules } from '../../../../shared/contract/admin/account.ts';
import {
  type Attribution,
  attributeCall,
  type HeldSegment,
  type Tap,
  tagCall,
} from '../../../domain/attribution.ts';
import { mergeCall } from '../../../domain/call-event.ts';
import { type CallRecord, composeCall, type ToldEvent } from '../../../domain/call-record.ts';
import {
  CALL_SETTLES_MS,
  CALL_SILENCE_MS,
  MAX_HOLD_MS,
  RAW_EVENTS_MS,
  REPEAT_MS,
  TAP_MS,
  TAPS_KEPT_MS,
  VERDICT_STANDS_MS,
} from '../../../domain/limits.ts';
import type { PoolHolder } from '../../../rpc/pool-rpc.ts';
import type { ObjectClock } from '../../object-clock.ts';
import type { Timers } from '../../timers.ts';
import type { AssignmentStore } from '../assignment-store.ts';
import type { EntityStore } from '../entity-store.ts';
import type { CallStore } from './call-store.ts';

/** Asks the pool of a campaign who was promised a number from `from` to `to`, epoch ms. */
export type AskPool = (
  campaign: string,
  question: { number: string; from: number; to: number },
) => Promise<PoolHolder[]>;

export interface CallLogParts {
  storage: DurableObjectStorage;
  entities: EntityStore;
  assignments: AssignmentStore;
  calls: CallStore;
  timers: Timers;
  clock: ObjectClock;
  askPool: AskPool;
  /** The account's settings as they are now. */
  attributionRules: () => AttributionRules;
  /** Runs in the transaction that took in a call to a number, E.164. */
  onHeard: (number: string, now: number) => void;
  /** Runs in the transaction that found out whose call it was. */
  onJudged: (call: CallRecord, now: number) => void;
}

/** The timer `attribute` finds a call whose attribution was cut short; normally it has happened long before. */
const ATTRIBUTE_AGAIN_MS = 1_000;
const HOUSEKEEPING_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Turns what providers tell into call records. Events are kept and merged at once; whose call it was is found out
 * after, because the pools must be asked. Both may be repeated at will.
 */
export class CallLog {
  readonly #parts: CallLogParts;

  constructor(parts: CallLogParts) {
    this.#parts = parts;
  }

  /** Call inside a transaction. Answers the ids of the calls that are to be attributed anew. */
  note(told: readonly ToldEvent[], now: number): string[] {
    const { calls, entities, timers, onHeard } = this.#parts;
    const changed = new Set<string>();
    for (const { event, ...rest } of told) {
      if (!calls.keepEvent({ event, ...rest }, now) || event === null) continue;
      const known = entities.get('calls', rest.call);
      const facts = mergeCall(known?.facts ?? null, event);
      const fresh = composeCall(known ?? { id: rest.call, ...rest.source }, facts, null, now);
      const isSame = known !== null && isSameQuestion(known, fresh);
      const record = isSame ? composeCall(known, facts, known, now) : fresh;
      entities.save('calls', record, now);
      if (event.number !== null) onHeard(event.number, now);
      timers.set('attribute', record.id, now + ATTRIBUTE_AGAIN_MS);
      if (facts.endedAt === null) timers.set('call_silence', record.id, record.startedAt + CALL_SILENCE_MS);
      else {
        timers.clear('call_silence', record.id);
        timers.set('call_notice', record.id, now + CALL_SETTLES_MS);
      }
      changed.add(record.id);
    }
    if (told.length > 0) timers.set('call_events', '', now + HOUSEKEEPING_MS);
    return [...changed];
  }

  noteTaps(taps: readonly Tap[], now: number): void {
    for (const tap of taps) this.#parts.calls.keepTap(tap);
    this.#parts.timers.set('call_events', '', now + HOUSEKEEPING_MS);
  }

  /** @throws Error if a pool cannot be reached: then the timer tries again */
  async attribute(id: string): Promise<void> {
    const { entities, storage } = this.#parts;
    for (;;) {
      const asked = entities.get('calls', id);
      if (!asked) return;
      const { number, startedAt } = asked;
      const holders = number === null ? [] : await this.listHolders(number, startedAt);
      const isSettled = storage.transactionSync(() => this.#judge(asked, holders));
      if (isSettled) return;
    }
  }

  /** Everybody who was promised a number at an instant or within the late window before it, in all its pools. */
  async listHolders(number: string, at: number): Promise<HeldSegment[]> {
    const { assignments, askPool, attributionRules } = this.#parts;
    const from = at - attributionRules().lateWindowS * 1000;
    const pools = assignments
      .listPlaces(number, from - MAX_HOLD_MS, at)
      .filter(({ kind }) => kind === 'leased')
      .map(({ campaign }) => campaign);
    const answers = await Promise.all(
      [...new Set(pools)].map(async (campaign) => {
        const holders = await askPool(campaign, { number, from, to: at });
        return holders.map((holder) => ({ ...holder, campaign }));
      }),
    );
    return answers.flat();
  }

  /** Nobody told of the end of a call for hours. */
  giveUp(id: string, now: number): void {
    const { entities } = this.#parts;
    const known = entities.get('calls', id);
    if (known) entities.save('calls', composeCall(known, known.facts, known, now), now);
  }

  forget(now: number): void {
    this.#parts.calls.forgetEvents(now - RAW_EVENTS_MS);
    this.#parts.calls.forgetTaps(now - TAPS_KEPT_MS);
    this.#parts.timers.set('call_events', '', now + HOUSEKEEPING_MS);
  }

  /** False if the call has changed while the pools were asked, so that they were asked the wrong question. */
  #judge(asked: CallRecord, holders: readonly HeldSegment[]): boolean {
    const { entities, calls, timers, clock, attributionRules } = this.#parts;
    const call = entities.get('calls', asked.id);
    if (!call) return true;
    if (!isSameQuestion(call, asked)) return false;
    const now = clock.stamp();
    const { caller, startedAt: at, talkS } = call;
    const stands = call.verdict !== null && now - at > VERDICT_STANDS_MS;
    const attribution = stands ? call : this.#findOwner(call, holders);
    const { uniqueDays, targetS } = attributionRules();
    const lastSeenAt = caller === null ? null : calls.lastSeenAt(caller, call);
    const tags = tagCall({ caller, at, talkS }, lastSeenAt, { uniqueMs: uniqueDays * DAY_MS, targetS });
    const judged = composeCall(call, call.facts, { ...attribution, tags }, now);
    if (JSON.stringify(judged) !== JSON.stringify(call)) entities.save('calls', judged, now);
    this.#parts.onJudged(judged, now);
    timers.clear('attribute', call.id);
    return true;
  }

  #findOwner({ number, caller, startedAt: at }: CallRecord, holders: readonly HeldSegment[]): Attribution {
    const { assignments, calls, attributionRules } = this.#parts;
    const visitors = [...new Set(holders.map(({ visitor }) => visitor))];
    return attributeCall({
      at,
      isKnownNumber: number !== null && assignments.isKnown(number),
      place: number === null ? null : assignments.placeAt(number, at),
      holders,
      taps: calls.listTaps(visitors, at - TAP_MS, at),
      knownCaller: caller === null ? null : calls.lastExact(caller, at - REPEAT_MS, at),
      lateWindowMs: attributionRules().lateWindowS * 1000,
    });
  }
}

/** A verdict holds for one number, one caller and one instant. */
function isSameQuestion(a: CallRecord, b: CallRecord): boolean {
  return a.number === b.number && a.caller === b.caller && a.startedAt === b.startedAt;
}
