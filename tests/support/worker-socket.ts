import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { sendBySmtp } from '../../edge/adapters/mail/smtp-client.ts';

type WorkerSocket = Parameters<typeof sendBySmtp>[0];

/** A socket of Node in the shape of the Workers' platform, so that the same code can be tried without a Worker. */
export function openWorkerSocket(port: number): WorkerSocket {
  return wrap(connect(port, '127.0.0.1'));
}

function wrap(socket: Socket): WorkerSocket {
  socket.on('error', () => {});
  const opened = new Promise<void>((resolve, reject) => {
    if (socket.readyState === 'open') resolve();
    socket.once('secureConnect', () => resolve());
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  opened.catch(() => {});
  const { readable, writable } = Duplex.toWeb(socket);
  return {
    readable,
    writable,
    opened,
    close: async () => void socket.destroy(),
    startTls: ({ expectedServerHostname }: { expectedServerHostname: string }) =>
      wrap(connectTls({ socket, servername: expectedServerHostname })),
  } as unknown as WorkerSocket;
}
