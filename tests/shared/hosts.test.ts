import { describe, expect, it } from 'vitest';
import { hasSeveralDomains, isOriginAllowed, parseSiteHost } from '../../shared/hosts.ts';

describe('an origin of a site', () => {
  it.each([
    ['https://example.com', true],
    ['http://example.com', true],
    ['https://www.example.com', true],
    ['https://EXAMPLE.com', true],
    ['https://example.com.', true],
    ['https://m.example.com', false],
    ['https://example.com.evil.io', false],
    ['https://evilexample.com', false],
    ['https://example.com:8443', false],
    ['https://shop.wild.org', true],
    ['https://a.b.wild.org', true],
    ['https://wild.org', false],
    ['https://notwild.org', false],
    ['https://xn--e1afmkfd.xn--p1ai', true],
    ['http://localhost:5173', true],
    ['http://127.0.0.1:8080', true],
    ['null', false],
    ['file://', false],
    ['', false],
    [null, false],
  ])('%s: %s', (origin, allowed) => {
    const hosts = ['example.com', '*.wild.org', 'xn--e1afmkfd.xn--p1ai', 'localhost', '127.0.0.1'];
    expect(isOriginAllowed(hosts, origin)).toBe(allowed);
  });
});

describe('a host as its owner types it', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['*.example.com', '*.example.com'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['https://example.com', null],
    ['example.com/path', null],
    ['example.com:8080', null],
    ['user@example.com', null],
    ['*', null],
    ['a.*.com', null],
    ['', null],
  ])('%s is %s', (typed, host) => {
    expect(parseSiteHost(typed)).toBe(host);
  });
});

describe('several domains', () => {
  it.each([
    [[], false],
    [['shop.example'], false],
    [['*.shop.example'], false],
    [['shop.example', '*.shop.example', 'm.shop.example'], false],
    [['*.shop.example', 'shop.example'], false],
    [['shop.example', 'myshop.example'], true],
    [['one.co.uk', 'two.co.uk'], true],
    [['a.shop.example', 'b.shop.example'], true],
    [['localhost', '127.0.0.1'], true],
  ])('%j: %s', (hosts, are) => {
    expect(hasSeveralDomains(hosts)).toBe(are);
  });
});
