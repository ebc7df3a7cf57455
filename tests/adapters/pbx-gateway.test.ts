import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { newWebhookSecret, signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { GATEWAY_FILE } from '../fakes/fake-pbx.ts';
import { waitFor } from '../fakes/wait-for.ts';

type CreateGateway = (options: { secret: string; makeExchange: () => object }) => Server;

let gateway: Server | null = null;
afterEach(() => gateway?.close());

/** The documented gateway with an exchange that notes what it is told, and the function that sends it a command. */
async function aGateway() {
  const { createGateway } = (await import(GATEWAY_FILE)) as { createGateway: CreateGateway };
  const secret = newWebhookSecret();
  const hungUp: string[] = [];
  const exchange = { ring() {}, say() {}, connect() {}, hangUp: (leg: string) => hungUp.push(leg) };
  gateway = createGateway({ secret, makeExchange: () => exchange });
  const server = gateway;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let sent = 0;
  const send = async (type: string, data: object) => {
    sent += 1;
    const body = JSON.stringify({ type, data });
    const [id, timestamp] = [`cmd-${sent}`, String(Math.floor(Date.now() / 1000))];
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': await signWebhook(secret, { id, timestamp }, body),
    };
    const answer = await fetch(address, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toEqual([200, { accepted: true }]);
  };
  return { hungUp, send };
}

describe('the gateway of the documentation', () => {
  it('ends a leg by itself after its longest time, for the day on which nobody tells it to (T-4)', async () => {
    const { hungUp, send } = await aGateway();
    await send('leg.dial', { leg: 'manager', limitS: 0.01 });
    await waitFor('the end of the leg', () => hungUp.includes('manager'));
    expect(hungUp).toEqual(['manager']);
  });

  it('ends both sides of a talk after its own, and none that is hung up already', async () => {
    const { hungUp, send } = await aGateway();
    for (const leg of ['manager', 'visitor', 'other']) await send('leg.dial', { leg, limitS: 1_000 });
    await send('leg.hangup', { leg: 'other' });
    await send('leg.bridge', { leg: 'visitor', with: 'manager', limitS: 0.01 });
    await waitFor('the end of both', () => hungUp.length === 3);
    expect(hungUp).toEqual(['other', 'visitor', 'manager']);
  });
});
