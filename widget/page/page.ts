import { codedError, listen } from '../boundary.ts';
import { followBridges } from './bridges.ts';
import { createCommands } from './commands.ts';
import { followConsentSignals } from './consent-signals.ts';
import type { Handover, PageTools } from './handover.ts';
import { loadWidget, widgetOf } from './load-widget.ts';
import { watchNavigation } from './navigation.ts';
import { tellNumberUse } from './number-use.ts';
import { createRenewal } from './renewal.ts';
import { createSummoner, isOpener, watchHash, whenIdle } from './summon.ts';

/** Takes over from the loader: everything that a page needs once somebody is at it. */
export function takeOver(handover: Handover): PageTools {
  const { life, guard, numbers } = handover;
  const summon = createSummoner(() => loadWidget(handover), life);
  const renewal = createRenewal(handover);
  const run = createCommands(handover, summon);
  const hasWidget = widgetOf(handover) !== undefined;
  // A gesture has nobody to tell of a failure; the event has told.
  const open = () =>
    void summon().then(
      (widget) => widget.open(),
      () => {},
    );

  followConsentSignals(handover);
  followBridges(handover);
  watchNavigation(window, numbers.state().address, guard(numbers.navigate), life);
  listen(window, 'storage', guard(renewal.hear), { signal: life });
  if (hasWidget) {
    watchHash(window, open, life);
    whenIdle(document, window, () => void summon().catch(() => {}), life);
  }

  return {
    run(command, args, toldBefore) {
      if (life.aborted) throw codedError('destroyed');
      return run(command, args, toldBefore);
    },
    notice: guard((event: Event, copied: string) => {
      if (life.aborted) return;
      renewal.renewIfDue();
      if (hasWidget && isOpener(event)) open();
      tellNumberUse(handover, event, copied);
    }),
  };
}
