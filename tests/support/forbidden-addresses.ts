/** Ways to write where nobody outside may have us ask (S-1). */
export const HAND_FORMS = `
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

/** Of this machine, of private networks, of a cloud's own service, of a provider's network, of nobody. */
const PRIVATE = [0x7f000001, 0x0a000001, 0xac100001, 0xc0a80001, 0xa9fea9fe, 0x64400001, 0x00000001];
const BASES: readonly ((n: number) => string)[] = [
  (n) => String(n),
  (n) => `0x${n.toString(16)}`,
  (n) => `0${n.toString(8)}`,
];
/** Spellings that a parser of addresses folds into plain ASCII. */
const SPELLINGS: readonly ((host: string) => string)[] = [
  (host) => host,
  (host) => host.replace(/[!-~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
  (host) => host.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
];

/** More than two thousand addresses that lead inside, the hand-made ones first. `port` is one that is not forbidden by itself. */
export function forbiddenAddresses(port: number): string[] {
  const hosts = PRIVATE.flatMap((number) => hostsOf(number));
  const built = hosts.flatMap((host) =>
    SPELLINGS.flatMap((spell) =>
      ['', '.'].flatMap((end) => [`http://${spell(host + end)}:${port}/`, `https://${spell(host)}${end}/`]),
    ),
  );
  return [...new Set([...HAND_FORMS, ...built])];
}

/** Every way to write four numbers, three, two and one, each in every base. */
function hostsOf(number: number): string[] {
  const [a, b, c, d] = [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255] as const;
  const mixed = BASES.flatMap((w) =>
    BASES.flatMap((x) => [
      `${w(a)}.${x(b)}.${w(c)}.${x(d)}`,
      `${w(a)}.${x(b)}.${w(c * 256 + d)}`,
      `${w(a)}.${x(b * 65_536 + c * 256 + d)}`,
    ]),
  );
  const inSix = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const embedded = ['::ffff:', '::', '64:ff9b::', '64:ff9b:1::', '2002:', 'fe80::', 'fd00::'].map(
    (prefix) => `[${prefix}${inSix}${prefix === '2002:' ? '::' : ''}]`,
  );
  return [...mixed, ...BASES.map((base) => base(number)), ...embedded];
}
