import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeVisit } from '../../widget/visit.ts';
import {
  aSnapshot,
  dropCookie,
  EDGE,
  type FakeEdge,
  freshPage,
  heard,
  leavePage,
  queueCalls,
  ringlet,
  runLoader,
  SITE,
  SWAP,
  settle,
  shown,
  touchPage,
} from './loader-page.ts';

const HOME = 'http://localhost:3000/';
let edge: FakeEdge;

beforeEach(() => {
  edge = freshPage(`${HOME}?utm_source=yandex&utm_medium=cpc`);
});
afterEach(leavePage);

const storedVisit = () => decodeVisit(/_ringlet=([^;]*)/.exec(document.cookie)?.[1] ?? '');

/** A new page view in the same browser. */
async function viewAgain(...args: Parameters<typeof runLoader>): Promise<void> {
  await ringlet('destroy');
  document.head.replaceChildren();
  document.body.innerHTML = '<p class="phone">8 (495) 000-00-00</p>';
  await runLoader(...args);
}

describe('a first page view', () => {
  it('asks once, swaps and remembers', async () => {
    await runLoader(aSnapshot());
    expect(shown()).toBe('8 (495) 123-45-67');
    expect(edge.urls).toEqual([`${EDGE}/v1/swap`]);
    expect(edge.requests[0]).toMatchObject({
      site: SITE,
      consent: 'full',
      cause: 'view',
      lease: null,
      touch: { source: 'yandex', medium: 'cpc', type: 'cpc', ageS: 0 },
      page: { url: `${HOME}?utm_source=yandex&utm_medium=cpc` },
    });
    expect(storedVisit()).toMatchObject({
      visitor: edge.requests[0]?.visitor,
      lease: 'token.1',
      touch: { source: 'yandex' },
    });
  });

  it.each([
    ['the line is cut', 'cut', 'network'],
    ['the edge refuses', { refusal: 'origin' }, 'origin'],
    ['the answer is nonsense', { swaps: [{ ...SWAP, number: '<b>' }] }, 'bad_answer'],
    ['no campaign fits', { swaps: [], campaign: null }, 'leased'],
  ] as const)("keeps the page's own number when %s", async (_name, reply, reason) => {
    const skipped = heard('swap_skipped');
    edge.reply = () => reply as never;
    await runLoader(aSnapshot());
    expect(shown()).toBe('8 (495) 000-00-00');
    expect(skipped).toEqual([{ reason }]);
    expect(await ringlet('explain')).toMatchObject({ reason, swaps: [] });
  });

  it('gives up after 800 ms', async () => {
    edge.reply = () => 'silence';
    const realTimeout = setTimeout;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const skipped = heard('swap_skipped');
    const running = runLoader(aSnapshot());
    while (edge.requests.length === 0) await new Promise((resolve) => realTimeout(resolve, 0));
    await vi.advanceTimersByTimeAsync(799);
    expect(skipped).toEqual([]);
    await vi.advanceTimersByTimeAsync(2);
    await running;
    expect(skipped).toEqual([{ reason: 'timeout' }]);
    expect(shown()).toBe('8 (495) 000-00-00');
  });

  it('waits until the page can be seen', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await runLoader(aSnapshot());
    expect(edge.requests).toHaveLength(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(edge.requests).toHaveLength(1);
  });

  it('tells no error to the page when something breaks inside', async () => {
    const errors = heard('error');
    const failures: unknown[] = [];
    window.addEventListener('error', (event) => failures.push(event));
    vi.spyOn(crypto, 'getRandomValues').mockImplementation(() => {
      throw new Error('inside');
    });
    await runLoader(aSnapshot());
    vi.restoreAllMocks();
    expect([errors, failures]).toEqual([[{ code: 'internal' }], []]);
    expect(shown()).toBe('8 (495) 000-00-00');
  });

  it('fetches the snapshot in a pinned build', async () => {
    edge.snapshot = aSnapshot();
    await runLoader(undefined, { 'data-site': SITE }, { path: '/v/1.0.0/ringlet.js' });
    expect(edge.urls).toEqual([`${EDGE}/v1/sites/${SITE}`, `${EDGE}/v1/swap`]);
    expect(shown()).toBe('8 (495) 123-45-67');
  });
});

describe('a repeat page view', () => {
  it('asks nothing and shows the same', async () => {
    await runLoader(aSnapshot());
    await viewAgain(aSnapshot());
    expect(edge.requests).toHaveLength(1);
    expect(shown()).toBe('8 (495) 123-45-67');
    expect(await ringlet('explain')).toMatchObject({ reason: 'leased', lease: 'token.1' });
  });

  it('asks when another source brought the visitor', async () => {
    await runLoader(aSnapshot());
    history.replaceState(null, '', `${HOME}?utm_source=google`);
    await viewAgain(aSnapshot());
    expect(edge.requests[1]).toMatchObject({ lease: 'token.1', touch: { source: 'google' } });
    expect(edge.requests[1]?.visitor).toBe(edge.requests[0]?.visitor);
  });

  it('asks when the cookie is gone, as a new visitor', async () => {
    await runLoader(aSnapshot());
    dropCookie();
    await viewAgain(aSnapshot());
    expect(edge.requests).toHaveLength(2);
    expect(edge.requests[1]?.visitor).not.toBe(edge.requests[0]?.visitor);
  });

  it('asks each time when a rule looks at the page', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await viewAgain(aSnapshot({ matchPerPage: true }));
    expect(edge.requests).toHaveLength(2);
  });
});

