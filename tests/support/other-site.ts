import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A customer's site on an origin of its own, with the tag and nothing else of Ringlet. */
export interface OtherSite {
  origin: string;
  close(): Promise<void>;
}

/** `tag` stands where the evergreen one would; `headers` are the page's own, a policy for instance. */
export async function startOtherSite(
  ringletOrigin: string,
  siteKey: string,
  tag = `<script async src="${ringletOrigin}/r/${siteKey}.js"></script>`,
  headers: Record<string, string> = {},
): Promise<OtherSite> {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
    <p>Call us: <a class="phone" href="tel:+74950001010">+7 (495) 000-10-10</a></p>
    <button type="button" data-ringlet-open>Call me back</button>
    ${tag}</html>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(html);
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
