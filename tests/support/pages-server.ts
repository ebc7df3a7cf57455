import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedPage {
  html: string;
  headers?: Record<string, string>;
  status?: number;
}

/** A customer's web server on this machine: pages by path, which may be set at any time. */
export interface PagesServer {
  /** `127.0.0.1:port`. */
  host: string;
  pages: Map<string, ServedPage>;
  close(): Promise<void>;
}

export async function startPagesServer(): Promise<PagesServer> {
  const pages = new Map<string, ServedPage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url?.replace(/[?#].*/, '') ?? '');
    response.writeHead(page?.status ?? (page ? 200 : 404), {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    });
    response.end(page?.html ?? 'nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    pages,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
