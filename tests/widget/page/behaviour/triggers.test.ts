import { describe, expect, it } from 'vitest';
import {
  FRESH_PAGE,
  nextMove,
  type Opening,
  SCROLL_CALL_REST_MS,
  type Shows,
  type TriggerEvent,
  type TriggerPlan,
  type TriggerState,
  type TriggerWorld,
} from '../../../../widget/page/behaviour/triggers.ts';

const QUIET: TriggerPlan = {
  openAfterS: null,
  onExit: false,
  onScrollPct: null,
  onIdleS: null,
  activePlus: { on: false, delayS: 10 },
  onceADay: false,
  showsPerDay: 4,
  showsPerSession: 1,
};
const NEVER: Shows = { inSession: 0, today: 0, wasDismissed: false, hasOrdered: false, scrollCallAt: null };
const WORLD: TriggerWorld = { now: 1e12, shows: NEVER, isAllowed: true, isBusy: false, scrollCalls: [] };

const wait = (seconds: number): TriggerEvent => ({ kind: 'passed', ms: seconds * 1000 });
const scroll = (pct: number, px = pct * 10): TriggerEvent => ({ kind: 'scrolled', pct, px });
const LEAVE: TriggerEvent = { kind: 'leaving' };
const MOVE: TriggerEvent = { kind: 'moved' };

/** What opened the widget, if anything did, and the page after it. */
function play(plan: Partial<TriggerPlan>, events: TriggerEvent[], world: Partial<TriggerWorld> = {}) {
  const openings: Opening[] = [];
  let state: TriggerState = FRESH_PAGE;
  for (const event of events) {
    const move = nextMove({ ...QUIET, ...plan }, state, event, { ...WORLD, ...world });
    state = move.state;
    if (move.opening) openings.push(move.opening);
  }
  return { openings, state, scenarios: openings.map(({ scenario }) => scenario) };
}

describe('what opens the widget by itself', () => {
  it.each<[string, Partial<TriggerPlan>, TriggerEvent[], string[]]>([
    ['nothing, where nothing is set', {}, [wait(9999), scroll(100), LEAVE], []],
    ['time on the page (S1-62)', { openAfterS: 60 }, [wait(59), wait(1)], ['auto']],
    ['no less time than is set', { openAfterS: 60 }, [wait(59.9)], []],
    ['no time at all', { openAfterS: 0 }, [wait(1)], ['auto']],
    [
      'the larger card after its own delay (S1-66)',
      { activePlus: { on: true, delayS: 10 } },
      [wait(10)],
      ['activePlus'],
    ],
    ['not the larger card when it is off', { activePlus: { on: false, delayS: 10 } }, [wait(999)], []],
    ['leaving (S1-63)', { onExit: true }, [wait(5), LEAVE], ['exit']],
    ['not leaving where that is off', { onExit: false }, [wait(5), LEAVE], []],
    ['not a page that was only passed through', { onExit: true }, [wait(4.9), LEAVE], []],
    ['depth of scrolling', { onScrollPct: 50 }, [scroll(50), wait(1)], ['scroll']],
    ['depth that was reached once', { onScrollPct: 50 }, [scroll(70), scroll(0), wait(1)], ['scroll']],
    ['not less depth', { onScrollPct: 50 }, [scroll(49.9), wait(1)], []],
    ['idleness', { onIdleS: 30 }, [wait(29), wait(1)], ['idle']],
    ['not idleness that a movement has ended', { onIdleS: 30 }, [wait(29), MOVE, wait(29)], []],
    ['not idleness that scrolling has ended', { onIdleS: 30 }, [wait(29), scroll(5), wait(29)], []],
  ])('%s', (_name, plan, events, expected) => {
    expect(play(plan, events).scenarios).toEqual(expected);
  });

  const ALL: Partial<TriggerPlan> = {
    openAfterS: 60,
    onExit: true,
    onScrollPct: 50,
    onIdleS: 60,
    activePlus: { on: true, delayS: 60 },
  };
  const CALL = { scrollCalls: [{ id: 'call', pageYOffset: 500 }] };

  it.each<[string, Partial<TriggerPlan>, TriggerEvent[], Partial<TriggerWorld>, Partial<Opening>]>([
    ['exit before everything', ALL, [scroll(50)], CALL, { scenario: 'exit' }],
    ['a scroll call before depth', ALL, [scroll(50), wait(0)], CALL, { scenario: 'scroll', tool: 'call' }],
    ['depth before idleness', ALL, [scroll(50), wait(0)], {}, { scenario: 'scroll', tool: null }],
    ['idleness before time', ALL, [wait(0)], {}, { scenario: 'idle' }],
    ['Active+ before the delay', { ...ALL, onIdleS: null }, [wait(0)], {}, { scenario: 'activePlus' }],
  ])('lets only one win: %s', (_name, plan, events, world, expected) => {
    const held = play(plan, [wait(60)], { ...world, isAllowed: false }).state;
    const last = expected.scenario === 'exit' ? [...events, LEAVE] : events;
    let state = held;
    const openings: Opening[] = [];
    for (const event of last) {
      const move = nextMove({ ...QUIET, ...plan, showsPerSession: 9, showsPerDay: 9 }, state, event, {
        ...WORLD,
        ...world,
      });
      state = move.state;
      if (move.opening) openings.push(move.opening);
    }
    expect(openings).toEqual([expect.objectContaining(expected)]);
  });
});

