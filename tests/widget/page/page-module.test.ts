import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  aSnapshot,
  type FakeEdge,
  freshPage,
  heard,
  leavePage,
  queueCalls,
  ringlet,
  runLoader,
  SWAP,
  settle,
  shown,
  touchPage,
} from '../loader-page.ts';

const HOME = 'http://localhost:3000/';
const NOWHERE = { pageModule: 'file:///nowhere/page.js' };
let edge: FakeEdge;

beforeEach(() => {
  edge = freshPage(HOME);
});
afterEach(leavePage);

describe('without the page module', () => {
  it('shows the numbers, rejects what needs it by a code, and tells of it once', async () => {
    const errors = heard('error');
    await runLoader(aSnapshot(), {}, NOWHERE);
    expect(shown()).toBe('8 (495) 123-45-67');
    await expect(ringlet('explain')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(ringlet('on', 'swap', () => {})).rejects.toMatchObject({ code: 'unavailable' });
    document.body.click();
    await settle();
    expect([errors, shown()]).toEqual([[{ code: 'unavailable' }], '8 (495) 123-45-67']);
  });

  it('asks for it again after half a minute', async () => {
    await runLoader(aSnapshot(), {}, NOWHERE);
    const errors = heard('error');
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await ringlet('explain').catch(() => {});
    vi.advanceTimersByTime(30_000);
    await ringlet('explain').catch(() => {});
    expect(errors).toHaveLength(2);
  });

  it('withdraws consent at once', async () => {
    await runLoader(aSnapshot(), {}, NOWHERE);
    void ringlet('consent', 'none');
    expect([shown(), document.cookie, localStorage.length]).toEqual(['8 (495) 000-00-00', '', 0]);
  });

  it('heeds a veto that was there before the load', async () => {
    const written: unknown[] = [];
    document.addEventListener('ringlet:swap', (event) => written.push(event), { once: true });
    queueCalls(['beforeSwap', ({ office }: { office: string }) => office !== SWAP.office]);
    await runLoader(aSnapshot(), {}, NOWHERE);
    expect([edge.requests.length, shown(), written]).toEqual([1, '8 (495) 000-00-00', []]);
  });

  it('follows the attribute of the tag both ways', async () => {
    await runLoader(aSnapshot(), { 'data-consent': 'none' }, NOWHERE);
    const tag = document.querySelector<HTMLScriptElement>('script[data-consent]');
    if (tag) tag.dataset.consent = 'full';
    await settle();
    expect([edge.requests.map(({ cause }) => cause), shown()]).toEqual([['consent'], '8 (495) 123-45-67']);
    if (tag) tag.dataset.consent = 'none';
    await settle();
    expect([shown(), document.cookie]).toEqual(['8 (495) 000-00-00', '']);
  });
});

describe('the page module', () => {
  it('makes up for what a listener of before the load has missed, in order', async () => {
    const calls: unknown[] = [];
    queueCalls(['on', 'swap', (detail: unknown) => calls.push(detail)]);
    await runLoader(aSnapshot());
    await touchPage();
    expect(calls).toEqual([{ office: 'off_a', number: SWAP.number, kind: 'leased', places: 1 }]);
  });

  it('tells a listener nothing that happened before it asked', async () => {
    await runLoader(aSnapshot());
    const listener = vi.fn();
    await ringlet('on', 'swap', listener);
    expect(listener).not.toHaveBeenCalled();
  });

  it('hears of a tap that came before it', async () => {
    document.body.innerHTML = '<a class="phone" href="tel:+74950000000">8 (495) 000-00-00</a>';
    await runLoader(aSnapshot());
    document.body.addEventListener('click', (event) => event.preventDefault(), { once: true });
    document.querySelector<HTMLElement>('.phone')?.click();
    await ringlet('explain');
    expect(edge.requests[1]).toMatchObject({
      lease: 'token.1',
      events: [{ type: 'number_tapped', office: 'off_a' }],
    });
  });

  it('leaves the page alone when it comes after the end', async () => {
    const { pushState } = history;
    await runLoader(aSnapshot());
    document.body.click();
    await ringlet('destroy');
    await settle();
    await settle();
    expect(history.pushState).toBe(pushState);
    await expect(ringlet('explain')).rejects.toMatchObject({ code: 'destroyed' });
  });

  it('is one instance, whose version stands in the registry of the page', async () => {
    await runLoader(aSnapshot());
    const registry = (window as unknown as Record<symbol, Map<string, string>>)[Symbol.for('ringlet.1')];
    expect([...(registry ?? [])]).toEqual([['k1site', '0.0.0']]);
    await ringlet('destroy');
    expect(registry?.size).toBe(0);
  });
});

describe('the tabs of one visitor', () => {
  const NEW_NUMBER = '8 (495) 777-77-77';
  const KEY = '_ringlet:k1site';

  /** What another tab would have left in the storage. */
  function answerOfAnotherTab(over: object = {}, swap = { ...SWAP, number: '+74957777777' }): void {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { answer: object };
    const answer = { ...stored.answer, swaps: [swap] };
    localStorage.setItem(KEY, JSON.stringify({ ...stored, receivedAt: Date.now(), answer, ...over }));
  }
  const later = (ms: number) => {
    const now = Date.now() + ms;
    vi.spyOn(Date, 'now').mockReturnValue(now);
  };

  it('shows what another tab was told, without asking', async () => {
    await runLoader(aSnapshot());
    await touchPage();
    later(10_000);
    answerOfAnotherTab();
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: '{}' }));
    expect([shown(), edge.requests.length]).toEqual([NEW_NUMBER, 1]);
  });

  it('takes no answer of the future', async () => {
    await runLoader(aSnapshot());
    await touchPage();
    answerOfAnotherTab({ receivedAt: Date.now() + 60_000 });
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: '{}' }));
    expect(shown()).toBe('8 (495) 123-45-67');
  });

  it('withdraws the consent that was withdrawn in another tab', async () => {
    await runLoader(aSnapshot());
    await touchPage();
    window.dispatchEvent(new StorageEvent('storage', { key: 'other', newValue: null }));
    expect(shown()).toBe('8 (495) 123-45-67');
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: null }));
    expect([shown(), document.cookie]).toEqual(['8 (495) 000-00-00', '']);
  });

  it('renews nothing that another tab has renewed meanwhile', async () => {
    await runLoader(aSnapshot());
    later(240_000);
    answerOfAnotherTab();
    await touchPage();
    expect([shown(), edge.requests.length]).toEqual([NEW_NUMBER, 1]);
  });

  it.each([
    ['is for another visitor', { answer: { visitor: 'v_other', swaps: [SWAP], renewAfterS: 240 } }],
    ['is older', { receivedAt: 1 }],
    ['is of the future', { receivedAt: Date.now() + 1e9 }],
    ['is nonsense', { answer: { swaps: [{ number: '<b>' }] } }],
    ['has no time', { receivedAt: 'x' }],
  ])('asks itself when that answer %s', async (_name, over) => {
    await runLoader(aSnapshot());
    later(240_000);
    answerOfAnotherTab(over);
    await touchPage();
    expect(edge.requests.map(({ cause }) => cause)).toEqual(['view', 'renew']);
    expect(shown()).toBe('8 (495) 123-45-67');
  });

  it('renews its own lease where a rule looks at the page, whatever page another tab has gone to', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await touchPage();
    const cookie = /_ringlet=([^;]*)/.exec(document.cookie)?.[1]?.replace('token.1', 'token.9');
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the widget runs in
    document.cookie = `_ringlet=${cookie}; Path=/`;
    later(240_000);
    await touchPage();
    expect(edge.requests.at(-1)).toMatchObject({ cause: 'renew', lease: 'token.1' });
  });

  it('takes no answer for another page where a rule looks at the page', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await touchPage();
    later(10_000);
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { answer: object };
    answerOfAnotherTab({ answer: { ...stored.answer, campaign: { id: 'cmp_2', name: 'Other' } } });
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: '{}' }));
    expect(shown()).toBe('8 (495) 123-45-67');
  });
});
