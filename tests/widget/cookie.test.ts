import { describe, expect, it } from 'vitest';
import { openCookieJar } from '../../widget/cookie.ts';

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

const last = (texts: string[]) => texts[texts.length - 1];

describe('the cookie jar', () => {
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
    openCookieJar(doc, { hostname, protocol: 'https:' }).write('x');
    expect(last(doc.written)).toBe(`_ringlet=x; Max-Age=15552000; Path=/; SameSite=Lax${domain}; Secure`);
    expect(doc.cookie).toBe('_ringlet=x');
  });

  it('is not Secure on plain http', () => {
    const doc = fakeDocument('localhost', []);
    openCookieJar(doc, { hostname: 'localhost', protocol: 'http:' }).write('x');
    expect(last(doc.written)).not.toContain('Secure');
  });

  it('reads its own cookie among others and removes it', () => {
    const doc = fakeDocument('shop.example', ['example']);
    const jar = openCookieJar(doc, { hostname: 'shop.example', protocol: 'https:' });
    doc.cookie = 'x_ringlet=no';
    jar.write('yes');
    expect(jar.read()).toBe('yes');
    jar.remove();
    expect([jar.read(), doc.cookie]).toEqual([null, 'x_ringlet=no']);
  });

  it('reads as empty where the browser refuses storage', () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const doc = Object.defineProperty({ cookie: '' }, 'cookie', { get: refuse, set: refuse });
    const jar = openCookieJar(doc, { hostname: 'shop.example', protocol: 'https:' });
    jar.write('x');
    jar.remove();
    expect(jar.read()).toBeNull();
  });
});
