import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, aBusiness, aShop, aTokenWith, type Business, send } from '../support/admin.ts';

const ORIGIN = 'http://127.0.0.1:8787';
const SIGNATURES = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
  'image/webp': [...text('RIFF'), 0, 0, 0, 0, ...text('WEBPVP8 ')],
  'audio/wav': [...text('RIFF'), 0, 0, 0, 0, ...text('WAVEfmt ')],
  'audio/mpeg': [0xff, 0xfb, 0x90, 0x64],
} as const;

function text(value: string): number[] {
  return [...value].map((char) => char.charCodeAt(0));
}

/** A file of that kind by its beginning; every byte of the rest tells its place. */
function aFile(type: keyof typeof SIGNATURES, size = 1000, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) + seed) & 0xff);
  bytes.set(SIGNATURES[type]);
  return bytes;
}

describe('uploads', () => {
  let business: Business;
  beforeAll(async () => {
    business = await aBusiness();
  });

  async function upload(body: BodyInit, query = '?name=Kitchen', token = business.token): Promise<Answer> {
    const { exports } = await import('cloudflare:workers');
    const response = await exports.default.fetch(
      new Request(`${ORIGIN}/admin/v1/accounts/${business.account}/uploads${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        body,
      }),
    );
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
  async function read(key: string, headers: Record<string, string> = {}) {
    const { exports } = await import('cloudflare:workers');
    const response = await exports.default.fetch(new Request(`${ORIGIN}/u/${key}`, { headers }));
    return {
      status: response.status,
      headers: response.headers,
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  }

  it.each(Object.keys(SIGNATURES) as (keyof typeof SIGNATURES)[])(
    'take %s, whatever it is said to be, and show it to everybody',
    async (type) => {
      const file = aFile(type);
      const { status, headers, body } = await upload(file);
      expect(status).toBe(201);
      expect(body).toMatchObject({ name: 'Kitchen', type, sizeBytes: 1000, madeBy: 'First token' });
      expect(headers.get('location')).toMatch(new RegExp(`/uploads/${body.id}$`));
      const shown = await read(body.key);
      expect(shown.bytes).toEqual(file);
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
      });
      const etag = shown.headers.get('etag') ?? '';
      expect((await read(body.key, { 'if-none-match': etag })).status).toBe(304);
    },
  );

  it('keep a large file in rows, and give out any part of it', async () => {
    const file = aFile('audio/mpeg', 1_400_000);
    const { body } = await upload(file);
    expect((await read(body.key)).bytes).toEqual(file);
    for (const [range, from, to] of [
      ['bytes=0-99', 0, 100],
      ['bytes=524200-524400', 524_200, 524_401],
      ['bytes=1399990-', 1_399_990, 1_400_000],
      ['bytes=-5', 1_399_995, 1_400_000],
      ['bytes=1000-99999999', 1000, 1_400_000],
    ] as const) {
      const part = await read(body.key, { range });
      expect([range, part.status]).toEqual([range, 206]);
      expect(part.bytes).toEqual(file.slice(from, to));
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/1400000`);
    }
    const beyond = await read(body.key, { range: 'bytes=1400000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1400000']);
    for (const range of ['bytes=5-1', 'bytes=-', 'lines=1-2', 'bytes=0-1,4-5'])
      expect((await read(body.key, { range })).status).toBe(200);
  });

  it('answer the same bytes with the upload that there is', async () => {
    const first = await upload(aFile('image/png', 50, 7));
    const again = await upload(aFile('image/png', 50, 7), '?name=Other');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  it.each([
    ['a vector image', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
    ['a program', 'MZ\u0090'],
  ])('refuse %s', async (_, body) => {
    const { status, body: problem } = await upload(body);
    expect(status).toBe(400);
    expect(problem.errors).toEqual([expect.objectContaining({ path: 'body', code: 'unsupported_type' })]);
  });

  it('refuse more than 10 MB, a bad name, unknown parameters, and who has no right to', async () => {
    expect((await upload(new Uint8Array(10_000_001))).status).toBe(413);
    expect((await upload(aFile('image/png'), `?name=${'x'.repeat(101)}`)).body.errors[0].path).toBe('name');
    expect((await upload(aFile('image/png'), '?colour=red')).status).toBe(400);
    expect((await upload(aFile('image/png'), '', `${business.token.slice(0, -4)}0000`)).status).toBe(401);
    const narrow = await aTokenWith(business, ['uploads:view']);
    expect((await upload(aFile('image/png', 60, 9), '', narrow)).status).toBe(403);
    const own = await aTokenWith(business, ['uploads:create']);
    expect((await upload(aFile('image/png', 60, 9), '', own)).status).toBe(201);
  });

  it('are pictures of widgets and styles, which keep them from being deleted', async () => {
    const { site, office } = await aShop(business);
    const { body: picture } = await upload(aFile('image/webp', 70, 1));
    const { body: sound } = await upload(aFile('audio/wav', 70, 2));
    const widget = { name: 'W', site, offices: [office] };
    const make = (background: string) =>
      business.ask('POST', 'widgets', { body: { ...widget, style: { background } } });
    for (const background of [sound.key, 'https://elsewhere.example/x.png', 'u0000000000000000000000000000'])
      expect((await make(background)).body.errors).toEqual([
        expect.objectContaining({ path: 'style.background', code: 'unknown_reference' }),
      ]);
    const { body: shown } = await make(picture.key);
    expect(shown.style.background).toBe(picture.key);
    const code = await business.ask('GET', `sites/${site}/code`);
    expect(code.body.csp).toContain(`; img-src ${ORIGIN}`);
    const style = await business.make('styles', { name: 'S', style: { background: picture.key } });
    const used = await business.ask('DELETE', `uploads/${picture.id}`);
    expect(used).toMatchObject({ status: 409, body: { detail: expect.stringContaining(shown.id) } });
    await business.patch(`widgets/${shown.id}`, { style: { background: null } });
    expect((await business.ask('DELETE', `uploads/${picture.id}`)).body.detail).toContain(style.id);
    await business.ask('DELETE', `styles/${style.id}`);
    expect((await business.ask('DELETE', `uploads/${picture.id}`)).status).toBe(204);
    expect((await read(picture.key)).status).toBe(404);
  });

  it('are not there for a key that is damaged or of another kind', async () => {
    for (const key of ['u', 'u0000000000000000000000000000', `s${'0'.repeat(26)}`])
      expect((await send('GET', `/u/${key}`)).status).toBe(404);
  });
});
