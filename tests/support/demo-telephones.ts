import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  type SimulatedLeg,
  type SimulatorGesture,
  type SimulatorPicture,
  simulatorLivePath,
} from '../../shared/contract/simulator.ts';
import type { TestServer } from './server.ts';

/** The simulated telephones of the demo business, as the telephones page has them. */
export interface DemoTelephones {
  /** What they show now, the newest first. */
  calls(): SimulatedLeg[];
  /** What a hand does to one of them. */
  hand(gesture: SimulatorGesture): void;
  close(): void;
}

/** `onPicture` hears of every change. */
export async function openTelephones(
  { origin, demo }: TestServer,
  onPicture: (telephones: DemoTelephones) => void = () => {},
): Promise<DemoTelephones> {
  const socket = new WebSocket(origin.replace('http', 'ws') + simulatorLivePath(demo.account), [
    SIMULATOR_PROTOCOL,
    BEARER_PROTOCOL_PREFIX + demo.adminToken,
  ]);
  let calls: SimulatedLeg[] = [];
  const telephones: DemoTelephones = {
    calls: () => calls,
    hand: (gesture) => socket.send(JSON.stringify(gesture)),
    close: () => socket.close(),
  };
  socket.addEventListener('message', ({ data }) => {
    calls = (JSON.parse(String(data)) as SimulatorPicture).calls;
    onPicture(telephones);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return telephones;
}

/** Has the managers of the demo business decline every call. */
export function keepTelephonesBusy(server: TestServer): Promise<DemoTelephones> {
  return openTelephones(server, (telephones) => {
    for (const { id, party, state } of telephones.calls()) {
      if (party === 'manager' && state === 'ringing') telephones.hand({ type: 'decline', leg: id });
    }
  });
}

/** Orders a call from the demo's shop, at once, @throws Error unless it is accepted */
export async function orderCall({ origin, demo }: TestServer, phone: string): Promise<CallbackAccepted> {
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
  return (await response.json()) as CallbackAccepted;
}
