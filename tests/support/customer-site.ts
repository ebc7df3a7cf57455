import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a customer's server answers; HTML with status 200 unless told. */
export interface Reply {
  body: string;
  status?: number;
  type?: string;
  headers?: Record<string, string>;
}

/** Browsers ask for it by themselves, and tell on the console that it is missing. */
const NO_ICON: Reply = { body: '', status: 204 };

/** A customer's web site on an origin of its own. */
export interface CustomerSite {
  origin: string;
  close(): Promise<void>;
}

/** Serves what `answer` makes of an address; null is a 404. A slow page answers with a Promise. */
export async function startCustomerSite(
  answer: (url: URL) => Reply | null | Promise<Reply | null>,
): Promise<CustomerSite> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const reply = url.pathname === '/favicon.ico' ? NO_ICON : await answer(url);
    const { body, status = 200, type = 'text/html', headers = {} } = reply ?? { body: '', status: 404 };
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
