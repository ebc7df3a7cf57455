import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedHandler {
  /** `127.0.0.1:port`. */
  host: string;
  close(): Promise<void>;
}

/** Serves a fetch handler over real HTTP; where it throws, the connection is cut. */
export async function serveHandler(handle: (request: Request) => Promise<Response>): Promise<ServedHandler> {
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const { method = 'GET', url = '/' } = incoming;
    const request = new Request(`http://${incoming.headers.host}${url}`, {
      method,
      headers: incoming.headers as Record<string, string>,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const answer = await handle(request).catch(() => null);
    if (!answer) {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
