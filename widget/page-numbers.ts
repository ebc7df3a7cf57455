import type { ConsentMode } from '../shared/contract/fields.ts';
import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import type { Swap, SwapAnswer, SwapRequest } from '../shared/contract/swap.ts';
import { isHostAllowed } from '../shared/hosts.ts';
import { MAX_URL, MAX_VALUE } from '../shared/touch.ts';
import { type AnswerStore, canRepeat } from './answer-store.ts';
import { postSwap } from './api.ts';
import { codedError, type Guard } from './boundary.ts';
import type { VisitContext } from './callback/host.ts';
import { isConsentMode, mayAsk, mayStore } from './consent.ts';
import type { CookieJar } from './cookie.ts';
import type { Emit } from './events.ts';
import { pageUrl } from './navigation.ts';
import type { ShownNumbers } from './number-use.ts';
import { isUnseen, nextAppearance } from './presence.ts';
import type { Swapper } from './swap/swapper.ts';
import {
  decodeVisit,
  encodeVisit,
  mergeVisits,
  mintVisitor,
  NO_VISIT,
  recordTouch,
  touchAt,
} from './visit.ts';

type Cause = SwapRequest['cause'];

/** An answer later than this after the first paint is late (`late` of the site). */
const LATE_MS = 1000;

export interface PageNumbersParts {
  origin: string;
  snapshot: PublicSnapshot;
  consent: ConsentMode;
  jar: CookieJar;
  store: AnswerStore;
  swapper: Swapper;
  emit: Emit;
  guard: Guard;
}

/** Why the page shows what it shows: the last answer and its `x-ringlet-reason`. */
export interface Explanation {
  reason: string;
  campaign: SwapAnswer['campaign'];
  swaps: Swap[];
  lease?: string;
}

export interface PageNumbers {
  /** Decides what the page shows: from the browser's own answer if that still holds, else by asking. */
  evaluate(cause: Cause): void;
  /** The page moved from `previousUrl` to `url`. */
  navigate(previousUrl: string, url: string): void;
  /** Somebody is at the page: keeps a leased number, at most once in `renewAfterS`. */
  renewIfDue(): void;
  setConsent(mode: ConsentMode): void;
  visitContext(): VisitContext;
  /** What is shown now; the lease is null unless it may be stored. */
  shown(): ShownNumbers;
  /** Waits for the answer that is under way. */
  explain(): Promise<Explanation>;
  /** The answer that is under way comes too late. */
  stop(): void;
}

