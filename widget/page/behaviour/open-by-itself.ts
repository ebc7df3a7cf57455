import { passesPageRules } from '../../../shared/page-rules.ts';
import { fingerprint } from '../../fingerprint.ts';
import type { Look } from './audience.ts';
import type { BehaviourHost } from './behaviour-host.ts';
import type { WidgetFact } from './follow-widget.ts';
import { isBusy } from './is-busy.ts';
import { createShowCounts } from './show-counts.ts';
import { FRESH_PAGE, nextMove, type Opening, type TriggerEvent, type TriggerWorld } from './triggers.ts';

/** A session is kept alive in the storage at most this often. */
const STAY_MS = 60_000;

export interface SelfOpening {
  /** Takes what the visitor does, and opens the widget if that is what its behaviour says. */
  step(...events: TriggerEvent[]): void;
  hear(fact: WidgetFact): void;
}

/** Lets the widget open by itself, as often as it may. */
export function createSelfOpening(host: BehaviourHost, look: Look): SelfOpening {
  const { site, widget, summon, opener, visitContext, consent, until } = host;
  const { behaviour, tools } = widget;
  const counts = createShowCounts({
    site,
    mayStore: () => consent() === 'full',
    moment: () => {
      const { touch } = visitContext();
      const touchedBy = touch ? fingerprint(`${touch.landing} ${touch.referrer}`) : '';
      return { now: Date.now(), day: dayOf(new Date()), touch: touchedBy };
    },
  });
  let state = FRESH_PAGE;
  let isOpen = false;
  /** Under way: the widget tells when it has opened, and nothing if nothing of it may be shown. */
  let pending: Opening | null = null;
  let pageUrl: string | null = null;
  let stayedAt = Number.NEGATIVE_INFINITY;

  function step(...events: TriggerEvent[]): void {
    const { page } = look();
    if (pageUrl !== null && page.page !== pageUrl) {
      if (pending) giveUp();
      events.unshift({ kind: 'navigated' });
    }
    pageUrl = page.page;
    if (events.some(({ kind }) => kind === 'moved' || kind === 'scrolled')) stay();
    const world = lookAround();
    for (const event of events) {
      const move = nextMove(behaviour, state, event, world);
      state = move.state;
      if (move.opening) void open(move.opening);
    }
  }

  function lookAround(): TriggerWorld {
    const { page, isWanted } = look();
    const calls = tools.filter((tool) => tool.kind === 'scroll');
    return {
      now: Date.now(),
      shows: counts.read(),
      isBusy: isBusy(document),
      isAllowed: isWanted && passesPageRules(behaviour.rules, page),
      scrollCalls: calls.filter(({ rules }) => isWanted && passesPageRules(rules, page)),
    };
  }

  /** To fetch the widget takes a while, in which the visitor may have opened it, or begun to type. */
  async function open(opening: Opening): Promise<void> {
    pending = opening;
    const handle = await summon().catch(() => null);
    if (until.aborted || isOpen || pending !== opening) return;
    if (!handle || isBusy(document)) {
      giveUp();
      return;
    }
    opener.tool = opening.tool;
    handle.open(opening.scenario);
  }

  function giveUp(): void {
    pending = null;
    opener.tool = null;
    if (!isOpen) step({ kind: 'closed' });
  }

  function stay(): void {
    const now = performance.now();
    if (now - stayedAt < STAY_MS) return;
    stayedAt = now;
    counts.stay();
  }

  return {
    step,
    hear(fact) {
      if (fact === 'dismissed' || fact === 'ordered') counts.note(fact);
      if (fact !== 'opened' && fact !== 'closed') return;
      isOpen = fact === 'opened';
      if (isOpen && pending) counts.note(pending.tool === null ? 'shown' : 'scroll_call');
      pending = null;
      step({ kind: fact });
    },
  };
}

/** On the visitor's own calendar. */
function dayOf(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-');
}
