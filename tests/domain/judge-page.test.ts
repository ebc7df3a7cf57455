import { describe, expect, it } from 'vitest';
import { findDelay } from '../../edge/domain/delaying-plugins.ts';
import { type CheckedSite, judgeHost, judgePage } from '../../edge/domain/judge-page.ts';
import type { PageFacts, TagFact } from '../../edge/domain/page-facts.ts';

const KEY = 's0123456789abcdefghjkmnpqrs';

const aTag = (changes: Partial<TagFact> = {}): TagFact => ({
  src: `https://calls.example/r/${KEY}.js`,
  key: KEY,
  attribute: 'src',
  type: '',
  nonce: null,
  consent: null,
  isInNoscript: false,
  isInline: false,
  ...changes,
});

const aPage = (changes: Partial<PageFacts> = {}): PageFacts => ({
  url: 'https://shop.example/',
  tags: [aTag()],
  isCommentedOut: false,
  hasTagManager: false,
  policies: [],
  targets: [{ selector: '.phone', count: 1, texts: ['+7 (495) 000-10-10'] }],
  ...changes,
});

const SITE: CheckedSite = {
  key: KEY,
  hosts: ['shop.example'],
  consentDefault: 'full',
  hasActiveCampaign: true,
  hasCampaign: true,
  exhausted: [],
};

const codes = (page: Partial<PageFacts>, site: Partial<CheckedSite> = {}) =>
  judgePage(aPage(page), { ...SITE, ...site }).map(({ code, sure, hint }) =>
    [code, sure ? 'sure' : 'likely', hint].filter(Boolean).join(' '),
  );

describe('a page', () => {
  it.each<[string, Partial<PageFacts>, Partial<CheckedSite>, string[]]>([
    ['is fine', {}, {}, []],
    ['has no tag', { tags: [] }, {}, ['tag_not_found sure']],
    ['has it in a comment', { tags: [], isCommentedOut: true }, {}, ['tag_not_found sure in_comment']],
    ['has it in noscript', { tags: [aTag({ isInNoscript: true })] }, {}, ['tag_not_found sure in_noscript']],
    ['has a tag manager', { tags: [], hasTagManager: true }, {}, ['tag_not_found likely tag_manager']],
    ['has two tags', { tags: [aTag(), aTag()] }, {}, ['tag_found_twice sure']],
    ['names another key', { tags: [aTag({ key: 's1' })] }, {}, ['wrong_key sure']],
    ['is pinned without a key', { tags: [aTag({ key: null })] }, {}, ['wrong_key sure']],
    ['delays it', { tags: [aTag({ type: 'text/plain' })] }, {}, ['delayed_by_plugin sure']],
    [
      'is https with an http tag',
      { tags: [aTag({ src: 'http://calls.example/r/x.js' })] },
      {},
      ['api_unreachable sure mixed_content'],
    ],
    [
      'names a server at home',
      { tags: [aTag({ src: 'https://10.0.0.5/r/x.js' })] },
      {},
      ['api_unreachable sure private_server'],
    ],
    ['forbids the script', { policies: ["script-src 'self'; connect-src *"] }, {}, ['csp_blocked sure']],
    [
      'forbids the request',
      { policies: ['script-src *; connect-src other.example'] },
      {},
      ['csp_blocked sure'],
    ],
    ['forbids both at once', { policies: ["default-src 'self'"] }, {}, ['csp_blocked sure']],
    [
      'forbids one and the other',
      { policies: ["script-src 'self'; connect-src 'self'"] },
      {},
      ['csp_blocked sure', 'csp_blocked sure'],
    ],
    [
      'writes the tag by a script that may run',
      { tags: [aTag({ isInline: true })], policies: ["script-src 'self'; connect-src *"] },
      {},
      [],
    ],
    ['asks for no consent', { tags: [aTag({ consent: 'none' })] }, {}, ['consent_pending likely']],
    ['is of a site that waits for consent', {}, { consentDefault: 'none' }, ['consent_pending likely']],
    ['says more than its site', { tags: [aTag({ consent: 'full' })] }, { consentDefault: 'none' }, []],
    ['gets no campaign', {}, { hasCampaign: false }, ['no_campaign likely']],
    [
      'has no campaign at all',
      {},
      { hasCampaign: false, hasActiveCampaign: false },
      ['no_campaign sure no_active_campaign'],
    ],
    [
      'has no place',
      { targets: [{ selector: '.a', count: 0, texts: [] }] },
      {},
      ['no_selector likely drawn_by_script'],
    ],
    [
      'has places that only a browser finds',
      { targets: [{ selector: ':has(a)', count: null, texts: [] }] },
      {},
      [],
    ],
    [
      'has words for a number',
      { targets: [{ selector: '.a', count: 1, texts: ['0-800-KITCHEN'] }] },
      {},
      ['format_unknown likely'],
    ],
    [
      'has one readable place of two',
      { targets: [{ selector: '.a', count: 2, texts: ['Call us', '8 495 000-10-10'] }] },
      {},
      [],
    ],
    [
      'is of a full pool',
      {},
      { exhausted: [{ office: 'Main', hasFallback: true }] },
      ['pool_exhausted sure shows_fallback'],
    ],
    [
      'has several faults',
      { tags: [aTag({ key: 's1' }), aTag()], targets: [{ selector: '.a', count: 0, texts: [] }] },
      {},
      ['tag_found_twice sure', 'wrong_key sure', 'no_selector likely drawn_by_script'],
    ],
  ])('that %s', (_, page, site, expected) => {
    expect(codes(page, site)).toEqual(expected);
  });

  it('on a host that the site does not list is named with it', () => {
    expect(judgeHost('https://www.shop.example/a', SITE.hosts)).toBeNull();
    expect(judgeHost('https://m.shop.example/', SITE.hosts)?.values).toEqual({ HOST: 'm.shop.example' });
  });
});

describe('a delay', () => {
  it.each([
    ['src', '', null],
    ['src', 'text/javascript', null],
    ['src', 'module', null],
    ['data-rocket-src', 'rocketlazyloadscript', 'WP Rocket'],
    ['data-rocket-src', '', 'WP Rocket'],
    ['src', 'a1b2c3d4e5f60718-text/javascript', 'Rocket Loader'],
    ['src', 'text/plain', 'the consent manager'],
    ['data-cmp-src', 'text/plain', 'the consent manager'],
    ['data-src', 'litespeed/javascript', 'LiteSpeed Cache'],
    ['data-src', '', 'a lazy-loading plug-in'],
    ['src', 'text/something', 'a plug-in'],
  ])('by %s="…" type="%s" is the work of %s', (attribute, type, plugin) => {
    expect(findDelay({ attribute, type })).toBe(plugin);
  });
});
