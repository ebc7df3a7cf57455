import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Says `script` line by line, one after each line that comes in; a function does something instead. */
export type RudeScript = readonly (string | ((socket: { destroy(): void }) => void))[];

/** A server that goes by a script, whatever the client says: for what a decent library cannot be made to do. */
export async function startRudeSmtpServer(
  script: RudeScript,
): Promise<{ port: number; heard: string[]; close(): void }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    const rest = [...script];
    const next = () => {
      const step = rest.shift();
      if (typeof step === 'function') step(socket);
      else if (step !== undefined) socket.write(`${step}\r\n`);
    };
    socket.on('error', () => {});
    socket.on('data', (data) => {
      heard.push(String(data).trimEnd());
      next();
    });
    next();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, heard, close: () => server.close() };
}
