import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../edge/domain/outgoing-address.ts';

/** Ways to write where nobody outside may have us ask (S-1). */
const FORBIDDEN = `
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/
http://017700000001/ http://0/ http://0.0.0.0/ http://%31%32%37.0.0.1/ http://127.0.0.1./ http://127。0。0。1/
http://１２７.0.0.1/ http://①②⑦.0.0.1/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://localhost/ http://localhost./ http://LOCALHOST/ http://a.localhost/
http://[::]/ http://[::1]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:10.0.0.1]/
http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b:1::7f00:1]/ http://[2002:7f00:1::]/ http://[2002:a00:1::1]/ http://[2001:0:7f00:1::]/
http://[fe80::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/ http://[2001:db8::1]/
http://10.0.0.1/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/ http://100.64.0.1/ http://169.254.169.254/
http://169.254.169.254./ http://2852039166/ http://0xa9fea9fe/ http://0251.0376.0251.0376/ http://192.0.2.1/ http://198.18.0.1/
http://224.0.0.1/ http://240.0.0.1/ http://255.255.255.255/ http://metadata.google.internal/ http://metadata/ http://router.lan/
http://printer.local/ http://printer.local./ http://db.internal/ http://wiki.corp/ http://nas.home.arpa/ http://127.0.0.1.nip.io/
http://10-0-0-1.sslip.io/ http://localtest.me/ http://a.lvh.me/ https://user@shop.example/ https://shop.example@127.0.0.1/
https://:word@shop.example/ http:\\\\127.0.0.1\\ https://shop.example:22/ https://shop.example:25/ https://shop.example:6379/
ftp://shop.example/ file:///etc/passwd gopher://shop.example/ data:text/plain,x javascript:alert(1) ws://shop.example/ blob:https://a/b
`
  .trim()
  .split(/\s+/);

const PUBLIC = [
  'https://shop.example/',
  'https://shop.example:8443/hook',
  'http://93.184.216.34/',
  'https://[2606:2800:220:1:248:1893:25c8:1946]/',
  'https://xn--e1afmkfd.xn--p1ai/',
  'https://local.shop.example/',
  'https://internal.shop.example/',
];

describe('an address that a customer names', () => {
  it.each(FORBIDDEN)('is not asked at %s', (address) => {
    expect(URL.canParse(address) && isPublicAddress(new URL(address))).toBe(false);
  });

  it.each(PUBLIC)('may be %s', (address) => {
    expect(isPublicAddress(new URL(address))).toBe(true);
  });

  it('is not asked however its private address is put together', () => {
    const numbers = [0x7f000001, 0x0a000001, 0xac100001, 0xc0a80001, 0xa9fea9fe, 0x64400001, 0x00000001];
    const parts = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
    const bases = [
      (n: number) => String(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => `0${n.toString(8)}`,
    ];
    let tried = 0;
    for (const number of numbers) {
      const [a = 0, b = 0, c = 0, d = 0] = parts(number);
      for (const w of bases) {
        for (const x of bases) {
          for (const y of bases) {
            const hosts = [
              `${w(a)}.${x(b)}.${y(c)}.${w(d)}`,
              `${w(a)}.${x(b)}.${y(c * 256 + d)}`,
              `${w(a)}.${x(b * 65_536 + c * 256 + d)}`,
              w(number),
            ];
            for (const host of hosts) {
              for (const end of ['', '.']) {
                for (const scheme of ['http', 'https']) {
                  tried += 1;
                  const url = new URL(`${scheme}://${host}${end}/`);
                  expect([url.href, isPublicAddress(url)]).toEqual([url.href, false]);
                }
              }
            }
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(2_000);
  });
});
