import { expect, it } from 'vitest';
import { SITE_CODE_EXAMPLE } from '../../edge/domain/resource-examples.ts';
import { composeSiteCode, renderSiteCode } from '../../edge/domain/site-code.ts';

const ORIGIN = 'https://calls.example';
const KEY = 's0123456789abcdefghjkmnpqrs';
const RELEASES = [
  { version: '1.1.0', files: { 'ringlet.js': 'sha384-aaa', 'widget-1.js': 'sha384-bbb' } },
  { version: '1.0.0', files: { 'ringlet.js': 'sha384-old' } },
];

it('is the example of the API for a server without releases', () => {
  expect(composeSiteCode({ origin: ORIGIN, siteKey: KEY, releases: [] })).toEqual(SITE_CODE_EXAMPLE);
});

it('pins the newest release by the hash of its script, and its other files by an import map', () => {
  expect(composeSiteCode({ origin: ORIGIN, siteKey: KEY, releases: RELEASES }).pinned).toEqual({
    version: '1.1.0',
    tag: `<script async src="https://calls.example/v/1.1.0/ringlet.js" data-site="${KEY}" integrity="sha384-aaa" crossorigin></script>`,
    importMap:
      '<script type="importmap">{"integrity":{"https://calls.example/v/1.1.0/widget-1.js":"sha384-bbb"}}</script>',
  });
});

it('allows a socket to the origin too, which its own line does not cover', () => {
  expect(composeSiteCode({ origin: 'http://127.0.0.1:8787', siteKey: KEY, releases: [] }).csp).toBe(
    'script-src http://127.0.0.1:8787; connect-src http://127.0.0.1:8787 ws://127.0.0.1:8787',
  );
});

it('allows images of the origin only where a widget has one', () => {
  const { csp } = composeSiteCode({ origin: ORIGIN, siteKey: KEY, releases: [], hasPictures: true });
  expect(csp).toBe(
    'script-src https://calls.example; connect-src https://calls.example wss://calls.example; img-src https://calls.example',
  );
});

it('holds every way to install as a text', () => {
  const code = composeSiteCode({ origin: ORIGIN, siteKey: KEY, releases: RELEASES });
  const text = renderSiteCode(code);
  for (const part of [code.tag, code.pinned?.tag, code.pinned?.importMap, code.npm, code.csp]) {
    expect(text).toContain(`\n${part}\n`);
  }
});
