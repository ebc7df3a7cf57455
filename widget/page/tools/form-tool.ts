import { passesPageRules } from '../../../shared/page-rules.ts';
import { listen } from '../../boundary.ts';
import type { Look } from '../behaviour/audience.ts';
import type { BehaviourHost } from '../behaviour/behaviour-host.ts';
import { closestTo } from './closest-to.ts';
import { orderByForm } from './order-by-form.ts';
import { readForm } from './read-form.ts';

/** The same visitor sends a form again when the page's own answer is slow or says that something is missing. */
const AGAIN_MS = 5 * 60_000;

/**
 * Orders a call beside what the page itself does with a form that is sent (S1-70). The page hears and loses nothing:
 * its handlers run, its own sending goes on. A form whose number cannot be one is left to the page alone.
 */
export function watchForms(host: BehaviourHost, look: Look): void {
  const { widget, protect, until } = host;
  const forms = widget.tools.filter((tool) => tool.kind === 'form');
  const sentAt = new Map<string, number>();

  function submit({ target }: Event): void {
    if (!(target instanceof HTMLFormElement)) return;
    const tool = forms.find(
      ({ selector, rules }) => closestTo(target, selector) && passesPageRules(rules, look().page),
    );
    const filled = tool && readForm(target, tool, widget);
    if (!filled) return;
    const key = `${tool.id} ${filled.phone}`;
    const now = performance.now();
    if (now - (sentAt.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    sentAt.set(key, now);
    void orderByForm(host, tool, filled).then((isSent) => {
      // It may be tried again at once.
      if (!isSent) sentAt.delete(key);
    });
  }

  // First of all handlers: one of the page may empty the form, or stop the event.
  if (forms.length > 0) listen(window, 'submit', protect(submit), { signal: until, capture: true });
}
