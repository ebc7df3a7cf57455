import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Env } from '../../edge/env.ts';
import { logGate } from '../../edge/log.ts';
import { Metrics } from '../../edge/metrics/metrics.ts';
import { OutboxBoard } from '../../edge/metrics/outbox-board.ts';
import worker from '../../edge/worker.ts';

const OPERATOR = env.RINGLET_OPERATOR_TOKEN ?? '';
const SCRAPER = 'mS5nWq8RkLx2Vb7MpYc4HsJ9fGd3QaEuOi6mX1vB0tKe';
const LOCAL = { 'cf-connecting-ip': '127.0.0.1' };

async function ask(path: string, init: RequestInit = {}, changes: Partial<Env> = {}): Promise<Response> {
  const context = createExecutionContext();
  const own = { ...env, RINGLET_ONE_PROCESS: '1', RINGLET_METRICS_TOKEN: SCRAPER, ...changes };
  const response = await worker.fetch(new Request(`http://127.0.0.1:8787${path}`, init), own, context);
  await waitOnExecutionContext(context);
  return response;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

afterEach(() => {
  vi.restoreAllMocks();
  logGate.open('warning');
});

describe('GET /metrics', () => {
  it.each([
    ['who sits at the machine', LOCAL, {}, 200],
    ['a scraper with its token', bearer(SCRAPER), {}, 200],
    ['the operator', bearer(OPERATOR), {}, 200],
    ['a stranger', { 'cf-connecting-ip': '203.0.113.7' }, {}, 404],
    ['whom a proxy of this machine passes on', { ...LOCAL, 'x-forwarded-for': '203.0.113.7' }, {}, 404],
    ['a wrong token', { ...LOCAL, ...bearer('x'.repeat(40)) }, {}, 401],
    ['anybody where isolates are many', LOCAL, { RINGLET_ONE_PROCESS: null }, 404],
  ])('answers %s as it should', async (_, headers, changes, status) => {
    expect((await ask('/metrics', { headers }, changes)).status).toBe(status);
  });

  it('counts requests by their route, and shows nothing of what was asked', async () => {
    await ask('/v1/callbacks/cb_canarycanary0000?token=canarytoken');
    await ask('/r/canarykey.js');
    await ask('/v1/swap', { method: 'POST', body: '{"phone":"+79161112233"}' });
    const text = await (await ask('/metrics', { headers: LOCAL })).text();
    expect(text).toMatch(
      /^ringlet_http_requests_total\{method="GET",route="\/v1\/callbacks\/:id",status="4\d\d"\} 1$/m,
    );
    expect(text).toContain('ringlet_http_request_seconds_bucket{route="/v1/swap",le="+Inf"} 1');
    expect(text).toMatch(/^ringlet_start_time_seconds \d+$/m);
    expect(text).not.toMatch(/canary|79161112233/);
  });
});

describe('the log', () => {
  it('has one line a request with its id, and neither keys nor tokens nor telephones', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const response = await ask(
      '/v1/callbacks/cb_canarycanary0001?token=canarytoken&phone=%2B79161112233',
      {},
      { RINGLET_LOG: 'info' },
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        at: expect.any(String),
        level: 'info',
        event: 'request',
        requestId: response.headers.get('x-request-id'),
        method: 'GET',
        route: '/v1/callbacks/:id',
        status: response.status,
        ms: expect.any(Number),
      },
    ]);
    expect(lines.join()).not.toMatch(/canary|79161112233/);
  });

  it('is quiet unless it is told', async () => {
    const spy = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await ask('/health', {}, { RINGLET_LOG: null });
    expect(spy).not.toHaveBeenCalled();
    expect((await ask('/health', {}, { RINGLET_LOG: 'loud' })).status).toBe(503);
  });
});

describe('what the operator asks of objects', () => {
  const id = env.GUARD.idFromName('guard:0').toString();
  const question = (ids: string[], kind = 'guard') => ({
    method: 'POST',
    body: JSON.stringify({ kind, ids }),
  });

  it('is answered by each, and an id of another kind does not stop the others', async () => {
    const strange = env.POOL.idFromName('pool:x:y').toString();
    const response = await ask('/ops/v1/objects', { ...question([id, strange]), headers: bearer(OPERATOR) });
    expect(await response.json()).toEqual({
      items: [
        { id, outbox: null, timers: { pending: 0, nextAt: null }, envelopes: { total: 0, old: 0 } },
        { id: strange, failed: true },
      ],
    });
  });

  it('is nobody else’s business, and has to be written rightly', async () => {
    for (const path of ['/ops/v1/objects', '/ops/v1/hold']) {
      expect((await ask(path, question([id]))).status).toBe(401);
      const wrong = { ...question(['x'], 'moon'), headers: bearer(OPERATOR) };
      expect((await ask(path, wrong)).status).toBe(400);
    }
  });
});

describe('what objects owe', () => {
  it('is told by kind, with the age of the oldest', () => {
    const board = new OutboxBoard();
    const metrics = new Metrics();
    const note = board.noterOf('account', 'a');
    board.noterOf('account', 'b')(2, 40_000);
    board.noterOf('pool', 'c');
    note(3, 10_000);
    board.writeTo(metrics, 70_000);
    expect(metrics.render().split('\n')).toEqual(
      expect.arrayContaining([
        'ringlet_outbox_pending{object="account"} 5',
        'ringlet_outbox_oldest_seconds{object="account"} 60',
        'ringlet_outbox_pending{object="pool"} 0',
      ]),
    );
    expect(board.oldestAt()).toBe(10_000);
    note(0, null);
    board.writeTo(metrics, 70_000);
    expect(metrics.render()).toContain('ringlet_outbox_oldest_seconds{object="account"} 30');
  });
});
