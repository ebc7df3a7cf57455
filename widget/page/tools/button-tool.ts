import { passesPageRules } from '../../../shared/page-rules.ts';
import { listen } from '../../boundary.ts';
import type { Look } from '../behaviour/audience.ts';
import type { Behaviour, BehaviourHost } from '../behaviour/behaviour-host.ts';
import { closestTo } from './closest-to.ts';

/**
 * Opens the card for a click on what a button tool of the widget names (S1-70); a link does not lead anywhere then. The
 * click itself goes on to the page's own handlers, and one that asks for a new tab or window is left alone.
 */
export function watchButtons(
  { until, widget }: BehaviourHost,
  look: Look,
  open: (tool: string) => void,
): Behaviour {
  const buttons = widget.tools.filter((tool) => tool.kind === 'button');
  const startedAt = performance.now();

  function toolAt(target: unknown): string | null {
    const found = buttons.find(
      ({ selector, rules }) => closestTo(target, selector) && passesPageRules(rules, look().page),
    );
    return found?.id ?? null;
  }

  const click = (event: MouseEvent) => {
    const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const tool = toolAt(event.composedPath()[0]);
    if (tool === null) return;
    event.preventDefault();
    open(tool);
  };
  if (buttons.length > 0) listen(window, 'click', click, { signal: until, capture: true });

  return {
    missed(target, happenedAt) {
      const tool = happenedAt < startedAt ? toolAt(target) : null;
      if (tool !== null) open(tool);
    },
  };
}
