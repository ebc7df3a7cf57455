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