describe('what keeps the widget from opening by itself', () => {
  const AUTO = { openAfterS: 60, showsPerSession: 3, showsPerDay: 4 };

  it.each<[string, Partial<TriggerPlan>, Partial<Shows>, boolean]>([
    ['nothing yet', {}, {}, true],
    ['one show of three', {}, { inSession: 1, today: 1 }, true],
    ['all shows of the session (S1-64)', {}, { inSession: 3, today: 3 }, false],
    ['all shows of the day, in another session (S1-64)', {}, { inSession: 0, today: 4 }, false],
    ['one show a day (S1-64)', { onceADay: true }, { inSession: 0, today: 1 }, false],
    ['an order', {}, { hasOrdered: true }, false],
    ['a dismissal, where it may come again', {}, { wasDismissed: true, inSession: 1, today: 1 }, true],
    ['a dismissal, where once is all', { showsPerSession: 1 }, { wasDismissed: true }, false],
  ])('%s', (_name, plan, shows, isOpened) => {
    const { scenarios } = play({ ...AUTO, ...plan }, [wait(60)], { shows: { ...NEVER, ...shows } });
    expect(scenarios).toEqual(isOpened ? ['auto'] : []);
  });

  it('a page that the rules do not allow', () => {
    expect(play(AUTO, [wait(60)], { isAllowed: false }).scenarios).toEqual([]);
  });

  it('a card that is open already, and a little peace after it', () => {
    const events: TriggerEvent[] = [wait(50), { kind: 'opened' }, wait(30), { kind: 'closed' }, wait(2)];
    expect(play(AUTO, events).scenarios).toEqual([]);
    expect(play(AUTO, [...events, wait(1)]).scenarios).toEqual(['auto']);
  });

  it('somebody who types, until they have been done for a while', () => {
    const plan = { ...QUIET, ...AUTO, onExit: true };
    let { state } = nextMove(plan, FRESH_PAGE, wait(60), { ...WORLD, isBusy: true });
    const step = (event: TriggerEvent) => {
      const move = nextMove(plan, state, event, WORLD);
      state = move.state;
      return move.opening?.scenario;
    };
    expect([step(wait(1)), step(LEAVE), step(wait(1)), step(wait(1))]).toEqual([
      undefined,
      undefined,
      undefined,
      'auto',
    ]);
  });

  it('a turn that was had on this page; another page has its own', () => {
    const once: TriggerEvent[] = [wait(60), { kind: 'closed' }, wait(60)];
    expect(play(AUTO, once).scenarios).toEqual(['auto']);
    expect(play(AUTO, [...once, { kind: 'navigated' }, wait(59)]).scenarios).toEqual(['auto']);
    expect(play(AUTO, [...once, { kind: 'navigated' }, wait(60)]).scenarios).toEqual(['auto', 'auto']);
  });
});

describe('a scroll call', () => {
  const shows = (scrollCallAt: number | null) => ({ ...NEVER, scrollCallAt });
  const calls = (world: Partial<TriggerWorld>, px = 800) =>
    play({}, [scroll(10, px), wait(1)], { scrollCalls: [{ id: 'call', pageYOffset: 800 }], ...world })
      .openings;

  it('comes where the page was scrolled so far, and names its tool (S1-70)', () => {
    expect(calls({})).toEqual([{ scenario: 'scroll', tool: 'call' }]);
    expect(calls({}, 799)).toEqual([]);
  });

  it('has rules of its own', () => {
    expect(calls({ isAllowed: false })).toHaveLength(1);
    expect(calls({ scrollCalls: [] })).toEqual([]);
  });

  it('comes at most once in half an hour (S1-70)', () => {
    const { now } = WORLD;
    expect(calls({ shows: shows(now - SCROLL_CALL_REST_MS + 1) })).toEqual([]);
    expect(calls({ shows: shows(now - SCROLL_CALL_REST_MS) })).toHaveLength(1);
    expect(calls({ shows: shows(now + 1) })).toHaveLength(1);
  });
});
