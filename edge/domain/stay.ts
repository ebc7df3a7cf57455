import { SESSION_IDLE_MS } from './limits.ts';

export interface StayFacts {
  /** What the server's own token says of the visitor's last sign of life, at any age; null without a token. */
  last: { seenAt: number; returning?: true | undefined } | null;
  /** The browser had an id before this request. */
  isKnown: boolean;
  /** A touch that names a source has just begun. */
  isNewTouch: boolean;
  touchAgeS: number;
  /** Epoch ms. */
  now: number;
}

export interface Stay {
  goesOn: boolean;
  /** The visitor has been here in an earlier stay. */
  isReturning: boolean;
}

/**
 * A stay ends after half an hour without a sign of life, or with a new touch. Somebody returns whose earlier stay is
 * proved by a token, or whose touch is older than a stay can rest; who returned stays a returning visitor until the
 * stay ends, and a new one stays new. A browser without either is new, as is one that stores nothing.
 */
export function judgeStay({ last, isKnown, isNewTouch, touchAgeS, now }: StayFacts): Stay {
  if (!last) return { goesOn: false, isReturning: isKnown && touchAgeS * 1000 >= SESSION_IDLE_MS };
  const goesOn = !isNewTouch && now - last.seenAt < SESSION_IDLE_MS;
  return { goesOn, isReturning: !goesOn || last.returning === true };
}
