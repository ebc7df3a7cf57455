import { expect, it } from 'vitest';
import { findRefusal } from '../../edge/domain/content-policy.ts';

const TAG = 'https://calls.example/r/s0.js';
const self = 'https://shop.example';

const script = (policy: string, nonce: string | null = null) =>
  findRefusal([policy], { directive: 'script-src', url: TAG, self, nonce });

it.each([
  '',
  "style-src 'none'",
  'script-src https://calls.example',
  'script-src calls.example',
  'SCRIPT-SRC *.example',
  'script-src https:',
  'script-src http:',
  'script-src *',
  'script-src https://calls.example/r/',
  'script-src calls.example:443',
  'script-src calls.example:*',
  'default-src calls.example',
  "default-src 'none'; script-src calls.example",
  "script-src 'none'; script-src-elem calls.example",
  'script-src http://calls.example',
])('lets the tag in by "%s"', (policy) => {
  expect(script(policy)).toBeNull();
});

it.each([
  ["script-src 'self'", 'script-src'],
  ["script-src 'none'", 'script-src'],
  ['script-src', 'script-src'],
  ["default-src 'self'", 'default-src'],
  ['script-src other.example', 'script-src'],
  ['script-src *.calls.example', 'script-src'],
  ['script-src calls.example:8443', 'script-src'],
  ['script-src https://calls.example/v/', 'script-src'],
  ['script-src https://calls.example; script-src-elem other.example', 'script-src-elem'],
  ["script-src 'strict-dynamic' 'nonce-abc' https://calls.example", 'script-src'],
  ["script-src 'sha256-AAAA'", 'script-src'],
  ["img-src *, script-src 'self'", 'script-src'],
  ["script-src calls.example; script-src 'none', script-src 'self'", 'script-src'],
  ['script-src calls.example.evil', 'script-src'],
  ['script-src data: blob:', 'script-src'],
])('is told by "%s" that %s keeps the tag out', (policy, directive) => {
  expect(script(policy)).toBe(directive);
});

it('lets a tag with the page’s nonce in, under strict-dynamic too, and no other', () => {
  const policy = "script-src 'strict-dynamic' 'nonce-abc'";
  expect(script(policy, 'abc')).toBeNull();
  expect(script(policy, 'xyz')).toBe('script-src');
});

it('needs the consent of every policy', () => {
  const question = { directive: 'script-src', url: TAG, self } as const;
  expect(findRefusal(['script-src *', "script-src 'self'"], question)).toBe('script-src');
});

it('looks at connect-src for requests, and knows the page’s own origin', () => {
  const ask = (policy: string, url: string) => findRefusal([policy], { directive: 'connect-src', url, self });
  expect(ask("connect-src 'self'", 'https://calls.example/v1/swap')).toBe('connect-src');
  expect(ask("connect-src 'self'", 'https://shop.example/v1/swap')).toBeNull();
  expect(ask("default-src 'self'; script-src *", 'https://calls.example/v1/swap')).toBe('default-src');
  expect(ask('script-src calls.example', 'https://calls.example/v1/swap')).toBeNull();
});
