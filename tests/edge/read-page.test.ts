import { describe, expect, it } from 'vitest';
import { readPage } from '../../edge/http/read-page.ts';

const KEY = 's0123456789abcdefghjkmnpqrs';
const TAG = `https://calls.example/r/${KEY}.js`;

function read(
  html: string,
  { selectors = [], headers = {} }: { selectors?: string[]; headers?: HeadersInit } = {},
) {
  const body = new Response(html).body ?? new ReadableStream();
  return readPage({ url: 'https://shop.example/a', headers: new Headers(headers), body }, selectors);
}

describe('the facts of a page', () => {
  it('are its tags with all that decides whether they run', async () => {
    const { tags } = await read(
      `<script async nonce="n1" data-consent="memory" src="${TAG}"></script><script src="/jquery.js"></script>`,
    );
    expect(tags).toEqual([
      {
        src: TAG,
        key: KEY,
        attribute: 'src',
        type: '',
        nonce: 'n1',
        consent: 'memory',
        isInNoscript: false,
        isInline: false,
      },
    ]);
  });

  it.each([
    [`<script type="text/plain" data-cookieconsent="marketing" src="${TAG}"></script>`, 'src', 'text/plain'],
    [
      `<script type=rocketlazyloadscript data-rocket-src='${TAG}'></script>`,
      'data-rocket-src',
      'rocketlazyloadscript',
    ],
    [`<SCRIPT DATA-SRC="${TAG}" TYPE="LiteSpeed/JavaScript"></SCRIPT>`, 'data-src', 'litespeed/javascript'],
  ])('tell a tag that a plug-in holds back: %s', async (html, attribute, type) => {
    expect((await read(html)).tags).toMatchObject([{ key: KEY, attribute, type }]);
  });

  it('know pinned tags, relative addresses, and tags that a script writes', async () => {
    const { tags } = await read(
      `<script src="https://calls.example/v/0.1.0/ringlet.js" data-site="${KEY}"></script>
       <script src="//calls.example/r/${KEY}.js"></script>
       <script>(function(d){var s=d.createElement('script');s.src='https:\\/\\/calls.example\\/r\\/${KEY}.js'})(document)</script>`,
    );
    expect(tags.map(({ src, key, isInline }) => [src, key, isInline])).toEqual([
      ['https://calls.example/v/0.1.0/ringlet.js', KEY, false],
      [TAG, KEY, false],
      [TAG, KEY, true],
    ]);
  });

  it('tell noscript, comments and tag managers', async () => {
    const none = await read('<p>nothing</p><!-- a comment -->');
    expect([none.tags, none.isCommentedOut, none.hasTagManager]).toEqual([[], false, false]);
    expect((await read(`<noscript><script src="${TAG}"></script></noscript>`)).tags).toMatchObject([
      { isInNoscript: true },
    ]);
    expect((await read(`<!-- <script src="${TAG}"></script> -->`)).isCommentedOut).toBe(true);
    const manager =
      "<script>(function(w){j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window)</script>";
    expect((await read(manager)).hasTagManager).toBe(true);
  });

  it('have the policies of headers and of the page', async () => {
    const { policies } = await read(
      `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><meta name="csp" content="x">`,
      { headers: { 'content-security-policy': "default-src 'none'" } },
    );
    expect(policies).toEqual(["default-src 'none'", "script-src 'self'"]);
  });

  it('count what selectors find, with its text, and leave to browsers what only they know', async () => {
    const { targets } = await read(
      `<header><a class="phone" href="tel:+74950001010">+7 <b>(495)</b>
        000-10-10</a></header><img class="phone"><footer class="phone">8 495 000-10-10</footer>`,
      { selectors: ['.phone', 'footer .phone', 'header > a[href^="tel:"]', 'a + b', '.', ':has(b)'] },
    );
    expect(targets.map(({ selector, count }) => [selector, count])).toEqual([
      ['.phone', 3],
      ['footer .phone', 0],
      ['header > a[href^="tel:"]', 1],
      ['a + b', null],
      ['.', null],
      [':has(b)', null],
    ]);
    expect(targets[0]?.texts).toEqual(['tel:+74950001010 +7 (495) 000-10-10', '8 495 000-10-10']);
  });

  it('are read out of HTML that is cut anywhere', async () => {
    const html = `<p class="phone">8 495 000-10-10</p><script src="${TAG}"></script>`;
    for (let end = 0; end <= html.length; end += 7) {
      expect((await read(html.slice(0, end), { selectors: ['.phone'] })).url).toBe('https://shop.example/a');
    }
  });
});
