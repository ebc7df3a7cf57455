import type { ConsentMode } from '../../../shared/contract/fields.ts';
import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import type { Guard } from '../../boundary.ts';
import type { VisitContext, WidgetHandle } from '../../callback/host.ts';
import type { Emit, PastEvent } from '../../events.ts';

/** By what the card was opened. Its orders name that tool; null for the widget itself. */
export interface Opener {
  tool: string | null;
}

/** What the behaviour of a widget needs of its page. */
export interface BehaviourHost {
  /** Where the edge answers. */
  origin: string;
  site: string;
  widget: PublicWidget;
  /** Gives the widget, mounted. */
  summon: () => Promise<WidgetHandle>;
  opener: Opener;
  visitContext(): VisitContext;
  consent(): ConsentMode;
  emit: Emit;
  /** Events of before. */
  told: readonly PastEvent[];
  /** Wraps what the page calls. */
  protect: Guard;
  /** Ends with Ringlet on the page. */
  until: AbortSignal;
}

export interface Behaviour {
  /** A click that came before this module listened; `happenedAt` is on the clock of `performance.now`. */
  missed(target: Element, happenedAt: number): void;
}

/** What the lazily loaded module exports. */
export interface BehaviourModule {
  startBehaviour(host: BehaviourHost): Behaviour;
}
