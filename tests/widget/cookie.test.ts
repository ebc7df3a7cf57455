import { describe, expect, it } from 'vitest';
import { readCookie, writeCookie } from '../../widget/cookie.ts';

/** A document whose browser knows `suffixes` as public: nobody may set a cookie for them. */
function fakeDocument(host: string, suffixes: string[]) {
  const jar = new Map<string, string>();
  const written: string[] = [];
  return {
    written,
    get cookie() {
      return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      written.push(text);
      const [pair = '', ...attributes] = text.split('; ');
      const [name = '', value = ''] = pair.split('=');
      const domain = attributes.find((attribute) => attribute.startsWith('Domain='))?.slice(7) ?? host;
      if (suffixes.includes(domain) || !`.${host}`.endsWith(`.${domain}`)) return;
      if (attributes.includes('Max-Age=-1')) jar.delete(name);
      else jar.set(name, value);
    },
  };
}

const SHOP = { hostname: 'shop.example', protocol: 'https:' };
const last = (texts: string[]) => texts[texts.length - 1];

describe('the cookie', () => {
  it.each([
    ['www.shop.example', ['example'], '; Domain=shop.example'],
    ['a.b.shop.co.uk', ['uk', 'co.uk'], '; Domain=shop.co.uk'],
    ['shop.example', ['example'], '; Domain=shop.example'],
    ['tenant.pages.dev', ['dev', 'pages.dev'], '; Domain=tenant.pages.dev'],
    ['localhost', [], ''],
    ['192.168.0.7', [], ''],
    ['[::1]', [], ''],
  ])('on %s takes the highest domain that the browser takes', (hostname, suffixes, domain) => {
    const doc = fakeDocument(hostname, suffixes);
    writeCookie(doc, { hostname, protocol: 'https:' }, 'x');
    expect(last(doc.written)).toBe(`_ringlet=x; Max-Age=15552000; Path=/; SameSite=Lax${domain}; Secure`);
    expect(doc.cookie).toBe('_ringlet=x');
  });

  it('is not Secure on plain http', () => {
    const doc = fakeDocument('localhost', []);
    writeCookie(doc, { hostname: 'localhost', protocol: 'http:' }, 'x');
    expect(last(doc.written)).not.toContain('Secure');
  });

  it('reads its own cookie among others and removes it', () => {
    const doc = fakeDocument('shop.example', ['example']);
    doc.cookie = 'x_ringlet=no';
    writeCookie(doc, SHOP, 'yes');
    expect(readCookie(doc)).toBe('yes');
    writeCookie(doc, SHOP, '');
    expect([readCookie(doc), doc.cookie]).toEqual([null, 'x_ringlet=no']);
  });

  it('reads as empty where the browser refuses storage', () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const doc = Object.defineProperty({ cookie: '' }, 'cookie', { get: refuse, set: refuse });
    writeCookie(doc, SHOP, 'x');
    writeCookie(doc, SHOP, '');
    expect(readCookie(doc)).toBeNull();
  });
});
