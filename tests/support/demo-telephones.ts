import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  type SimulatorPicture,
  simulatorLivePath,
} from '../../shared/contract/simulator.ts';
import type { TestServer } from './server.ts';

/** Has the managers of the demo business decline every call, as a hand on the telephones page would. */
export async function keepTelephonesBusy({ origin, demo }: TestServer): Promise<{ close(): void }> {
  const socket = new WebSocket(origin.replace('http', 'ws') + simulatorLivePath(demo.account), [
    SIMULATOR_PROTOCOL,
    BEARER_PROTOCOL_PREFIX + demo.adminToken,
  ]);
  socket.addEventListener('message', ({ data }) => {
    const { calls } = JSON.parse(String(data)) as SimulatorPicture;
    for (const { id, party, state } of calls) {
      if (party === 'manager' && state === 'ringing')
        socket.send(JSON.stringify({ type: 'decline', leg: id }));
    }
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return { close: () => socket.close() };
}

/** Orders a call from the demo's shop, at once, and answers its id. @throws Error unless it is accepted */
export async function orderCall({ origin, demo }: TestServer, phone: string): Promise<string> {
  const response = await fetch(`${origin}/v1/callbacks`, {
    method: 'POST',
    headers: { origin, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      site: demo.siteKey,
      widget: demo.widget,
      phone,
      when: 'now',
      consent: { text: '1', given: true },
      page: { url: `${origin}/shop/`, referrer: '', title: '' },
    }),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
