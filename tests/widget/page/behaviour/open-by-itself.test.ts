import { afterEach, describe, expect, it } from 'vitest';
import { WidgetBehaviourSchema } from '../../../../shared/contract/admin/widget-behaviour.ts';
import type { WidgetTool } from '../../../../shared/contract/admin/widget-tool.ts';
import type { WidgetHandle } from '../../../../widget/callback/host.ts';
import { createLook } from '../../../../widget/page/behaviour/audience.ts';
import { createSelfOpening } from '../../../../widget/page/behaviour/open-by-itself.ts';
import { aPage, type FakePage } from './behaviour-host.ts';

const CALL: WidgetTool = {
  kind: 'scroll',
  id: 'deep',
  name: 'D',
  title: '',
  isOn: true,
  rules: [],
  pageYOffset: 100,
};
const wait = (seconds: number) => ({ kind: 'passed' as const, ms: seconds * 1000 });
const settle = () => new Promise((resolve) => setTimeout(resolve));

let page: FakePage;
afterEach(() => {
  page.end();
  localStorage.clear();
  document.body.replaceChildren();
});

/** A page whose widget opens after a minute; `opens` is what it does when it is told to. */
function start(opens: () => void = () => {}, tools: WidgetTool[] = [], isOffline = false) {
  const behaviour = WidgetBehaviourSchema.parse({
    openAfterS: 60,
    showsPerSession: 2,
    activePlus: { on: true, delayS: 90 },
  });
  page = aPage({ widget: { behaviour, tools } });
  const openedBy: unknown[] = [];
  const open = (by: unknown) => {
    openedBy.push(by);
    opens();
  };
  const handle = { open } as unknown as WidgetHandle;
  page.host.summon = () => (isOffline ? Promise.reject(new Error('offline')) : Promise.resolve(handle));
  const look = createLook(behaviour, page.host.visitContext, '');
  const own = createSelfOpening(page.host, look);
  const stored = () => JSON.parse(localStorage.getItem('_ringlet:shows:site1') ?? '{}');
  return { own, openedBy, stored };
}

describe('opening by itself', () => {
  it('counts once the widget has opened, however long that takes', async () => {
    const { own, openedBy, stored } = start();
    own.step(wait(60));
    await settle();
    expect([openedBy, stored()]).toEqual([['auto'], {}]);
    own.hear('opened');
    expect(stored()).toMatchObject({ inSession: 1, today: 1 });
  });

  it('does not count, and does not come again, where nothing of the widget may be shown', async () => {
    const { own, openedBy, stored } = start();
    own.step(wait(60));
    await settle();
    own.step(wait(600));
    await settle();
    expect([openedBy, stored()]).toEqual([['auto'], {}]);
  });

  it('does not count what somebody asked for', () => {
    const { own, stored } = start();
    own.hear('opened');
    expect(stored()).toEqual({});
    own.hear('dismissed');
    expect(stored()).toMatchObject({ inSession: 0, wasDismissed: true });
  });

  it('is given up for somebody who began to type while the widget was fetched, and tried with the next turn', async () => {
    const { own, openedBy } = start();
    document.body.innerHTML = '<input>';
    own.step(wait(60));
    document.querySelector('input')?.focus();
    await settle();
    expect(openedBy).toEqual([]);
    document.querySelector('input')?.blur();
    own.step(wait(30));
    own.step(wait(3));
    await settle();
    expect(openedBy).toEqual(['activePlus']);
  });

  it('is given up where the widget cannot be had', async () => {
    const { own, openedBy } = start(() => {}, [], true);
    own.step(wait(60));
    await settle();
    expect([openedBy, page.host.opener.tool]).toEqual([[], null]);
  });

  it('leaves the card to somebody who opened it meanwhile', async () => {
    const { own, openedBy } = start();
    own.step(wait(60));
    own.hear('opened');
    await settle();
    expect(openedBy).toEqual([]);
  });

  it('names the scroll call that did it for as long as the card is open, and remembers when', async () => {
    const { own, openedBy, stored } = start(() => own.hear('opened'), [CALL]);
    own.step({ kind: 'scrolled', pct: 10, px: 100 }, wait(1));
    await settle();
    expect([openedBy, page.host.opener.tool]).toEqual([['scroll'], 'deep']);
    expect(stored().scrollCallAt).toBeGreaterThan(0);
  });
});
