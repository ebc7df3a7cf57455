import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import type { WidgetHandle } from '../../callback/host.ts';
import type { Handover } from '../handover.ts';

/** By what the card was opened. Its orders name that tool; null for the widget itself. */
export interface Opener {
  tool: string | null;
}

/** What the behaviour of a widget needs of its page. */
export interface BehaviourHost {
  handover: Handover;
  widget: PublicWidget;
  /** Gives the widget, mounted. */
  summon: () => Promise<WidgetHandle>;
  opener: Opener;
}

export interface Behaviour {
  /** A click that came before this module listened. */
  missed(event: Event, target: Element): void;
}
