import { describe, expect, it } from 'vitest';
import { fetchPage, type SafeFetch } from '../../edge/http/safe-fetch.ts';

const HTML = { headers: { 'content-type': 'text/html; charset=utf-8' } };

/** The outside world as a table of answers by address, and what was asked of it. */
function aWorld(answers: Record<string, () => Response | Promise<Response>>) {
  const asked: string[] = [];
  const send = async (request: Request) => {
    asked.push(request.url);
    const answer = answers[request.url];
    if (!answer) throw new Error('connection refused');
    return answer();
  };
  const options: SafeFetch = {
    send,
    sendLocally: async (request) => {
      asked.push('here:');
      return send(request);
    },
    localTargets: ['127.0.0.1:8025'],
    isAllowed: () => true,
  };
  return { asked, options };
}

const redirect = (location: string) => () => new Response(null, { status: 302, headers: { location } });

describe('a page that a customer names', () => {
  it('is read, behind redirects too', async () => {
    const { options, asked } = aWorld({
      'https://shop.example/': redirect('/ru/'),
      'https://shop.example/ru/': redirect('https://www.shop.example/ru'),
      'https://www.shop.example/ru': () => new Response('<p>Привет', HTML),
    });
    const page = await fetchPage('https://shop.example/#part', options);
    if (page.kind !== 'read') throw new Error(page.why);
    expect(page.url).toBe('https://www.shop.example/ru');
    expect(await new Response(page.body).text()).toBe('<p>Привет');
    expect(asked).toHaveLength(3);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.0.0.1:8026/',
    'https://127.0.0.1:8025/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://10.0.0.1/',
    'http://172.16.5.4/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://metadata.google.internal/',
    'http://printer.local/',
    'http://intranet/',
    'https://user:secret@shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'no address',
  ])('is not asked for at %s, neither at first nor behind a redirect', async (address) => {
    const { options, asked } = aWorld({ 'https://shop.example/': redirect(address) });
    expect(await fetchPage(address, options)).toMatchObject({ kind: 'failed' });
    expect(asked).toEqual([]);
    expect(await fetchPage('https://shop.example/', options)).toMatchObject({ kind: 'failed' });
    expect(asked.slice(1).join()).not.toMatch(/127|10\.|local|internal|intranet|secret|::1/);
  });

  it('may be on this machine where that is listed, and goes there by its own way', async () => {
    const { options, asked } = aWorld({ 'http://127.0.0.1:8025/': () => new Response('<p>', HTML) });
    expect(await fetchPage('http://127.0.0.1:8025/', options)).toMatchObject({ kind: 'read' });
    expect(asked).toEqual(['here:', 'http://127.0.0.1:8025/']);
  });

  it('is not followed to a host that is not allowed', async () => {
    const { options, asked } = aWorld({ 'https://shop.example/': redirect('https://stranger.example/') });
    const isAllowed = ({ hostname }: URL) => hostname === 'shop.example';
    expect(await fetchPage('https://shop.example/', { ...options, isAllowed })).toEqual({
      kind: 'failed',
      why: 'host_not_allowed',
      url: 'https://stranger.example/',
    });
    expect(asked).toEqual(['https://shop.example/']);
  });

  it('is given up after five redirects, without an answer, with an error, and if it is no HTML', async () => {
    const { options, asked } = aWorld({
      'https://round.example/': redirect('/'),
      'https://error.example/': () => new Response('oops', { ...HTML, status: 500 }),
      'https://json.example/': () => Response.json({}),
    });
    const why = async (url: string) => {
      const page = await fetchPage(url, options);
      return page.kind === 'failed' && page.why;
    };
    expect(await why('https://round.example/')).toBe('too_many_redirects');
    expect(asked).toHaveLength(6);
    expect(await why('https://gone.example/')).toBe('no_answer');
    expect(await why('https://error.example/')).toBe('bad_status');
    expect(await why('https://json.example/')).toBe('not_html');
  });

  it('is read up to a million bytes, and no further', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const { options } = aWorld({ 'https://shop.example/': () => new Response(endless, HTML) });
    const page = await fetchPage('https://shop.example/', options);
    if (page.kind !== 'read') throw new Error(page.why);
    expect((await new Response(page.body).arrayBuffer()).byteLength).toBe(1_000_000);
    expect(sent).toBeLessThan(2_000_000);
  });

  it('carries no cookie and no authorisation', async () => {
    let headers: Headers | null = null;
    const { options } = aWorld({});
    const send = async (request: Request) => {
      headers = request.headers;
      return new Response('<p>', HTML);
    };
    await fetchPage('https://shop.example/', { ...options, send });
    expect([...(headers ?? new Headers()).keys()].sort()).toEqual(['accept', 'user-agent']);
  });
});
