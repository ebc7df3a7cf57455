import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import { createLine } from '../../../widget/callback/http-line.ts';
import { createTransport } from '../../../widget/callback/http-transport.ts';
import { aView } from './builders.ts';

const ORDER = { phone: '+79991234567' } as CallbackOrder;
const ACCEPTED = { id: 'cb_1', status: 'due', scheduledAt: '2026-11-21T10:00:00Z', etaS: 24, token: 't/1' };
const ORIGIN = 'https://edge.example';
const edge = { ...createTransport(ORIGIN), ...createLine(ORIGIN) };
const reply = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

class FakeSocket extends EventTarget {
  static last: FakeSocket;
  isClosed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.last = this;
  }
  close(): void {
    this.isClosed = true;
  }
}

beforeEach(() => {
  vi.stubGlobal('fetch', reply);
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  reply.mockReset();
});

describe('an order', () => {
  it('goes as plain text with its key and without cookies', async () => {
    reply.mockResolvedValue(Response.json(ACCEPTED, { status: 202 }));
    expect(await edge.order(ORDER, 'key-1')).toEqual({ kind: 'ok', value: ACCEPTED });
    const [url, init] = reply.mock.calls[0] ?? [];
    expect(url).toBe('https://edge.example/v1/callbacks');
    expect(init).toMatchObject({
      method: 'POST',
      body: JSON.stringify(ORDER),
      credentials: 'omit',
      headers: { 'idempotency-key': 'key-1', 'content-type': 'text/plain' },
    });
  });

  it('gives the code and the faults of a refusal', async () => {
    const errors = [{ path: 'phone', code: 'too_short', message: 'short' }];
    const problem = { type: 'https://edge.example/problems/invalid', title: '', status: 400, errors };
    reply.mockResolvedValue(Response.json(problem, { status: 400 }));
    expect(await edge.order(ORDER, 'k')).toEqual({ kind: 'refused', status: 400, code: 'invalid', errors });
  });

  it.each([
    [
      'the line is cut',
      () => Promise.reject(new TypeError('Failed to fetch')),
      { kind: 'lost', reason: 'network' },
    ],
    ['the answer is not JSON', async () => new Response('<html>'), { kind: 'lost', reason: 'bad_answer' }],
    [
      'the answer has no token',
      async () => Response.json({ id: 'cb_1' }),
      { kind: 'lost', reason: 'bad_answer' },
    ],
    [
      'something in between refuses',
      async () => new Response('<html>', { status: 502 }),
      { kind: 'refused', status: 502, code: '', errors: [] },
    ],
  ])('never rejects when %s', async (_name, answer, outcome) => {
    reply.mockImplementation(answer);
    expect(await edge.order(ORDER, 'k')).toEqual(outcome);
  });

  it('is given up after 10 s', async () => {
    vi.useFakeTimers();
    reply.mockImplementation(
      (_url, { signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    );
    const outcome = edge.order(ORDER, 'k');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toEqual({ kind: 'lost', reason: 'timeout' });
  });
});

it('asks for the status and cancels by the token', async () => {
  const view = aView();
  reply.mockResolvedValueOnce(Response.json(view)).mockResolvedValueOnce(new Response(null, { status: 204 }));
  expect(await edge.status('cb_1', 't/1')).toEqual({ kind: 'ok', value: view });
  expect(await edge.cancel('cb_1', 't/1')).toEqual({ kind: 'ok', value: null });
  expect(reply.mock.calls.map(([url, { method }]) => [method, url])).toEqual([
    [undefined, 'https://edge.example/v1/callbacks/cb_1?token=t%2F1'],
    ['DELETE', 'https://edge.example/v1/callbacks/cb_1?token=t%2F1'],
  ]);
});

describe('the line', () => {
  const onView = vi.fn();
  const onGone = vi.fn();
  const say = (data: string) => FakeSocket.last.dispatchEvent(new MessageEvent('message', { data }));
  beforeEach(() => {
    onView.mockReset();
    onGone.mockReset();
  });

  it('tells the views that come and nothing else', () => {
    edge.live('cb_1', 't/1', onView, onGone);
    expect(FakeSocket.last.url).toBe('wss://edge.example/v1/callbacks/cb_1/live?token=t%2F1');
    say('pong');
    say('{"type":"hello"}');
    say(JSON.stringify(aView({ status: 'talking' })));
    expect(onView.mock.calls).toEqual([[aView({ status: 'talking' })]]);
  });

  it.each(['close', 'error'])('is gone once by %s', (type) => {
    edge.live('cb_1', 't', onView, onGone);
    FakeSocket.last.dispatchEvent(new Event(type));
    FakeSocket.last.dispatchEvent(new Event('close'));
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  it('is gone when it does not stand within 4 s', async () => {
    vi.useFakeTimers();
    edge.live('cb_1', 't', onView, onGone);
    await vi.advanceTimersByTimeAsync(4000);
    expect([onGone.mock.calls.length, FakeSocket.last.isClosed]).toEqual([1, true]);
    edge.live('cb_1', 't', onView, onGone);
    FakeSocket.last.dispatchEvent(new Event('open'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  it('is silent after hanging up', () => {
    const hangUp = edge.live('cb_1', 't', onView, onGone);
    hangUp();
    say(JSON.stringify(aView()));
    FakeSocket.last.dispatchEvent(new Event('close'));
    expect([onView.mock.calls, onGone.mock.calls, FakeSocket.last.isClosed]).toEqual([[], [], true]);
  });
});

describe('the hours and another time', () => {
  const SLOTS = { zone: 'Europe/Moscow', workingNow: true, next: null, days: [], shown: true };

  it('are asked for a week', async () => {
    reply.mockResolvedValue(Response.json(SLOTS));
    expect(await edge.slots('w1')).toEqual({ kind: 'ok', value: SLOTS });
    expect(reply.mock.calls[0]?.[0]).toBe('https://edge.example/v1/widgets/w1/slots?days=7');
  });

  it('are lost where the answer is none', async () => {
    reply.mockResolvedValue(Response.json({ hours: 'ten to six' }));
    expect(await edge.slots('w1')).toEqual({ kind: 'lost', reason: 'bad_answer' });
  });

  it('are told by a change of the order', async () => {
    reply.mockResolvedValue(Response.json(aView({ status: 'planned' })));
    const moved = await edge.reschedule('cb_1', 't/1', '2026-11-24T09:00:00Z');
    expect(moved).toMatchObject({ kind: 'ok', value: { status: 'planned' } });
    const [url, init] = reply.mock.calls[0] ?? [];
    expect([url, init?.method, init?.body]).toEqual([
      'https://edge.example/v1/callbacks/cb_1?token=t%2F1',
      'PATCH',
      '{"when":"2026-11-24T09:00:00Z"}',
    ]);
  });
});
