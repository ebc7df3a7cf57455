import type { ConsentMode, Page } from '../shared/contract/fields.ts';
import type { SwapAnswer, SwapRequest } from '../shared/contract/swap.ts';
import { isHostAllowed } from '../shared/hosts.ts';
import { removeOwnParameters } from '../shared/own-parameters.ts';
import { computeTouch, MAX_URL, MAX_VALUE, type Touch } from '../shared/touch.ts';
import { findVisitLink } from '../shared/visit-link.ts';
import { canRepeat, type ReceivedAnswer, readAnswer, writeAnswer } from './answer-store.ts';
import { postSwap } from './api.ts';
import { codedError } from './boundary.ts';
import { isConsentMode } from './consent.ts';
import { readCookie, writeCookie } from './cookie.ts';
import type { Instance } from './instance.ts';
import { happens, isLate, isNewLoad, isSettled, isUnseen } from './page-load.ts';
import { pause } from './swap/pause.ts';
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

/** What a page knows of its own numbers. */
export interface NumbersState {
  mode: ConsentMode;
  /** The address for which the numbers were asked, without its fragment. */
  address: string;
  answer: SwapAnswer | null;
  /** `x-ringlet-reason` of the last answer, or why there is none. */
  reason: string;
  /** When the answer was given, or was last asked for. Epoch ms. */
  freshAt: number;
  /** The newest question; null before the first. */
  asking: Promise<void> | undefined | null;
}

export interface PageNumbers {
  /** Decides what the page shows: from the browser's own answer if that still holds, else by asking. */
  evaluate(cause: Cause): void;
  /** The page moved from `previousUrl` to `url`. */
  navigate(previousUrl: string, url: string): void;
  /** Shows an answer that another tab of this visitor was given. */
  adopt(received: ReceivedAnswer): void;
  setConsent(mode: ConsentMode): void;
  visitContext(): { lease: string | null; touch: Touch | null; page: Page };
  state(): NumbersState;
  /** The answer that is under way comes too late. */
  stop(): void;
}

