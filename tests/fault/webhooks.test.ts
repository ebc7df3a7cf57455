import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** The first half of them while calls are told of, the rest while they are sent. */
const KILLS = Number(process.env.RINGLET_KILLS ?? 3);
const CALLS = KILLS * 14;
const CALLER = '+79161234567';

let receiver: WebhookReceiver;
let server: TestServer;

beforeAll(async () => {
  receiver = new WebhookReceiver();
  await receiver.start();
  server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: receiver.host } });
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

interface Made {
  id: string;
  secret: string;
}

async function aWebhook(path: string, changes: object = {}): Promise<Made> {
  const made = await askAdmin<Made>(server, 'POST', 'webhooks', {
    name: path,
    url: `http://${receiver.host}${path}`,
    events: ['call.ended'],
    ...changes,
  });
  receiver.secrets.set(path, made.secret);
  return made;
}

/** Tells of a call that is over until the server has acknowledged it. */
async function anExchange() {
  const { key, secret } = await askAdmin<{ key: string; secret: string }>(server, 'POST', 'integrations', {
    name: 'PBX',
    provider: 'webhook',
  });
  return async (call: string) => {
    const data = { call, number: '+78005550100', caller: CALLER, outcome: 'no_answer' };
    const body = JSON.stringify({ type: 'call.ended', data });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = await signWebhook(secret, { id: call, timestamp }, body);
    const response = await fetch(`${server.origin}/v1/telephony/webhook/${key}/events`, {
      method: 'POST',
      headers: { 'webhook-id': call, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      body,
    });
    expect(response.status).toBe(204);
  };
}

const idsAt = (path: string) => new Set(receiver.at(path).map(({ id }) => id));
const read = (hook: Made) => askAdmin<Record<string, unknown>>(server, 'GET', `webhooks/${hook.id}`);

async function lastAttempt({ id }: Made) {
  const { items } = await askAdmin<{
    items: {
      attempts: { status: number | null; detail: string; outcome: string; answer: string | null }[];
    }[];
  }>(server, 'GET', `deliveries?destination=${id}`);
  return items[0]?.attempts[0] ?? null;
}

describe('events that are acknowledged while the server is killed', () => {
  it(
    'all arrive, doubles under the same id, past an endpoint that never answers (W-3, W-4)',
    async () => {
      const good = await aWebhook('/good');
      const hole = await aWebhook('/hole');
      receiver.answers.set('/hole', () => {});
      const classic = await aWebhook('/classic', {
        form: 'classic',
        url: null,
        acknowledgePhoneInUrl: true,
        request: {
          protocol: 'http',
          host: receiver.host,
          path: '/classic',
          method: 'GET',
          parameters: [
            { name: 'tel', field: 'caller' },
            { name: 'how', field: 'status' },
          ],
        },
      });
      // Every seventh message is taken, and the connection cut before the answer, the first time that it comes.
      const known = new Set<unknown>();
      receiver.answers.set('/good', (response, request) => {
        const id = request.headers['webhook-id'];
        const isCut = !known.has(id) && known.size % 7 === 6;
        known.add(id);
        if (isCut) request.socket.destroy();
        else setTimeout(() => response.writeHead(204).end(), 20);
      });
      const tell = await anExchange();
      const early = Math.floor(KILLS / 2);
      for (let i = 0; i < CALLS; i++) {
        if (i % 28 === 14 && i < early * 28) await server.crashAndRestart();
        await tell(String(i));
      }
      for (let i = 0; i < KILLS - early; i++) {
        const come = (CALLS * i) / (KILLS - early);
        await expect.poll(() => idsAt('/good').size, { timeout: 60_000, interval: 20 }).toBeGreaterThan(come);
        await server.crashAndRestart();
      }
      for (const path of ['/good', '/classic']) {
        await expect.poll(() => idsAt(path).size, { timeout: 60_000 }).toBe(CALLS);
      }
      const waiting = async () => {
        const list = await askAdmin<{ items: unknown[] }>(
          server,
          'GET',
          `deliveries?destination=${good.id}&status=waiting&limit=100`,
        );
        return list.items.length;
      };
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
      const came = receiver.at('/good');
      expect(came.every(({ event, id }) => event?.type === 'call.ended' && event.id === id)).toBe(true);
      expect(new Set(came.map(({ event }) => event?.data.id)).size).toBe(CALLS);
      console.log(`${KILLS} kills: ${CALLS} events, ${came.length} requests, ${idsAt('/good').size} ids`);
      // Those that were cut off on purpose, and no more than were being sent at the moments of the kills.
      expect(came.length - CALLS).toBeLessThanOrEqual(Math.ceil(CALLS / 7) + KILLS * 3);
      expect(receiver.at('/classic')[0]?.query).toEqual({ tel: CALLER, how: 'no_answer' });
      await expect.poll(async () => (await read(classic)).sent).toBe(CALLS);
      // Who does not answer is given up after 15 s.
      await expect.poll(async () => (await read(hole)).failed, { timeout: 40_000 }).toBeGreaterThan(0);
      expect(await read(hole)).toMatchObject({ sent: 0, lastStatus: null });
      // No telephone, no address and no secret in what the server prints.
      expect(server.log()).not.toMatch(/79161234567|whsec_|\/good|\/classic/);
    },
    120_000 + KILLS * 10_000,
  );

  it('are taken by who answers with more than anybody reads, or begins to (W-1)', async () => {
    receiver.answers.set('/big', (response) => response.writeHead(200).end('x'.repeat(10_000_000)));
    receiver.answers.set('/cut', (response, request) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('begin', () => request.socket.destroy());
    });
    for (const path of ['/big', '/cut']) {
      const hook = await aWebhook(path);
      await askAdmin(server, 'POST', `webhooks/${hook.id}/test`);
      await expect
        .poll(() => lastAttempt(hook), { timeout: 20_000 })
        .toMatchObject({ outcome: 'delivered', status: 200 });
      expect((await lastAttempt(hook))?.answer).toBe(path === '/big' ? 'x'.repeat(2048) : 'begin');
    }
  });

  it('are not sent where a redirect leads, nor to machines of the network (S-2, S-3)', async () => {
    receiver.answers.set('/moved', (response) =>
      response.writeHead(307, { location: `http://${receiver.host}/secret` }).end(),
    );
    const moved = await aWebhook('/moved');
    // Not among the targets that the server may ask; and the server itself.
    const port = Number(new URL(server.origin).port);
    const inside = await aWebhook('/inside', { url: `http://127.0.0.1:${port + 1}/inside` });
    const itself = await aWebhook('/itself', { url: `http://127.0.0.1:${port}/admin/v1/me` });
    for (const { id } of [moved, inside, itself]) {
      await askAdmin(server, 'POST', `webhooks/${id}/test`);
    }
    await expect.poll(() => lastAttempt(moved), { timeout: 20_000 }).toMatchObject({ status: 307 });
    for (const hook of [inside, itself]) {
      await expect
        .poll(() => lastAttempt(hook), { timeout: 20_000 })
        .toMatchObject({ status: null, detail: 'This server does not send anything to that address.' });
    }
    expect(receiver.at('/secret')).toEqual([]);
    const nowhere = await aWebhook('/nowhere', { url: 'https://nowhere.ringlet.example/' });
    await askAdmin(server, 'POST', `webhooks/${nowhere.id}/test`);
    await expect
      .poll(() => lastAttempt(nowhere), { timeout: 25_000 })
      .toMatchObject({ status: null, detail: 'No answer in time, or the connection broke.' });
    expect(server.log()).not.toMatch(/uncaught|nowhere/i);
  });
});
