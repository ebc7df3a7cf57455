import { computeTouch, isDirect, type Touch } from '../shared/touch.ts';

/** What the cookie holds: who this browser is and how its visitor came. Instants are epoch ms. */
export interface Visit {
  visitor: string | null;
  /** Age is counted from `recordedAt` when it is sent. */
  touch: Touch | null;
  /** Tells one touch from the next, too. */
  recordedAt: number;
  lease: string | null;
  /** Until then the last answer may be shown again without asking. */
  answerUntil: number;
}

export const NO_VISIT: Visit = { visitor: null, touch: null, recordedAt: 0, lease: null, answerUntil: 0 };

/** 1 KB for name and value together: a site's own cookies need the rest of what servers accept. */
const MAX_COOKIE = 1024 - '_ringlet='.length;
const MAX_REFERRER = 255;
const TOUCH_LIFE_MS = 180 * 86_400_000;
/** The same touch seen again within a session is a reload of the landing page, not a new arrival. */
const SESSION_MS = 30 * 60_000;
/** Version, visitor, lease token, two instants, and the addresses that the touch is computed from. */
const COOKIE = /^2\|(v_[\w-]{22}|)\|([\w.-]*)\|(\d+)\|(\d+)\|([^|]*)\|([^|]*)$/;

/** `isNew` is false for a reload and a step back in history, which begin nothing. */
export interface Arrival {
  touch: Touch;
  isNew: boolean;
  now: number;
}

/**
 * The visit after a page view. The last touch that names a source wins for 180 days: tags and search engines
 * always replace it, a referral only when no session is under way (a payment page sends the visitor back), a direct
 * one never (S2-56).
 */
export function recordTouch(visit: Visit, { touch, isNew, now }: Arrival): Visit {
  const ageMs = now - visit.recordedAt;
  const isKept =
    visit.touch &&
    ageMs < TOUCH_LIFE_MS &&
    (!isNew ||
      isDirect(touch) ||
      // The last answer ends a while after the last sign of life; half an hour later the session is over.
      (isReferral(touch) && now < visit.answerUntil + SESSION_MS) ||
      (ageMs < SESSION_MS && isSameSource(touch, visit.touch)));
  return isKept ? visit : { ...visit, touch, recordedAt: now };
}

/** A link on another site, a social network's too, that carries no tags. */
function isReferral({ type, source, medium }: Touch): boolean {
  return type === 'referral' || (type === 'social' && !source && !medium);
}

/** On whichever page the visitor landed. */
function isSameSource(one: Touch, other: Touch): boolean {
  return JSON.stringify({ ...one, landing: '' }) === JSON.stringify({ ...other, landing: '' });
}

/** The stored visit, with the touch of this page if that came later and names a source. */
export function mergeVisits(stored: Visit, { touch, recordedAt }: Visit): Visit {
  const isNewer = touch && !isDirect(touch) && recordedAt > stored.recordedAt;
  return isNewer ? { ...stored, touch, recordedAt } : stored;
}

/** The touch as it goes over the wire, its age in whole seconds. */
export function touchAt({ touch, recordedAt }: Visit, now: number): Touch | null {
  return touch && { ...touch, ageS: Math.max(0, Math.floor((now - recordedAt) / 1000)) };
}

/** `v_` and 22 random characters of five bits each. */
export function mintVisitor(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(22));
  // Not `Array.from`, which some old libraries exchange for one of their own.
  return `v_${[...bytes].map((byte) => (byte & 31).toString(32)).join('')}`;
}

/**
 * One cookie value of at most 1 KB, of characters that servers accept. The touch is kept as the addresses that it
 * is computed from; what does not fit is shed from them, the visitor and the lease never are.
 */
export function encodeVisit({ visitor, lease, answerUntil, recordedAt, touch }: Visit): string {
  const referrer = escapeUrl(touch?.referrer ?? '').slice(0, MAX_REFERRER);
  const head = [2, visitor, lease, answerUntil, recordedAt, referrer, ''].join('|');
  return head + (touch ? shorten(touch.landing, MAX_COOKIE - head.length) : '');
}

/** A damaged cookie counts as absent. */
export function decodeVisit(text: string): Visit {
  const match = COOKIE.exec(text);
  if (!match) return NO_VISIT;
  const [, visitor, lease, answerUntil, recordedAt, referrer = '', landing = ''] = match;
  const touch = computeTouch(landing, referrer, () => false);
  return {
    visitor: visitor || null,
    touch: touch.landing ? touch : null,
    recordedAt: Number(recordedAt),
    lease: lease || null,
    answerUntil: Number(answerUntil),
  };
}

/** The landing address, or of one that is too long its site with the parameters that fit, the shortest first. */
function shorten(landing: string, room: number): string {
  const whole = escapeUrl(landing);
  if (whole.length <= room) return whole;
  const [page = '', query = ''] = whole.split('?');
  let short = `${page.split('/', 3).join('/')}/?`;
  for (const tag of query.split('&').sort((a, b) => a.length - b.length))
    if (short.length + tag.length < room) short += `&${tag}`;
  return short.length <= room ? short : '';
}

/** An address has no blanks or letters beyond ASCII; these few may not stand in a cookie. */
function escapeUrl(url: string): string {
  return url.replace(/[",;\\|]/g, encodeURIComponent);
}