describe('consent', () => {
  const nothingStored = () => document.cookie === '' && localStorage.length === 0;

  it('none: asks nothing and stores nothing', async () => {
    await runLoader(aSnapshot(), { 'data-consent': 'none' });
    expect([edge.urls, nothingStored(), shown()]).toEqual([[], true, '8 (495) 000-00-00']);
    expect(await ringlet('explain')).toMatchObject({ reason: 'consent' });
  });

  it('memory: asks without a visitor and stores nothing', async () => {
    await runLoader(aSnapshot({ consentDefault: 'memory' }));
    expect(edge.requests[0]).toMatchObject({
      visitor: null,
      lease: null,
      consent: 'memory',
      touch: { source: 'yandex' },
    });
    expect([nothingStored(), shown()]).toEqual([true, '8 (495) 123-45-67']);
  });

  it('asks at once when it is given, with the touch of the landing page', async () => {
    await runLoader(aSnapshot(), { 'data-consent': 'none' });
    history.pushState(null, '', '/about');
    await ringlet('consent', 'full');
    await settle();
    expect(edge.requests).toHaveLength(1);
    expect(edge.requests[0]).toMatchObject({
      cause: 'consent',
      consent: 'full',
      touch: { source: 'yandex' },
    });
    expect([shown(), storedVisit().visitor]).toEqual(['8 (495) 123-45-67', edge.requests[0]?.visitor]);
  });

  it("forgets everything and gives the page's own number back when it is withdrawn", async () => {
    await runLoader(aSnapshot());
    await ringlet('consent', 'none');
    await settle();
    expect([nothingStored(), shown(), edge.requests.length]).toEqual([true, '8 (495) 000-00-00', 1]);
  });

  it('that was queued before the load counts from the start', async () => {
    queueCalls(['consent', 'memory']);
    await runLoader(aSnapshot());
    expect(edge.requests.map(({ cause, consent }) => [cause, consent])).toEqual([['view', 'memory']]);
  });
});

describe('staying on the page', () => {
  const later = (ms: number) => {
    const now = Date.now() + ms;
    vi.spyOn(Date, 'now').mockReturnValue(now);
  };

  it('renews at a sign of life, at most once in renewAfterS', async () => {
    await runLoader(aSnapshot());
    document.dispatchEvent(new Event('scroll'));
    await touchPage();
    expect(edge.requests).toHaveLength(1);
    later(240_000);
    document.dispatchEvent(new Event('pointerdown'));
    document.dispatchEvent(new Event('keydown'));
    await settle();
    document.dispatchEvent(new Event('scroll'));
    await settle();
    expect(edge.requests.map(({ cause, lease }) => [cause, lease])).toEqual([
      ['view', null],
      ['renew', 'token.1'],
    ]);
  });

  it('does not ask again and again when renewing fails', async () => {
    await runLoader(aSnapshot());
    later(240_000);
    edge.reply = () => 'cut';
    for (let i = 0; i < 3; i++) {
      await touchPage();
    }
    expect([edge.requests.length, shown()]).toEqual([2, '8 (495) 123-45-67']);
  });

  it('shows the new number when the old lease had ended', async () => {
    await runLoader(aSnapshot());
    later(900_000);
    edge.reply = () => ({ swaps: [{ ...SWAP, number: '+74957777777' }] });
    await touchPage();
    expect(shown()).toBe('8 (495) 777-77-77');
  });

  it('renews nothing for a number that is everybody’s', async () => {
    edge.reply = () => ({ swaps: [{ ...SWAP, kind: 'static', expiresInS: null }] });
    await runLoader(aSnapshot());
    later(900_000);
    await touchPage();
    expect(edge.requests).toHaveLength(1);
  });
});

