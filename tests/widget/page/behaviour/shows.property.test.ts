import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShowCounts, type ShowCounts } from '../../../../widget/page/behaviour/show-counts.ts';
import {
  FRESH_PAGE,
  nextMove,
  SCROLL_CALL_REST_MS,
  type TriggerEvent,
  type TriggerPlan,
} from '../../../../widget/page/behaviour/triggers.ts';

const SESSION_IDLE_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 11, 1, 20);

const plans: fc.Arbitrary<TriggerPlan> = fc.record({
  openAfterS: fc.option(fc.integer({ min: 0, max: 120 })),
  onExit: fc.boolean(),
  onScrollPct: fc.option(fc.integer({ min: 1, max: 100 })),
  onIdleS: fc.option(fc.integer({ min: 0, max: 120 })),
  activePlus: fc.record({ on: fc.boolean(), delayS: fc.integer({ min: 0, max: 60 }) }),
  onceADay: fc.boolean(),
  showsPerDay: fc.integer({ min: 1, max: 5 }),
  showsPerSession: fc.integer({ min: 1, max: 4 }),
});

/** What a page alone does not know of. */
type Deed = 'asked' | 'ordered' | 'dismissed' | 'reloaded' | 'away';

/** What a visitor does in a tab, and how the page is at that moment. */
interface Act {
  did: { page: TriggerEvent } | { visitor: Deed };
  /** How much time passes before it. */
  ms: number;
  tab: 0 | 1;
  isBusy: boolean;
  isAllowed: boolean;
}

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const ofPage = (page: TriggerEvent, ms = 0) => ({ did: { page }, ms });
const ofVisitor = (visitor: Deed, ms = 0) => ({ did: { visitor }, ms });
const did: fc.Arbitrary<Pick<Act, 'did' | 'ms'>> = fc.oneof(
  { weight: 6, arbitrary: upTo(90_000).map((ms) => ofPage({ kind: 'passed', ms }, ms)) },
  { weight: 2, arbitrary: upTo(100).map((pct) => ofPage({ kind: 'scrolled', pct, px: pct * 10 })) },
  { weight: 3, arbitrary: fc.constantFrom('moved', 'leaving', 'navigated').map((kind) => ofPage({ kind })) },
  { weight: 1, arbitrary: upTo(DAY_MS, SESSION_IDLE_MS).map((ms) => ofVisitor('away', ms)) },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom<Deed>('asked', 'dismissed', 'dismissed', 'ordered', 'reloaded')
      .map((deed) => ofVisitor(deed)),
  },
);
const acts: fc.Arbitrary<Act> = fc
  .record({
    what: did,
    tab: fc.constantFrom(0 as const, 1 as const),
    isBusy: fc.boolean(),
    isAllowed: fc.boolean(),
  })
  .map(({ what, ...rest }) => ({ ...what, ...rest }));

interface Show {
  at: number;
  session: number;
  day: string;
  tool: string | null;
}

/** Plays a story in one browser with two tabs of a site, and answers what its widget showed by itself. */
function play(plan: TriggerPlan, story: readonly Act[]): Show[] {
  localStorage.clear();
  const shows: Show[] = [];
  const ordered = new Set<number>();
  const dismissed = new Set<number>();
  let now = START;
  let session = 0;
  const today = () => new Date(now).toISOString().slice(0, 10);
  const moment = () => ({ now, day: today(), touch: '' });
  const open = () => createShowCounts({ site: 's', mayStore: () => true, moment });
  const counts: [ShowCounts, ShowCounts] = [open(), open()];
  const pages = [FRESH_PAGE, FRESH_PAGE];

  function tell(event: TriggerEvent, { tab, isBusy, isAllowed }: Act): void {
    const page = pages[tab] ?? FRESH_PAGE;
    const scrollCalls = [{ id: 'call', pageYOffset: 300 }];
    const world = { now, shows: counts[tab].read(), isBusy, isAllowed, scrollCalls };
    const { state, opening } = nextMove(plan, page, event, world);
    pages[tab] = state;
    if (!opening) return;
    const mayNot = page.isOpen || isBusy || ordered.has(session);
    expect(mayNot || (plan.showsPerSession === 1 && dismissed.has(session))).toBe(false);
    counts[tab].note(opening.tool === null ? 'shown' : 'scroll_call');
    shows.push({ at: now, session, day: today(), tool: opening.tool });
  }

  for (const act of story) {
    const { did: what, tab } = act;
    now += act.ms;
    if ('page' in what) {
      counts[tab].stay();
      tell(what.page, act);
      continue;
    }
    if (what.visitor === 'asked') tell({ kind: 'opened' }, act);
    else if (what.visitor === 'reloaded') pages[tab] = FRESH_PAGE;
    else if (what.visitor === 'away') session += 1;
    else if (what.visitor === 'ordered') {
      ordered.add(session);
      counts[tab].note('ordered');
    } else if (pages[tab]?.isOpen) {
      dismissed.add(session);
      counts[tab].note('dismissed');
      tell({ kind: 'closed' }, act);
    }
  }
  return shows;
}

describe('a browser in which anything may happen', () => {
  it('never shows the widget by itself more often than it may, whatever its tabs do (S1-64)', () => {
    let seen = 0;
    fc.assert(
      fc.property(plans, fc.array(acts, { minLength: 20, maxLength: 120 }), (plan, story) => {
        const shows = play(plan, story);
        seen += shows.length;
        expect(mostOf(shows.map(({ session }) => session))).toBeLessThanOrEqual(plan.showsPerSession);
        const perDay = plan.onceADay ? 1 : plan.showsPerDay;
        expect(mostOf(shows.map(({ day }) => day))).toBeLessThanOrEqual(perDay);
        const calls = shows.filter(({ tool }) => tool !== null).map(({ at }) => at);
        const rests = calls.slice(1).map((at, i) => at - (calls[i] ?? 0));
        expect(Math.min(...rests, SCROLL_CALL_REST_MS)).toBe(SCROLL_CALL_REST_MS);
      }),
      { numRuns: 1500 },
    );
    // Stories in which nothing is ever shown would prove nothing.
    expect(seen).toBeGreaterThan(500);
  });
});

/** How often the most frequent of `things` is among them. */
function mostOf(things: readonly unknown[]): number {
  return Math.max(0, ...things.map((thing) => things.filter((other) => other === thing).length));
}
