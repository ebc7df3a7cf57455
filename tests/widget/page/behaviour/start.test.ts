import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublicWidget } from '../../../../shared/contract/site-snapshot.ts';
import { startBehaviour } from '../../../../widget/page/behaviour/start.ts';
import { aPage, type FakePage } from './behaviour-host.ts';

const BUTTON = {
  kind: 'button',
  id: 'header',
  name: 'Header',
  title: '',
  isOn: true,
  rules: [],
  selector: '.call',
};

let page: FakePage;
let handle: { open: ReturnType<typeof vi.fn>; setShown: ReturnType<typeof vi.fn> };

beforeEach(() => {
  vi.useFakeTimers();
  handle = { open: vi.fn(), setShown: vi.fn() };
});
afterEach(() => {
  page.end();
  vi.useRealTimers();
  document.body.replaceChildren();
  location.hash = '';
});

async function start(widget: Partial<PublicWidget> = {}) {
  page = aPage({ widget });
  page.host.summon = vi.fn(() => Promise.resolve(handle as never));
  const behaviour = startBehaviour(page.host);
  await vi.advanceTimersByTimeAsync(10_000);
  return behaviour;
}

describe('the behaviour of a widget', () => {
  it('puts the launcher there once the page is idle', async () => {
    page = aPage();
    page.host.summon = vi.fn(() => Promise.resolve(handle as never));
    startBehaviour(page.host);
    expect(page.host.summon).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(handle.setShown.mock.calls).toEqual([[true]]);
    expect(handle.open).not.toHaveBeenCalled();
  });

  it('works by a snapshot that was made before there was any', async () => {
    await start({ behaviour: { countdownS: 26 } as never, tools: undefined as never });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(handle.setShown.mock.calls).toEqual([[true]]);
    expect(handle.open).not.toHaveBeenCalled();
  });

  it('ends with Ringlet on the page', async () => {
    await start();
    page.end();
    await vi.advanceTimersByTimeAsync(3_600_000);
    location.hash = '#ringlet';
    window.dispatchEvent(new Event('hashchange'));
    await vi.advanceTimersByTimeAsync(10);
    expect(handle.open).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('answers a click that came before it, once, and leaves those with a key pressed to the browser', async () => {
    document.body.innerHTML = '<a class="call" href="#x"><b>Call</b></a>';
    const target = document.querySelector('b') as Element;
    const behaviour = await start({ tools: [BUTTON as never] });
    behaviour.missed(target, -1);
    await vi.advanceTimersByTimeAsync(10);
    expect([handle.open.mock.calls.length, page.host.opener.tool]).toEqual([1, 'header']);
    const late = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
    target.dispatchEvent(late);
    behaviour.missed(target, performance.now());
    await vi.advanceTimersByTimeAsync(10);
    expect([handle.open.mock.calls.length, late.defaultPrevented]).toEqual([1, false]);
  });

  it('skips a tool whose selector is none (S2-27)', async () => {
    document.body.innerHTML = '<p>Text</p>';
    await start({ tools: [{ ...BUTTON, selector: '.' } as never] });
    document.querySelector('p')?.click();
    await vi.advanceTimersByTimeAsync(10);
    expect(handle.open).not.toHaveBeenCalled();
  });
});
