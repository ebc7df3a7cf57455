import { describe, expect, it, vi } from 'vitest';
import type { PageOrder, WidgetHandle } from '../../../widget/callback/host.ts';
import { createCommands } from '../../../widget/page/commands.ts';
import type { Handover } from '../../../widget/page/handover.ts';
import type { RingletFunction } from '../../../widget/public-api.ts';

/** The commands of a page whose widget is `widget`. */
function commandsOver(widget: Partial<WidgetHandle>): (command: string, ...args: unknown[]) => unknown {
  const handover = { life: new AbortController().signal, past: [] } as unknown as Handover;
  const run = createCommands(handover, () => Promise.resolve(widget as WidgetHandle));
  return (command, ...args) => run(command, args, 0);
}

describe('identify', () => {
  it('fills in what an order leaves out, until it is told to forget', async () => {
    const orders: PageOrder[] = [];
    const receipt = { id: 'cb_1', status: 'planned', scheduledAt: '', etaS: 5 } as const;
    const call = commandsOver({
      callback: (order) => {
        orders.push(order);
        return Promise.resolve(receipt);
      },
    });
    call('identify', { name: 'Ada', phone: '8 916 123-45-67', email: 'not kept' });
    expect(await call('callback')).toBe(receipt);
    call('identify', { name: 'Ada Lovelace' });
    await call('callback', { phone: '+79990000000', when: '2026-12-01T09:00:00Z' });
    call('identify', null);
    await call('callback', { phone: '+79990000000' });
    expect(orders).toEqual([
      { name: 'Ada', phone: '8 916 123-45-67' },
      { name: 'Ada Lovelace', phone: '+79990000000', when: '2026-12-01T09:00:00Z' },
      { phone: '+79990000000' },
    ]);
  });
});

describe('the widget', () => {
  it('is opened, closed and toggled by its commands', async () => {
    const widget = { open: vi.fn(), close: vi.fn(), toggle: vi.fn() };
    const call = commandsOver(widget);
    for (const command of ['open', 'toggle', 'close']) await call(command);
    expect([widget.open, widget.toggle, widget.close].map(({ mock }) => mock.calls.length)).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('the types of the page API', () => {
  it('know each command, what it takes and what it gives', () => {
    // Never called: the compiler is what tries it.
    const uses = (ringlet: RingletFunction) => [
      ringlet('numbers').then(([first]) => first?.number.length),
      ringlet('on', 'swap', ({ number }) => number.length),
      ringlet('on', 'callback_status', ({ reason }) => reason),
      ringlet('callback', { phone: '+7' }).then(({ etaS }) => etaS),
      // @ts-expect-error there is no such event
      ringlet('on', 'swapped', () => {}),
      // @ts-expect-error there is no such mode
      ringlet('consent', 'maybe'),
    ];
    expect(uses).toBeTypeOf('function');
  });
});
