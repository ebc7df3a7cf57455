import { expect, it } from 'vitest';
import { doesCookieReach } from '../../../widget/page/cookie-reach.ts';

/** A document whose browser knows `suffixes` as public, and that holds a cookie of its own. */
function fakeDocument(suffixes: string[]) {
  const jar = new Map([['_ringlet', '1']]);
  return {
    get cookie() {
      return Array.from(jar, (pair) => pair.join('=')).join('; ');
    },
    set cookie(text: string) {
      const [, name = '', ageS, domain = ''] = /^(\w+)=1; Max-Age=(-?\d+).*Domain=([\w.]+)/.exec(text) ?? [];
      if (Number(ageS) < 0) jar.delete(name);
      else if (!suffixes.includes(domain)) jar.set(name, '1');
    },
  };
}

it.each([
  ['shop.example', 'shop.example', true],
  ['shop.example', 'www.shop.example', true],
  ['m.shop.co.uk', 'blog.shop.co.uk', true],
  ['one.co.uk', 'two.co.uk', false],
  ['one.pages.dev', 'two.pages.dev', false],
  ['shop.example', 'shop.test', false],
  ['myshop.example', 'shop.example', false],
  ['127.0.0.1', 'localhost', false],
  ['127.0.0.1', '10.0.0.1', false],
])('from %s to %s a cookie reaches: %s', (hostname, host, reaches) => {
  const doc = fakeDocument(['example', 'co.uk', 'pages.dev', '0.0.1']);
  expect(doesCookieReach(doc, { hostname, protocol: 'https:' }, host)).toBe(reaches);
  expect(doc.cookie).toBe('_ringlet=1');
});

it('reaches nowhere where the browser refuses cookies', () => {
  const doc = {
    get cookie(): string {
      throw new DOMException('no', 'SecurityError');
    },
    set cookie(_: string) {
      throw new DOMException('no', 'SecurityError');
    },
  };
  const page = { hostname: 'a.shop.example', protocol: 'http:' };
  expect(doesCookieReach(doc, page, 'shop.example')).toBe(false);
});
