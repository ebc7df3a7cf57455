import type { PublicBehaviour } from '../../../shared/contract/admin/widget-behaviour.ts';
import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import { listen } from '../../boundary.ts';
import { watchButtons } from '../tools/button-tool.ts';
import { watchForms } from '../tools/form-tool.ts';
import { watchHash, whenIdle } from './arrival.ts';
import { createLook } from './audience.ts';
import type { Behaviour, BehaviourHost } from './behaviour-host.ts';
import { followWidget } from './follow-widget.ts';
import { createFunnel } from './funnel.ts';
import { createSelfOpening } from './open-by-itself.ts';
import { createPresence } from './presence.ts';
import { watchVisitor } from './watch-visitor.ts';

/**
 * Sets a widget and its tools to work on a page: where the launcher stands, when the card opens by itself, what became
 * of it, and what else orders through it. Who asks for the card gets it at once, whatever the rules say; the rest
 * begins when the page is idle.
 */
export function startBehaviour(given: BehaviourHost): Behaviour {
  const widget = { ...given.widget, tools: given.widget.tools ?? [], behaviour: behaviourOf(given.widget) };
  const host = { ...given, widget };
  const { summon, opener, protect, until, visitContext } = host;
  const look = createLook(widget.behaviour, visitContext, navigator.userAgent);
  const tell = createFunnel(host);
  const presence = createPresence(host, look);
  const selfOpening = createSelfOpening(host, look);

  /** Somebody asked for it. */
  function open(tool: string | null): void {
    summon().then(
      (handle) => {
        opener.tool = tool;
        handle.open();
      },
      () => {}, // the event has told
    );
  }

  followWidget(
    host,
    protect((fact) => {
      tell(fact);
      presence.hear(fact);
      selfOpening.hear(fact);
      if (fact === 'closed') opener.tool = null;
    }),
  );
  watchHash(
    window,
    protect(() => open(null)),
    until,
  );
  const buttons = watchButtons(host, look, protect(open));
  watchForms(host, look);
  whenIdle(
    document,
    window,
    protect(() => {
      presence.update();
      const step = protect(selfOpening.step);
      watchVisitor(
        window,
        (...events) => {
          presence.update();
          step(...events);
        },
        until,
      );
      listen(document, 'ringlet:swap ringlet:swap_skipped', protect(presence.update), { signal: until });
    }),
    until,
  );
  return { missed: protect(buttons.missed) as Behaviour['missed'] };
}

/** Of a snapshot from before there was any: the launcher stands everywhere, and nothing opens by itself. */
function behaviourOf({ behaviour }: PublicWidget): PublicBehaviour {
  const before = { openAfterS: null, onScrollPct: null, onIdleS: null, activePlus: { on: false, delayS: 0 } };
  return {
    ...before,
    channels: [],
    devices: [],
    rules: [],
    ...(behaviour as Partial<PublicBehaviour>),
  } as PublicBehaviour;
}
