import { computeTouch, isDirect, type Touch, UTM_TAGS } from '../shared/touch.ts';
import { fingerprint } from './fingerprint.ts';

/** What the cookie holds: who this browser is and how its visitor came. Instants are epoch ms. */
export interface Visit {
  visitor: string | null;
  /** Age is counted from `recordedAt` when it is sent. */
  touch: Touch | null;
  /** Of the touch as it was computed, before anything was shed from it. */
  touchMark: string;
  recordedAt: number;
  lease: string | null;
  /** Until then the last answer may be shown again without asking. */
  answerUntil: number;
}

export const NO_VISIT: Visit = {
  visitor: null,
  touch: null,
  touchMark: '',
  recordedAt: 0,
  lease: null,
  answerUntil: 0,
};

/** 1 KB for name and value together: a site's own cookies need the rest of what servers accept. */
const MAX_COOKIE = 1024 - '_ringlet='.length;
const TOUCH_LIFE_MS = 180 * 86_400_000;
/** The same touch seen again within a session is a reload of the landing page, not a new arrival. */
const SESSION_MS = 30 * 60_000;
/** Version, visitor, lease token, two instants, the touch's mark and the touch. */
const COOKIE = /^1~(v_[\w-]{22}|)~([\w.-]*)~(\d+)~(\d+)~(\w*)~([\w-]*)$/;
/** What the cookie keeps of a touch, the most useful first. */
const FIELDS = ['type', ...UTM_TAGS, 'clickIds', 'referrer', 'landing'] as const;
/** Type, source, medium and campaign: with less a touch says too little to be kept. */
const KEPT_FIELDS = 4;

/**
 * The visit after a page view. The last touch that names a source wins for 180 days: tags and search engines
 * always replace it, a referral only when no session is under way (a payment page sends the visitor back), a direct
 * one never (S2-56). `isNewArrival` is false for a reload and a step back in history, which begin nothing.
 */
export function recordTouch(visit: Visit, arrival: Arrival): Visit {
  const isFresh = visit.touch !== null && arrival.now - visit.recordedAt < TOUCH_LIFE_MS;
  if (isFresh && !arrival.isNewArrival) return visit;
  const touch = computeTouch(arrival.url, arrival.referrer, arrival.isOwnHost);
  if (isFresh && (isDirect(touch) || (isReferral(touch) && isInSession(visit, arrival.now)))) return visit;
  const touchMark = markTouch(touch);
  if (isFresh && touchMark === visit.touchMark && arrival.now - visit.recordedAt < SESSION_MS) return visit;
  return { ...visit, touch, touchMark, recordedAt: arrival.now };
}

/** A link on another site, a social network's too, that carries no tags. */
function isReferral({ type, source, medium }: Touch): boolean {
  return type === 'referral' || (type === 'social' && !source && !medium);
}

/** The last answer ends a while after the last sign of life; half an hour later the session is over. */
function isInSession(visit: Visit, now: number): boolean {
  return now < visit.answerUntil + SESSION_MS;
}

export interface Arrival {
  url: string;
  referrer: string;
  isOwnHost: (host: string) => boolean;
  isNewArrival: boolean;
  now: number;
}

/** The stored visit, with the touch of this page if that came later and names a source. */
export function mergeVisits(stored: Visit, inMemory: Visit): Visit {
  const { touch, touchMark, recordedAt } = inMemory;
  const isNewer = touch !== null && !isDirect(touch) && recordedAt > stored.recordedAt;
  return isNewer ? { ...stored, touch, touchMark, recordedAt } : stored;
}

/** The touch as it goes over the wire, its age in whole seconds. */
export function touchAt(visit: Visit, now: number): Touch | null {
  return visit.touch && { ...visit.touch, ageS: Math.max(0, Math.floor((now - visit.recordedAt) / 1000)) };
}

/** `v_` and 128 random bits. */
export function mintVisitor(): string {
  return `v_${toBase64Url(crypto.getRandomValues(new Uint8Array(16)))}`;
}

/**
 * One cookie value of at most 1 KB, made of characters that need no escaping. What does not fit is shed from the
 * touch, least useful first; the visitor and the lease never are.
 */
export function encodeVisit(visit: Visit): string {
  const { visitor, lease, answerUntil, recordedAt, touchMark, touch } = visit;
  const head = [1, visitor, lease, answerUntil, recordedAt, touchMark, ''].join('~');
  for (const fields = touch ? touchFields(touch) : []; fields.length >= KEPT_FIELDS; fields.pop()) {
    const text = head + toBase64Url(new TextEncoder().encode(JSON.stringify(fields)));
    if (text.length <= MAX_COOKIE) return text;
  }
  return head;
}

/** A damaged cookie counts as absent. */
export function decodeVisit(text: string): Visit {
  const match = COOKIE.exec(text);
  if (!match) return NO_VISIT;
  const [, visitor, lease, answerUntil, recordedAt, touchMark = '', fields = ''] = match;
  return {
    visitor: visitor || null,
    touch: decodeTouch(fields),
    touchMark,
    recordedAt: Number(recordedAt),
    lease: lease || null,
    answerUntil: Number(answerUntil),
  };
}

function markTouch(touch: Touch): string {
  return fingerprint(JSON.stringify(touchFields({ ...touch, landing: '' })));
}

function touchFields(touch: Touch): unknown[] {
  return FIELDS.map((field) => touch[field]);
}

/** What was shed reads as absent. */
function decodeTouch(text: string): Touch | null {
  try {
    const fields = JSON.parse(fromBase64Url(text)) as unknown[];
    const kept = Object.fromEntries(fields.map((value, i) => [FIELDS[i], value]));
    const shed = { content: null, term: null, clickIds: {}, referrer: null, landing: '', ageS: 0 };
    return { ...shed, ...kept } as Touch;
  } catch {
    return null;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/[+/=]/g, (char) => ({ '+': '-', '/': '_' })[char] ?? '');
}

function fromBase64Url(text: string): string {
  const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