/** Which numbers one page shows, from its first view until `stop`. The clock and the storage are the browser's. */
export function createPageNumbers(parts: PageNumbersParts): PageNumbers {
  const { origin, snapshot, jar, store, swapper, emit, guard } = parts;
  const { site, version, matchPerPage, hosts } = snapshot;
  let mode = parts.consent;
  /** Has a visitor and a lease only while they may be stored. */
  let visit = NO_VISIT;
  let answer: SwapAnswer | null = null;
  let reason = 'none';
  let freshAt = 0;
  let address = pageUrl(location.href);
  let referrer = document.referrer;
  let visibleSince = 0;
  /** Answers to an earlier turn come too late to count. */
  let turn = 0;
  /** The newest question; null before the first. */
  let asking: Promise<void> | undefined | null = null;
  const askGuarded = guard(ask);

  function evaluate(cause: Cause): void {
    asking = askGuarded(cause);
  }

  async function ask(cause: Cause): Promise<void> {
    const mine = ++turn;
    if (!mayAsk(mode)) {
      refreshVisit(cause);
      tellSkip('consent');
      return;
    }
    while (isUnseen(document)) await nextAppearance(document);
    if (turn !== mine) return;
    visibleSince ||= performance.now();
    refreshVisit(cause);
    const now = Date.now();
    const stored = mayStore(mode) && /view|navigate/.test(cause) ? store.read() : null;
    if (stored && canRepeat(stored, { visit, version, matchPerPage, now })) {
      freshAt = stored.receivedAt;
      accept(stored.answer, stored.reason, cause);
      return;
    }
    freshAt = now;
    const request: SwapRequest = { site, visitor: visit.visitor, consent: mode, cause, ...visitContext() };
    const outcome = await postSwap(origin, request);
    if (turn !== mine) return;
    if (outcome.answer) {
      freshAt = Date.now();
      keep(outcome.answer, outcome.reason);
      accept(outcome.answer, outcome.reason, cause);
    }
    if (!outcome.answer?.swaps.length) tellSkip(outcome.reason);
  }

  /** Another tab may have written the cookie meanwhile, so it is read anew before every question. */
  function refreshVisit(cause: Cause): void {
    const text = mayStore(mode) ? jar.read() : null;
    if (text) visit = mergeVisits(decodeVisit(text), visit);
    visit = recordTouch(visit, {
      url: address,
      referrer,
      isOwnHost: (host) => host === location.hostname || isHostAllowed(hosts, host),
      isNewArrival: cause === 'navigate' || (cause !== 'renew' && isNewLoad()),
      now: Date.now(),
    });
    if (!mayStore(mode)) return;
    visit = { ...visit, visitor: visit.visitor ?? mintVisitor() };
    const fresh = encodeVisit(visit);
    if (fresh !== text) jar.write(fresh);
  }

  function keep(fresh: SwapAnswer, why: string): void {
    if (!mayStore(mode)) return;
    const answerUntil = Math.round(freshAt + fresh.renewAfterS * 1000);
    visit = { ...visit, visitor: fresh.visitor ?? visit.visitor, lease: fresh.lease, answerUntil };
    jar.write(encodeVisit(visit));
    store.write({ answer: fresh, reason: why, receivedAt: freshAt, version, touchMark: visit.touchMark });
  }

  function accept(fresh: SwapAnswer, why: string, cause: Cause): void {
    answer = fresh;
    reason = why;
    swapper.show(fresh.swaps, {
      late: isLate(visibleSince) ? snapshot.late : 'always',
      isRenewal: cause === 'renew',
    });
  }

  /** A page that shows numbers already keeps them, whatever became of the newest question. */
  function tellSkip(why: string): void {
    if (!answer) reason = why;
    emit('swap_skipped', { reason: why });
  }

  function visitContext(): VisitContext {
    return {
      lease: visit.lease,
      touch: mayAsk(mode) ? touchAt(visit, Date.now()) : null,
      page: {
        url: address.slice(0, MAX_URL),
        referrer: referrer.slice(0, MAX_URL),
        title: document.title.slice(0, MAX_VALUE),
      },
    };
  }

  function setConsent(next: ConsentMode): void {
    if (!isConsentMode(next)) throw codedError('unknown_consent');
    const isSame = next === mode;
    mode = next;
    if (!mayStore(mode)) forget();
    if (asking && !isSame) evaluate('consent');
  }

  /** The touch stays in memory for as long as the page does: it is stored and sent by nobody. */
  function forget(): void {
    jar.remove();
    store.remove();
    visit = { ...visit, visitor: null, lease: null, answerUntil: 0 };
    answer = null;
    swapper.restore();
  }

  return {
    evaluate,
    navigate(previousUrl, url) {
      referrer = previousUrl;
      address = pageUrl(url);
      if (asking) evaluate('navigate');
    },
    renewIfDue() {
      if (!mayStore(mode) || !answer?.swaps.some(({ kind }) => kind === 'leased')) return;
      const sinceS = (Date.now() - freshAt) / 1000;
      if (sinceS < 0 || sinceS >= answer.renewAfterS) evaluate('renew');
    },
    setConsent,
    visitContext,
    shown: () => ({ swaps: answer?.swaps ?? [], lease: visit.lease }),
    async explain() {
      for (let seen: typeof asking | 0 = 0; seen !== asking; await seen) seen = asking;
      const { campaign = null, swaps = [], lease } = answer ?? {};
      return { reason, campaign, swaps, ...(lease && { lease }) };
    },
    stop() {
      turn++;
    },
  };
}

/** A reload and a step through the history begin nothing new. */
function isNewLoad(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return !/^(reload|back)/.test(String(entry?.type));
}

function isLate(visibleSince: number): boolean {
  const paint = performance.getEntriesByType('paint')[0]?.startTime;
  return paint !== undefined && performance.now() - Math.max(paint, visibleSince) > LATE_MS;
}