/** Which numbers one page shows, from its first view until `stop`. The clock and the storage are the browser's. */
export function createPageNumbers({ tag, snapshot, swapper, emit, guard }: Instance): PageNumbers {
  const { origin, site, script } = tag;
  const { version, hosts } = snapshot;
  const consent = script.getAttribute('data-consent');
  let mode = isConsentMode(consent) ? consent : snapshot.consentDefault;
  /** Has a visitor and a lease only while they may be stored. */
  let visit = NO_VISIT;
  let answer: SwapAnswer | null = null;
  let reason = 'none';
  let freshAt = 0;
  let address = pageUrl(location.href);
  let referrer = pageUrl(document.referrer);
  /** By which this page was reached from another host of the site; empty once it has been told of. */
  let link = findVisitLink(location.search);
  let visibleSince = 0;
  /** Answers to an earlier turn come too late to count. */
  let turn = 0;
  let asking: NumbersState['asking'] = null;
  const askGuarded = guard(ask);
  const show = guard(accept);

  function evaluate(cause: Cause): void {
    asking = askGuarded(cause);
  }

  async function ask(cause: Cause): Promise<void> {
    const mine = ++turn;
    while (mode !== 'none' && isUnseen()) await happens('visibilitychange prerenderingchange');
    if (turn !== mine) return;
    refreshVisit(cause);
    if (mode === 'none') {
      tellSkip('consent');
      return;
    }
    visibleSince ||= performance.now();
    freshAt = Date.now();
    const isFull = mode === 'full';
    const mayRepeat = !snapshot.matchPerPage && isFull && !link && /view|navigate/.test(cause);
    const stored = mayRepeat && readAnswer(site);
    if (stored && canRepeat(stored, visit, version, freshAt)) {
      void show(stored, false);
      return;
    }
    const { visitor } = visit;
    // The cookie's lease may be for another page then.
    const own = cause === 'renew' && snapshot.matchPerPage && answer;
    const linked = isFull && link ? { link } : null;
    const context = { ...visitContext(), ...(own && { lease: own.lease }), ...linked };
    const told = await postSwap(origin, { site, visitor, consent: mode, cause, ...context });
    if (turn !== mine) return;
    if (told.answer) {
      if (isFull) link = '';
      const received = { answer: told.answer, reason: told.reason, receivedAt: Date.now() };
      keep(received);
      void show(received, cause === 'renew');
    }
    if (!told.answer?.swaps[0]) tellSkip(told.reason);
  }

  /** Another tab may have written the cookie meanwhile, so it is read anew before every question. */
  function refreshVisit(cause: Cause): void {
    const text = mode === 'full' ? readCookie(document) : null;
    if (text) visit = mergeVisits(decodeVisit(text), visit);
    const isOwnHost = (host: string) => host === location.hostname || isHostAllowed(hosts, host);
    visit = recordTouch(visit, {
      touch: computeTouch(address, referrer, isOwnHost),
      isNew: cause === 'navigate' || (cause !== 'renew' && isNewLoad()),
      now: Date.now(),
    });
    if (mode !== 'full') return;
    visit = { ...visit, visitor: visit.visitor ?? mintVisitor() };
    // The question leaves first: a browser takes its time to store a cookie.
    if (encodeVisit(visit) !== text) void pause().then(guard(storeVisit));
  }

  function storeVisit(): void {
    if (mode === 'full') writeCookie(document, location, encodeVisit(visit));
  }

  function keep(received: ReceivedAnswer): void {
    if (mode !== 'full') return;
    const { visitor, lease, renewAfterS, touch } = received.answer;
    const answerUntil = Math.round(received.receivedAt + renewAfterS * 1000);
    visit = { ...visit, visitor: visitor ?? visit.visitor, lease, answerUntil };
    if (touch) visit = { ...visit, touch, recordedAt: received.receivedAt - touch.ageS * 1000 };
    storeVisit();
    writeAnswer(site, { ...received, version, touchedAt: visit.recordedAt });
  }

  /** Whether an answer is late is told when it comes, not when the page may be changed. */
  async function accept(received: ReceivedAnswer, isRenewal: boolean): Promise<void> {
    const mine = turn;
    ({ answer, reason, receivedAt: freshAt } = received);
    const late = isLate(visibleSince) ? snapshot.late : 'always';
    if (!isSettled()) {
      await happens('DOMContentLoaded');
      // The work that those scripts put off to the next task is done then.
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (turn === mine) await swapper.show(received.answer.swaps, { late, isRenewal });
  }

  /** A page that shows numbers already keeps them, whatever became of the newest question. */
  function tellSkip(why: string): void {
    if (!answer) reason = why;
    emit('swap_skipped', { reason: why });
  }

  function visitContext() {
    return {
      lease: visit.lease,
      touch: mode === 'none' ? null : touchAt(visit, Date.now()),
      page: {
        url: address,
        referrer,
        title: document.title.slice(0, MAX_VALUE),
      },
    };
  }

  function setConsent(next: ConsentMode): void {
    if (!isConsentMode(next)) throw codedError('unknown_consent');
    const isSame = next === mode;
    mode = next;
    if (mode !== 'full') forget();
    if (asking && !isSame) evaluate('consent');
  }

  /** The touch stays in memory for as long as the page does: it is stored and sent by nobody. */
  function forget(): void {
    writeCookie(document, location, '');
    writeAnswer(site, null);
    visit = { ...visit, visitor: null, lease: null, answerUntil: 0 };
    answer = null;
    swapper.restore();
  }

  return {
    evaluate,
    navigate(previousUrl, url) {
      referrer = pageUrl(previousUrl);
      address = pageUrl(url);
      // A new page: nobody has read for long what stands there now.
      visibleSince = 0;
      if (asking) evaluate('navigate');
    },
    adopt: (received) => void show(received, true),
    setConsent,
    visitContext,
    state: () => ({ mode, address, answer, reason, freshAt, asking }),
    stop() {
      turn++;
    },
  };
}

/** An address as it is sent: without its fragment, which makes no other page, and without parameters of our own. */
export function pageUrl(href: string): string {
  return removeOwnParameters(href.replace(/#.*/, '')).slice(0, MAX_URL);
}
