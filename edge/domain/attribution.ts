import type { CallTag, Verdict } from '../../shared/contract/admin/call.ts';
import type { Touch } from '../../shared/touch.ts';
import type { AssignmentKind } from './assign-numbers.ts';
import { SHARE_HALF_LIFE_MS, TAP_MS, TAP_WEIGHT } from './limits.ts';

/** Whose call it was, and how sure that is. Pure: the account brings everything that can matter. */

/** A stretch of time in which a number was promised to a visitor: `from` inclusive, `until` exclusive, epoch ms. */
export interface HeldSegment {
  visitor: string;
  session: string;
  campaign: string;
  office: string;
  touch: Touch | null;
  from: number;
  until: number;
}

/** A tap on a number of the page, or a copy of it. `office` is null if the page did not say. */
export interface Tap {
  visitor: string;
  office: string | null;
  at: number;
}

/** To whom an earlier call of the same caller was attributed for certain. */
export interface KnownCaller {
  campaign: string | null;
  office: string | null;
  visitor: string | null;
  session: string | null;
  touch: Touch | null;
}

export interface CallCircumstances {
  /** When the caller dialled, epoch ms. */
  at: number;
  /** False for a number that the account never had. */
  isKnownNumber: boolean;
  /** The place that the number had at that instant. */
  place: { campaign: string | null; office: string; kind: AssignmentKind } | null;
  /** Who was promised the number, at that instant or within the late window before it, in all pools. */
  holders: readonly HeldSegment[];
  taps: readonly Tap[];
  /** From the newest `exact` call of the caller within 90 days before. */
  knownCaller: KnownCaller | null;
  /** A setting of the account. */
  lateWindowMs: number;
}

export interface EarlierHolder {
  visitor: string;
  session: string;
  campaign: string;
  office: string;
  until: number;
}

export interface Attribution extends KnownCaller {
  verdict: Verdict;
  candidates: (EarlierHolder & { share: number })[];
  others: EarlierHolder[];
}

/** The first verdict that holds: exact, static, repeat, late, ambiguous, fallback, none. Never a silent guess. */
export function attributeCall(call: CallCircumstances): Attribution {
  const { at, place, knownCaller } = call;
  const live = lastPerVisitor(call.holders.filter(({ from, until }) => from <= at && at < until));
  const earlier = earlierHolders(call, live);
  const others = earlier.map(showHolder);
  const [holder] = live;
  if (holder && live.length === 1) return { ...nobody('exact'), ...ownerOf(holder), others };
  if (!call.isKnownNumber) return nobody('none');
  if (live.length === 0 && place?.kind === 'static') {
    return { ...nobody('static'), campaign: place.campaign, office: place.office, others };
  }
  if (live.length === 0 && knownCaller) return { ...nobody('repeat'), ...knownCaller, others };
  const candidates = [...live, ...earlier];
  const [first] = candidates;
  if (first && candidates.length === 1) {
    return { ...nobody('late'), ...ownerOf(first), candidates: [{ ...showHolder(first), share: 1 }] };
  }
  if (first) {
    const same = (field: 'campaign' | 'office') =>
      candidates.every((candidate) => candidate[field] === first[field]) ? first[field] : null;
    const places = { campaign: same('campaign'), office: same('office') };
    return { ...nobody('ambiguous'), ...places, candidates: withShares(candidates, call) };
  }
  if (place?.kind === 'fallback') {
    return { ...nobody('fallback'), campaign: place.campaign, office: place.office };
  }
  return nobody('none');
}

/** Settings of the account. */
export interface TagRules {
  uniqueMs: number;
  targetS: number;
}

/**
 * `lastSeenAt` is when the caller called before, null for never; of a hidden number nobody can say that it is new.
 */
export function tagCall(
  { caller, at, talkS }: { caller: string | null; at: number; talkS: number | null },
  lastSeenAt: number | null,
  { uniqueMs, targetS }: TagRules,
): CallTag[] {
  const isUnique = caller !== null && (lastSeenAt === null || at - lastSeenAt >= uniqueMs);
  const isTarget = talkS !== null && talkS >= targetS;
  return [
    ...(isUnique ? (['unique'] as const) : []),
    ...(isTarget ? (['target'] as const) : []),
    ...(isUnique && isTarget ? (['unique_target'] as const) : []),
  ];
}

/** Other visitors whose promise ended inside the late window, the latest end first. */
function earlierHolders(
  { at, holders, lateWindowMs }: CallCircumstances,
  live: readonly HeldSegment[],
): HeldSegment[] {
  const ended = holders.filter(({ until }) => until <= at && at - until <= lateWindowMs);
  return lastPerVisitor(ended).filter(({ visitor }) => !live.some((holder) => holder.visitor === visitor));
}

/** A visitor's stay may be several segments: the last one counts. The latest end comes first. */
function lastPerVisitor(segments: readonly HeldSegment[]): HeldSegment[] {
  const last = new Map<string, HeldSegment>();
  for (const segment of segments) {
    const known = last.get(segment.visitor);
    if (!known || segment.until > known.until) last.set(segment.visitor, segment);
  }
  return [...last.values()].sort((a, b) => b.until - a.until || (a.visitor < b.visitor ? -1 : 1));
}

function withShares(candidates: readonly HeldSegment[], call: CallCircumstances): Attribution['candidates'] {
  const weights = candidates.map((candidate) => {
    const endedMs = Math.max(0, call.at - candidate.until);
    const weight = 2 ** (-endedMs / SHARE_HALF_LIFE_MS);
    return hasTapped(candidate, call) ? weight * TAP_WEIGHT : weight;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return candidates
    .map((candidate, i) => ({ ...showHolder(candidate), share: (weights[i] ?? 0) / sum }))
    .sort((a, b) => b.share - a.share);
}

function hasTapped({ visitor, office }: HeldSegment, { at, taps }: CallCircumstances): boolean {
  return taps.some(
    (tap) =>
      tap.visitor === visitor &&
      (tap.office === null || tap.office === office) &&
      tap.at <= at &&
      at - tap.at <= TAP_MS,
  );
}

function ownerOf({ campaign, office, visitor, session, touch }: HeldSegment): KnownCaller {
  return { campaign, office, visitor, session, touch };
}

function showHolder({ visitor, session, campaign, office, until }: HeldSegment): EarlierHolder {
  return { visitor, session, campaign, office, until };
}

function nobody(verdict: Verdict): Attribution {
  const owner = { campaign: null, office: null, visitor: null, session: null, touch: null };
  return { verdict, ...owner, candidates: [], others: [] };
}
