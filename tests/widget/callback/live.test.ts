import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackView } from '../../../shared/contract/callback.ts';
import { followCallback } from '../../../widget/callback/live.ts';
import { aTransport, aView, type FakeTransport } from './builders.ts';

let transport: FakeTransport;
let seen: CallbackView['status'][];
const follow = () =>
  followCallback(transport, { id: 'cb_1', token: 't' }, ({ status }) => void seen.push(status));

beforeEach(() => {
  vi.useFakeTimers();
  transport = aTransport();
  seen = [];
});
afterEach(() => void vi.useRealTimers());

describe('following a callback', () => {
  it('tells what the line tells and asks nothing', async () => {
    follow();
    transport.line?.onView(aView({ status: 'ringing_manager' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([seen, transport.asked]).toEqual([['ringing_manager'], 0]);
  });

  it('asks every 3 s once the line is gone', async () => {
    follow();
    transport.line?.onGone();
    transport.line?.onGone();
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(6000);
    expect([seen, transport.asked]).toEqual([['due', 'due', 'due'], 3]);
  });

  it('asks on while the network or the edge fails', async () => {
    follow();
    transport.statusReply = { kind: 'lost', reason: 'network' };
    transport.line?.onGone();
    await vi.advanceTimersByTimeAsync(3000);
    transport.statusReply = { kind: 'refused', status: 503, code: 'unavailable', errors: [] };
    await vi.advanceTimersByTimeAsync(3000);
    transport.statusReply = { kind: 'ok', value: aView({ status: 'talking' }) };
    await vi.advanceTimersByTimeAsync(3000);
    expect(seen).toEqual(['talking']);
  });

  it('stops asking when the edge knows no such callback', async () => {
    follow();
    transport.statusReply = { kind: 'refused', status: 404, code: 'not_found', errors: [] };
    transport.line?.onGone();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(transport.asked).toBe(1);
  });

  it.each(['completed', 'failed', 'cancelled', 'expired'] as const)(
    'hangs up at its end: %s',
    async (status) => {
      follow();
      const line = transport.line;
      line?.onView(aView({ status }));
      line?.onGone();
      line?.onView(aView());
      await vi.advanceTimersByTimeAsync(30_000);
      expect([seen, line?.isOpen, transport.asked]).toEqual([[status], false, 0]);
    },
  );

  it('ends at once when nobody wants to know any more', async () => {
    const stop = follow();
    transport.line?.onGone();
    stop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([seen, transport.line?.isOpen]).toEqual([[], false]);
  });
});
