import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, renderTaggedPage, SHARED_TEXT, scriptTag } from '../support/tagged-page.ts';

/** What other scripts have done to the page before ours runs; everything of ours has to work all the same. */
const WORKS: Record<string, string> = {
  'toJSON of Prototype.js on arrays and strings': `
    Array.prototype.toJSON = function () { return '[' + this.map((one) => JSON.stringify(one)).join(', ') + ']'; };
    String.prototype.toJSON = function () { return this.valueOf(); };`,
  'the elements of Prototype.js': `
    const update = function (html) { this.textContent = String(html); return this; };
    Object.assign(Element.prototype, {
      remove() { this.parentNode.removeChild(this); return this; },
      replace: update, update, insert: update, wrap: update,
      show() { this.style.display = ''; return this; }, hide() { this.style.display = 'none'; return this; },
      select(css) { return Array.prototype.slice.call(this.querySelectorAll(css)); },
    });`,
  'the Array.from of Prototype.js': `
    Array.from = function (iterable) {
      const results = new Array(iterable ? iterable.length || 0 : 0);
      for (let i = 0; i < results.length; i++) results[i] = iterable[i];
      return results;
    };`,
  'the bind of Prototype.js': `
    Function.prototype.bind = function (context) {
      if (arguments.length < 2 && context === undefined) return this;
      const method = this, bound = Array.prototype.slice.call(arguments, 1);
      return function () { return method.apply(context, bound.concat(Array.prototype.slice.call(arguments))); };
    };`,
  'array functions of MooTools': `
    Array.prototype.flatMap = undefined; Array.prototype.at = undefined;
    for (const name of ['clean', 'invoke', 'associate', 'link', 'contains', 'append', 'getLast', 'flatten'])
      Array.prototype[name] = function () { return this; };
    String.prototype.contains = function (part) { return this.indexOf(part) > -1; };
    Array.prototype.flatMap = function (fn) { return [].concat(...this.map(fn)); };`,
  'junk on Object.prototype': `
    Object.assign(Object.prototype, { junk: 1, each() {}, extend() {}, key: 'x', value: 'y', name: 'z', type: 'w' });`,
  'the names of our own settings on Object.prototype': `
    Object.assign(Object.prototype, { site: 'no', consent: 'none', lang: 'xx', widget: 'no', office: 'no' });`,
  'settings of requests on Object.prototype': `
    Object.assign(Object.prototype, { headers: { 'x-junk': '1' }, mode: 'same-origin', cache: 'only-if-cached', src: '/no' });`,
  'frozen intrinsics': `
    for (const one of [Object, Array, Function, String, Number, RegExp, Promise, Map, Set, WeakMap, Symbol, Error, JSON]) {
      Object.freeze(one); if (one.prototype) Object.freeze(one.prototype);
    }`,
  'frozen elements and history': `
    for (const one of [Node, Element, HTMLElement, Text, CharacterData, Document, History, EventTarget, Storage])
      { Object.freeze(one.prototype); Object.freeze(one); }`,
  'no storage at all': `
    const refuse = { get() { throw new DOMException('no', 'SecurityError'); }, set() { throw new DOMException('no', 'SecurityError'); } };
    Object.defineProperty(window, 'localStorage', refuse);
    Object.defineProperty(window, 'sessionStorage', refuse);
    Object.defineProperty(window, 'indexedDB', refuse);
    Object.defineProperty(Document.prototype, 'cookie', refuse);`,
  'a history that cannot be wrapped': `
    Object.defineProperty(history, 'pushState', { value: history.pushState, writable: false, configurable: false });
    Object.defineProperty(history, 'replaceState', { value: history.replaceState, writable: false, configurable: false });`,
  'a console that throws': `
    for (const name of ['log', 'warn', 'error', 'info', 'debug']) console[name] = () => { throw new Error('no console'); };`,
  'something else that is called ringlet': `window.ringlet = { q: 'mine' };`,
};

/** Without these the page cannot be served; it must be left alone then. */
const KEEPS_ITS_OWN: Record<string, string> = {
  'no fetch': 'delete window.fetch; window.fetch = undefined;',
  'a fetch that throws': `window.fetch = () => { throw new Error('no fetch here'); };`,
  'no MutationObserver and no AbortController':
    'window.MutationObserver = window.AbortController = undefined;',
  'a querySelectorAll that throws': `Document.prototype.querySelectorAll = () => { throw new Error('mine'); };`,
};

const SCRIPTS = { ...WORKS, ...KEEPS_ITS_OWN };

describe('a page with', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const tag = scriptTag(server.origin, server.demo.siteKey);
    site = await startCustomerSite(({ pathname, searchParams }) => {
      if (pathname === '/framed') {
        return { body: '<iframe sandbox="allow-scripts" src="/" title="A shop in a frame"></iframe>' };
      }
      const script = SCRIPTS[searchParams.get('script') ?? ''] ?? '';
      return { body: renderTaggedPage({ before: `<script>(() => {${script}})()</script>`, tag }) };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  const pageWith = (script: string) => `${site.origin}/?${new URLSearchParams({ script })}`;

  it.each(Object.keys(WORKS))('%s shows the number and opens the widget', async (script) => {
    const { page, context, faults, requests } = await aVisitor(browser);
    await page.goto(pageWith(script));
    await page.locator('.phone', { hasText: SHARED_TEXT }).waitFor();
    expect(await page.locator('.phone').getAttribute('href')).toBe('tel:+78005550100');
    await page.getByRole('button', { name: 'Call me back' }).click();
    await page.getByRole('dialog').waitFor();
    expect(faults).toEqual([]);
    expect(requests).toEqual(['POST /v1/swap']);
    await context.close();
  });

  it.each(Object.keys(KEEPS_ITS_OWN))('%s keeps its own number, and nothing is uncaught', async (script) => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(pageWith(script), { waitUntil: 'load' });
    expect(await page.locator('.phone').textContent()).toBe(OWN_TEXT);
    expect(await page.locator('.phone').getAttribute('href')).toBe('tel:+74950001010');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a sandboxed frame around it keeps its own number, and nothing is uncaught', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(`${site.origin}/framed`);
    const shop = page.frameLocator('iframe');
    await shop.getByRole('button', { name: 'Call me back' }).waitFor();
    expect(await shop.locator('.phone').textContent()).toBe(OWN_TEXT);
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    await context.close();
  });

  it('the tag three times over asks once and has one widget', async () => {
    const { page, context, faults, requests } = await aVisitor(browser);
    await page.goto(pageWith('none'));
    await page.locator('.phone', { hasText: SHARED_TEXT }).waitFor();
    const source = `${server.origin}/r/${server.demo.siteKey}.js`;
    await page.addScriptTag({ url: source });
    await page.addScriptTag({ url: source });
    await page.getByRole('button', { name: 'Call me back' }).click();
    await page.getByRole('dialog').waitFor();
    expect(faults).toEqual([]);
    expect(requests).toEqual(['POST /v1/swap']);
    await context.close();
  });
});
