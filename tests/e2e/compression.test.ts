import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPath } from '../../shared/paths.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Raw {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

/** As the bytes come over the wire: `fetch` would decode them. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    get(server.origin + path, { headers, method }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      buffer(response).then((body) => resolve({ status, headers: answered, body }), reject);
    }).on('error', reject);
  });
}

const DECODERS: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

async function widgetPath(): Promise<string> {
  const { widget } = JSON.parse(String((await ask('/sdk/manifest.json')).body)) as { widget: string };
  return `/sdk/${widget}`;
}

describe.each([
  ['the script of a site', async () => `/r/${server.demo.siteKey}.js`],
  ['the widget', widgetPath],
  ['a page', async () => '/shop/'],
  ['the page for what is not there', async () => '/nothing/here'],
])('%s', (_, pathOf) => {
  it.each(['br', 'gzip'])('comes as %s to whoever takes it, and decodes to what it is', async (encoding) => {
    const path = await pathOf();
    const plain = await ask(path);
    const encoded = await ask(path, { 'accept-encoding': encoding });
    expect(encoded.status).toBe(plain.status);
    expect(encoded.headers).toMatchObject({
      'content-encoding': encoding,
      'content-length': String(encoded.body.length),
      'content-type': plain.headers['content-type'],
      vary: 'Accept-Encoding',
      etag: plain.headers.etag,
    });
    expect(DECODERS[encoding]?.(encoded.body).equals(plain.body)).toBe(true);
    expect(encoded.body.length).toBeLessThan(plain.body.length * 0.7);
  });

  it('comes as it is to whoever does not, and says that this may differ', async () => {
    const { headers, body } = await ask(await pathOf(), { 'accept-encoding': 'br;q=0, gzip;q=0' });
    expect(headers).toMatchObject({ 'content-length': String(body.length), vary: 'Accept-Encoding' });
    expect(headers).not.toHaveProperty('content-encoding');
  });

  it('answers HEAD as it would GET', async () => {
    const path = await pathOf();
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    const [whole, head] = [await ask(path, headers), await ask(path, headers, 'HEAD')];
    expect(head.body.length).toBe(0);
    for (const name of ['content-encoding', 'content-length', 'content-type', 'etag', 'vary']) {
      expect([name, head.headers[name]]).toEqual([name, whole.headers[name]]);
    }
  });
});

it.each([
  ['the script of a site', async () => `/r/${server.demo.siteKey}.js`],
  ['the widget', widgetPath],
])('answers 304 to somebody who has %s, whatever encoding it came in', async (_, pathOf) => {
  const path = await pathOf();
  const { etag = '' } = (await ask(path, { 'accept-encoding': 'br' })).headers;
  for (const encoding of ['br', 'gzip', 'identity']) {
    const again = await ask(path, { 'accept-encoding': encoding, 'if-none-match': etag });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    expect(again.headers).not.toHaveProperty('content-encoding');
  }
});

it('sends the new script to everybody as soon as a write has changed it', async () => {
  const { account, adminToken, offices, siteKey } = server.demo;
  const path = `/r/${siteKey}.js`;
  const { etag = '' } = (await ask(path, { 'accept-encoding': 'br' })).headers;
  const place = server.origin + adminPath(account, `offices/${offices[0]?.id}`);
  const authorization = `Bearer ${adminToken}`;
  const office = await fetch(place, { headers: { authorization } });
  await fetch(place, {
    method: 'PATCH',
    headers: { authorization, 'if-match': office.headers.get('etag') ?? '' },
    body: JSON.stringify({ name: 'Renamed a moment ago' }),
  });
  const fresh = await ask(path, { 'accept-encoding': 'br', 'if-none-match': etag });
  expect(fresh.status).toBe(200);
  expect(String(brotliDecompressSync(fresh.body))).toContain('Renamed a moment ago');
});
