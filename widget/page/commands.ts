import { codedError } from '../boundary.ts';
import type { WidgetHandle } from '../callback/host.ts';
import { pageUrl } from '../page-numbers.ts';
import type { Commands, Explanation, Identity } from '../public-api.ts';
import type { Handover, PageTools } from './handover.ts';
import { createListeners } from './listeners.ts';

/** The loader itself carries out the first three, which may not wait; listeners are kept apart. */
type Here = Omit<Commands, 'consent' | 'beforeSwap' | 'destroy' | 'on' | 'off'>;

/** Carries out the commands of the page API. `summon` gives the widget. */
export function createCommands(handover: Handover, summon: () => Promise<WidgetHandle>): PageTools['run'] {
  const { life, numbers, swapper, past } = handover;
  const listeners = createListeners(document, past, life);
  let identity: Identity = {};

  async function explain(): Promise<Explanation> {
    for (let seen: unknown = life; seen !== numbers.state().asking; await seen) seen = numbers.state().asking;
    const { reason, answer } = numbers.state();
    const { campaign = null, swaps = [], lease } = answer ?? {};
    return { reason, campaign, swaps, ...(lease && { lease }) };
  }

  const commands: Here = {
    open: async () => (await summon()).open(),
    close: async () => (await summon()).close(),
    toggle: async () => (await summon()).toggle(),
    async callback(order) {
      const widget = await summon();
      return widget.callback({ phone: '', ...identity, ...order });
    },
    swap(root = document) {
      const from = typeof root === 'string' ? document.querySelector(root) : root;
      return from ? swapper.rescan(from) : 0;
    },
    async numbers(callback) {
      const { swaps } = await explain();
      const shown = swaps.map(({ office, number, kind, replaces }) => ({ office, number, kind, replaces }));
      if (callback) queueMicrotask(() => callback(shown));
      return shown;
    },
    identify(told) {
      const { name, phone } = told ?? {};
      identity = told ? { ...identity, ...(name && { name }), ...(phone && { phone }) } : {};
    },
    page(url = location.href) {
      numbers.navigate(location.href, pageUrl(new URL(url, location.href).href));
    },
    explain,
  };

  return (command, args, toldBefore) => {
    if (command === 'on') return listeners.on(args[0] as string, args[1] as never, toldBefore);
    if (command === 'off') return listeners.off(args[0] as string, args[1] as never);
    if (!Object.hasOwn(commands, command)) throw codedError('unknown_command');
    return (commands[command as keyof Here] as (...args: unknown[]) => unknown)(...args);
  };
}