describe('a single-page site', () => {
  it('asks for the page to which it went before anybody was there', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    history.pushState(null, '', '/welcome');
    await settle();
    expect(edge.requests).toHaveLength(1);
    await touchPage();
    expect(edge.requests.map(({ cause, page }) => [cause, page.url])).toEqual([
      ['view', `${HOME}?utm_source=yandex&utm_medium=cpc`],
      ['navigate', `${HOME}welcome`],
    ]);
  });

  it('answers its next page from the own lease', async () => {
    await runLoader(aSnapshot());
    history.pushState(null, '', '/catalogue');
    await settle();
    expect(edge.requests).toHaveLength(1);
    expect(shown()).toBe('8 (495) 123-45-67');
  });

  it('asks for its next page when a rule looks at the page, from the page before', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await touchPage();
    const landing = location.href;
    history.pushState(null, '', '/catalogue#top');
    await settle();
    history.pushState(null, '', '/catalogue#end');
    await settle();
    expect(edge.requests).toHaveLength(2);
    expect(edge.requests[1]).toMatchObject({
      cause: 'navigate',
      page: { url: `${HOME}catalogue`, referrer: landing },
      touch: { source: 'yandex' },
    });
  });

  it('counts only the answer for the page that is there', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await touchPage();
    const answers: ((value: Response) => void)[] = [];
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => answers.push(resolve)));
    history.pushState(null, '', '/one');
    history.pushState(null, '', '/two');
    const answerWith = (number: string) =>
      Response.json({
        visitor: null,
        session: null,
        renewAfterS: 240,
        campaign: null,
        swaps: [{ ...SWAP, number }],
        lease: null,
      });
    answers[1]?.(answerWith('+74952222222'));
    await settle();
    answers[0]?.(answerWith('+74951111111'));
    await settle();
    expect(shown()).toBe('8 (495) 222-22-22');
  });

  it('can be told of a page by hand', async () => {
    await runLoader(aSnapshot({ matchPerPage: true }));
    await ringlet('page', '/virtual?utm_source=mail&utm_medium=email');
    await settle();
    expect(edge.requests[1]).toMatchObject({
      cause: 'navigate',
      page: { url: `${HOME}virtual?utm_source=mail&utm_medium=email` },
      touch: { type: 'email' },
    });
  });
});

describe('the page API', () => {
  it('carries out what was called before the load, in order', async () => {
    const calls: string[] = [];
    queueCalls(
      ['on', 'ready', () => calls.push('ready')],
      ['numbers', () => calls.push('numbers')],
      ['on', 'swap', () => calls.push('swap')],
    );
    await runLoader(aSnapshot());
    await touchPage();
    await settle();
    expect(calls).toEqual(['ready', 'swap', 'numbers']);
  });

  it('runs once when the tag is there twice', async () => {
    await runLoader(aSnapshot());
    const api = (window as unknown as { ringlet: unknown }).ringlet;
    await runLoader(aSnapshot());
    expect(edge.requests).toHaveLength(1);
    expect((window as unknown as { ringlet: unknown }).ringlet).toBe(api);
  });

  it('rejects what it does not know, by code', async () => {
    await runLoader(aSnapshot());
    await expect(ringlet('dance')).rejects.toMatchObject({ code: 'unknown_command' });
    await expect(ringlet('toString')).rejects.toMatchObject({ code: 'unknown_command' });
    await expect(ringlet('consent', 'maybe')).rejects.toMatchObject({ code: 'unknown_consent' });
    await expect(ringlet('open')).rejects.toMatchObject({ code: 'no_widget' });
  });

  it('tells the numbers of this page', async () => {
    await runLoader(aSnapshot());
    const { office, number, kind, replaces } = SWAP;
    expect(await ringlet('numbers')).toEqual([{ office, number, kind, replaces }]);
  });

  it('goes over a part of the page when asked', async () => {
    await runLoader(aSnapshot());
    expect(await ringlet('swap', '.phone')).toBe(1);
    expect(await ringlet('swap', '.nowhere')).toBe(0);
  });

  it('tells a late listener that it is ready, and nothing to one that left', async () => {
    await runLoader(aSnapshot());
    const listener = vi.fn();
    await ringlet('on', 'ready', listener);
    await ringlet('on', 'swap', listener);
    await ringlet('off', 'swap', listener);
    await ringlet('beforeSwap', () => true);
    expect(listener.mock.calls).toEqual([[{ site: SITE }]]);
  });

  it('survives a veto that throws', async () => {
    await runLoader(aSnapshot());
    await ringlet('beforeSwap', () => {
      throw new Error('of the page');
    });
    expect(shown()).toBe('8 (495) 123-45-67');
  });

  it('says when the widget cannot be loaded', async () => {
    const errors = heard('error');
    const { behaviour, texts, style } = { behaviour: { countdownS: 26 }, texts: {}, style: {} };
    const widget = {
      hash: 'w',
      offices: [{ id: 'off_a', name: 'A' }],
      country: 'RU',
      behaviour,
      texts,
      style,
    } as never;
    await runLoader(aSnapshot({ widgets: [widget] }));
    await expect(ringlet('open')).rejects.toMatchObject({ code: 'widget_unavailable' });
    expect(errors).toEqual([{ code: 'widget_unavailable' }]);
  });

  it('leaves nothing behind when it is destroyed, and may be loaded anew', async () => {
    const before = document.body.innerHTML;
    const pushState = history.pushState;
    await runLoader(aSnapshot());
    const destroyed = heard('destroyed');
    await ringlet('destroy');
    expect([document.body.innerHTML, destroyed]).toEqual([before, [{ site: SITE }]]);
    expect(history.pushState).toBe(pushState);
    await expect(ringlet('numbers')).rejects.toMatchObject({ code: 'destroyed' });
    await runLoader(aSnapshot());
    expect(shown()).toBe('8 (495) 123-45-67');
  });
});
