import type { PublicBehaviour } from '../../../shared/contract/admin/widget-behaviour.ts';
import type { TextScenario } from '../../../shared/contract/admin/widget-texts.ts';

/** What of a widget's behaviour makes it open by itself. */
export type TriggerPlan = Pick<
  PublicBehaviour,
  | 'openAfterS'
  | 'onExit'
  | 'onScrollPct'
  | 'onIdleS'
  | 'activePlus'
  | 'onceADay'
  | 'showsPerDay'
  | 'showsPerSession'
>;

/** How often the widget has opened by itself, and what came of it. */
export interface Shows {
  inSession: number;
  today: number;
  /** The visitor has closed the widget in this session without an order, whoever had opened it. */
  wasDismissed: boolean;
  /** A call was ordered in this session. */
  hasOrdered: boolean;
  /** When a scroll call last opened it, epoch ms. */
  scrollCallAt: number | null;
}

/** What a page view has been so far. */
export interface TriggerState {
  /** How long this page has been in sight. */
  seenMs: number;
  /** How long nothing has moved, while in sight. */
  idleMs: number;
  /** How long nothing has stood in the way of opening. */
  calmMs: number;
  /** The farthest that was scrolled to: percent of what can be scrolled, and pixels. */
  scrolledPct: number;
  scrolledPx: number;
  isOpen: boolean;
  /** Triggers that have had their turn on this page. */
  spent: readonly string[];
}

export type TriggerEvent =
  /** Time in sight has passed. */
  | { kind: 'passed'; ms: number }
  | { kind: 'moved' }
  | { kind: 'scrolled'; pct: number; px: number }
  /** The visitor seems to be about to leave. */
  | { kind: 'leaving' }
  /** A single-page site went to another page. */
  | { kind: 'navigated' }
  | { kind: 'opened' }
  /** Also told when opening came to nothing. */
  | { kind: 'closed' };

export interface TriggerWorld {
  /** Epoch ms. */
  now: number;
  shows: Shows;
  /** The rules allow this page and this visitor. */
  isAllowed: boolean;
  /** Somebody types, or something of the page wants an answer first. */
  isBusy: boolean;
  /** Scroll calls whose own rules allow this page. */
  scrollCalls: readonly { id: string; pageYOffset: number }[];
}

/** Why the widget opens by itself; `tool` is the scroll call that made it. */
export interface Opening {
  scenario: TextScenario;
  tool: string | null;
}

/** A page that one only passes through has no exit to catch; peers begin after 1 to 10 s. */
const MIN_STAY_MS = 5000;
/** After somebody has typed or answered, or has closed the card, they have this long for themselves. */
export const CALM_MS = 3000;
/** A scroll call comes at most this often (S1-70). */
export const SCROLL_CALL_REST_MS = 30 * 60_000;

export const FRESH_PAGE: TriggerState = {
  seenMs: 0,
  idleMs: 0,
  calmMs: CALM_MS,
  scrolledPct: 0,
  scrolledPx: 0,
  isOpen: false,
  spent: [],
};

/**
 * The page view after an event, and whether the widget opens now. What the visitor does at this moment goes before what
 * only time has brought: exit, scroll calls in their order, depth, idleness, Active+, the delay. Each has one turn on a
 * page. The caller tells of the opening it could bring about, and of its end, by `opened` and `closed`.
 */
export function nextMove(
  plan: TriggerPlan,
  state: TriggerState,
  event: TriggerEvent,
  world: TriggerWorld,
): { state: TriggerState; opening: Opening | null } {
  const after = note(state, event, world);
  const isMoment = event.kind === 'passed' || event.kind === 'leaving';
  const mayOpen = isMoment && !after.isOpen && after.calmMs >= CALM_MS && !world.isBusy;
  if (!mayOpen || !isAllowedAgain(plan, world.shows)) return { state: after, opening: null };
  const ripe = ripeTriggers(plan, after, event, world).find(({ key }) => !after.spent.includes(key));
  if (!ripe) return { state: after, opening: null };
  const { key, ...opening } = ripe;
  return { state: { ...after, isOpen: true, spent: [...after.spent, key] }, opening };
}

/** Whether the widget may open by itself once more (S1-64). */
export function isAllowedAgain(plan: TriggerPlan, shows: Shows): boolean {
  const { inSession, today, wasDismissed, hasOrdered } = shows;
  if (hasOrdered || (wasDismissed && plan.showsPerSession === 1)) return false;
  return inSession < plan.showsPerSession && today < (plan.onceADay ? 1 : plan.showsPerDay);
}

function note(state: TriggerState, event: TriggerEvent, { isBusy }: TriggerWorld): TriggerState {
  switch (event.kind) {
    case 'passed': {
      const { ms } = event;
      const calmMs = isBusy || state.isOpen ? 0 : state.calmMs + ms;
      return { ...state, seenMs: state.seenMs + ms, idleMs: state.idleMs + ms, calmMs };
    }
    case 'moved':
      return { ...state, idleMs: 0 };
    case 'scrolled': {
      const scrolledPct = Math.max(state.scrolledPct, event.pct);
      return { ...state, idleMs: 0, scrolledPct, scrolledPx: Math.max(state.scrolledPx, event.px) };
    }
    case 'leaving':
      return state;
    case 'navigated':
      return { ...FRESH_PAGE, isOpen: state.isOpen, calmMs: state.calmMs };
    case 'opened':
      return { ...state, isOpen: true };
    case 'closed':
      return { ...state, isOpen: false, calmMs: 0, idleMs: 0 };
    default: {
      const never: never = event;
      return never;
    }
  }
}

type Trigger = Opening & { key: string };

/** All that would open the widget at this moment, in the order in which they win. */
function ripeTriggers(
  plan: TriggerPlan,
  state: TriggerState,
  event: TriggerEvent,
  { now, shows, isAllowed, scrollCalls }: TriggerWorld,
): Trigger[] {
  const { seenMs, idleMs, scrolledPct, scrolledPx } = state;
  const { onExit, onScrollPct, onIdleS, activePlus, openAfterS } = plan;
  const own = (scenario: TextScenario, isRipe: boolean): Trigger[] =>
    isAllowed && isRipe ? [{ key: scenario, scenario, tool: null }] : [];
  const isAfter = (ms: number, delayS: number | null) => delayS !== null && ms >= delayS * 1000;
  const sinceCall = shows.scrollCallAt === null ? SCROLL_CALL_REST_MS : now - shows.scrollCallAt;
  // A clock that was put back says nothing of when that call was.
  const hasRested = sinceCall >= SCROLL_CALL_REST_MS || sinceCall < 0;
  const calls = scrollCalls.filter(({ pageYOffset }) => hasRested && scrolledPx >= pageYOffset);
  return [
    ...own('exit', event.kind === 'leaving' && onExit && seenMs >= MIN_STAY_MS),
    ...calls.map(({ id }) => ({ key: `call:${id}`, scenario: 'scroll' as const, tool: id })),
    ...own('scroll', onScrollPct !== null && scrolledPct >= onScrollPct),
    ...own('idle', isAfter(idleMs, onIdleS)),
    ...own('activePlus', activePlus.on && isAfter(seenMs, activePlus.delayS)),
    ...own('auto', isAfter(seenMs, openAfterS)),
  ];
}
