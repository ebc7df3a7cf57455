/**
 * Which number a visitor gets of one dynamic office. Pure: the store brings the two rows that can matter, so the
 * choice costs the same for ten numbers and for ten thousand.
 */

/** A number of the pool. Instants are epoch ms, 0 for never. */
export interface PoolNumber {
  e164: string;
  /** True if it is on its way out: its lease runs to the promised end and is not extended. */
  draining: boolean;
  usableFrom: number;
  /** Its last holder. */
  visitor: string | null;
  expiresAt: number;
  restUntil: number;
}

export interface LeaseInput {
  visitor: string;
  now: number;
  holdMs: number;
  restMs: number;
  /** The last number this visitor had in this office, if it is still a row of the pool. */
  last: PoolNumber | null;
  /** The first free number in turn: of those that may be given out, the one that became free first, then by place. */
  next: PoolNumber | null;
  fallback: string | null;
  /** After a restore from a backup nobody knows who was promised what: nothing is granted before. Epoch ms. */
  grantsFrom?: number;
}

export type LeaseDecision =
  | { kind: 'keep' | 'grant'; number: PoolNumber; expiresAt: number; restUntil: number }
  | { kind: 'fallback'; number: string }
  | { kind: 'none' };

export function decideLease(input: LeaseInput): LeaseDecision {
  const { visitor, now, holdMs, restMs, last, next, fallback } = input;
  if (last && isHeldBy(last, visitor, now)) {
    // A promise is never shortened, also when the setting was lowered meanwhile.
    const expiresAt = last.draining ? last.expiresAt : Math.max(last.expiresAt, now + holdMs);
    return { kind: 'keep', number: last, expiresAt, restUntil: Math.max(last.restUntil, expiresAt + restMs) };
  }
  const granted = last && canReturn(last, visitor, now) ? last : next;
  if (granted && now >= (input.grantsFrom ?? 0)) {
    const expiresAt = now + holdMs;
    return { kind: 'grant', number: granted, expiresAt, restUntil: expiresAt + restMs };
  }
  return fallback === null ? { kind: 'none' } : { kind: 'fallback', number: fallback };
}

function isHeldBy(number: PoolNumber, visitor: string, now: number): boolean {
  return number.visitor === visitor && number.expiresAt > now;
}

/** A visitor who comes back gets the old number again; their own rest does not count against them. */
function canReturn(number: PoolNumber, visitor: string, now: number): boolean {
  const isFree = number.expiresAt <= now && number.usableFrom <= now && !number.draining;
  return isFree && (number.visitor === visitor || number.restUntil <= now);
}

/** When a number that the pool no longer gives out may go elsewhere: its expiry and rest have passed. */
export function freeAt(number: Pick<PoolNumber, 'restUntil'>, now: number): number {
  return Math.max(number.restUntil, now);
}

/** Seconds after which the page asks again: well before the session ends. */
export function renewAfterS(sessionS: number, minS: number): number {
  return Math.max(minS, Math.floor(0.8 * sessionS));
}

/**
 * When a pool grants numbers again after its data were restored from a backup, epoch ms; 0 if they never were. Whatever
 * was promised between the backup and the end of the server it was made of has ended by then, and has rested.
 */
export function restedAfterRestore(
  restoredAt: string | null | undefined,
  { sessionS, afterSessionS, restS }: { sessionS: number; afterSessionS: number; restS: number },
): number {
  const at = Number(restoredAt ?? 0);
  return at > 0 ? at + (sessionS + afterSessionS + restS) * 1000 : 0;
}
