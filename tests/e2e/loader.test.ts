import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../scripts/seed/admin-api.ts';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OWN = '+7 (495) 000-10-10';
const LINK = `<a class="phone" href="tel:+74950001010">${OWN}</a>`;
const MODULE = '**/sdk/page-*.js';

type RingletWindow = Window & { ringlet(...args: unknown[]): Promise<unknown> };

describe('a site without a widget', () => {
  let server: TestServer;
  let browser: Browser;
  let key: string;
  /** A customer's site whose pages all are `html`. */
  let site: Server;
  let html: string;
  let policy: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const { account, adminToken, offices } = server.demo;
    const api = openAccount(server.origin, account, adminToken);
    const made = await api.post('sites', { name: 'Plain', hosts: ['localhost'] }, 'e2e-loader-site');
    const numbers = [];
    // One for each visitor of these tests.
    for (let i = 10; i < 30; i++) {
      const e164 = `+749555502${i}`;
      const number = { e164, kind: 'virtual', status: 'active', region: 'Moscow' };
      numbers.push((await api.post('numbers', number, `e2e-loader-${e164}`)).id);
    }
    const office = { office: offices[0]?.id, selectors: ['.phone'], numbers, fallback: null };
    const campaign = { name: 'All', site: made.id, groups: [], offices: [office] };
    const { id } = await api.post('campaigns', campaign, 'e2e-loader-campaign');
    await api.post(`campaigns/${id}/start`, {}, 'e2e-loader-start');
    key = String(made.key);
    site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (policy) response.setHeader('content-security-policy', policy);
      response.end(html);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser?.close();
    site?.closeAllConnections();
    site?.close();
    await server?.close();
  });

  const address = () => `http://localhost:${(site.address() as AddressInfo).port}/`;

  /** Opens a page with a number and the tag. */
  async function openPage(
    page: Page,
    { src = `/r/${key}.js`, attributes = '', tags = 1, csp = '' } = {},
  ): Promise<void> {
    policy = csp;
    const tag = `<script async src="${server.origin}${src}" ${attributes}></script>`;
    html = `<!doctype html><html lang="en"><title>Mine</title>${LINK}${tag.repeat(tags)}</html>`;
    await page.goto(address());
  }

  /** What the page has asked of our server, in order, without the hash of the module. */
  function watchRequests(page: Page): string[] {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === server.origin)
        asked.push(`${request.method()} ${pathname.replace(/-[\w-]{8}\.js/, '.js').replace(key, 'KEY')}`);
    });
    return asked;
  }

  const settle = (page: Page) =>
    page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })));
  const explain = (page: Page) =>
    page.evaluate(() => (window as unknown as RingletWindow).ringlet('explain')) as Promise<{
      reason: string;
    }>;

  it('makes one POST and nothing else before somebody is there', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const asked = watchRequests(page);
    await openPage(page);
    expect(await textAfterSwap(page, '.phone', OWN)).toMatch(/^\+7 \(495\) 555-02-\d\d$/);
    await page.waitForLoadState('load');
    await settle(page);
    expect(asked).toEqual(['GET /r/KEY.js', 'POST /v1/swap']);
    const [module] = await Promise.all([page.waitForResponse(MODULE), page.mouse.click(5, 300)]);
    expect([module.status(), module.headers()['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    await explain(page);
    expect(asked).toEqual(['GET /r/KEY.js', 'POST /v1/swap', 'GET /sdk/page.js']);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('asks for its snapshot too when it is pinned', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const asked = watchRequests(page);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const src = `/v/${version}/ringlet.js`;
    await openPage(page, { src, attributes: `crossorigin data-site="${key}"` });
    await textAfterSwap(page, '.phone', OWN);
    await page.mouse.click(5, 300);
    await explain(page);
    expect(asked).toEqual([`GET ${src}`, 'GET /v1/sites/KEY', 'POST /v1/swap', 'GET /sdk/page.js']);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('tells of a tap that came before its module', async () => {
    const { page, context } = await aVisitor(browser);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(MODULE, async (route) => {
      await held;
      await route.continue();
    });
    await page.addInitScript(() => document.addEventListener('click', (event) => event.preventDefault()));
    await openPage(page);
    await textAfterSwap(page, '.phone', OWN);
    await Promise.all([page.waitForRequest(MODULE), page.locator('.phone').click()]);
    const [beacon] = await Promise.all([page.waitForResponse('**/v1/beacons'), release()]);
    expect(beacon.status()).toBe(204);
    expect(beacon.request().postDataJSON()).toMatchObject({
      events: [{ type: 'number_tapped', agoMs: expect.any(Number) }],
    });
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      const link = document.createElement('a');
      link.href = document.querySelector<HTMLAnchorElement>('.phone')?.href ?? '';
      link.textContent = 'Call';
      host.attachShadow({ mode: 'open' }).append(link);
    });
    await Promise.all([page.waitForResponse('**/v1/beacons'), page.getByText('Call').click()]);
    await context.close();
  });

  it('keeps its numbers right when the module cannot be had', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.route(MODULE, (route) => route.abort('connectionrefused'));
    await openPage(page);
    const number = await textAfterSwap(page, '.phone', OWN);
    await page.mouse.click(5, 300);
    const code = await page.evaluate(() =>
      (window as unknown as RingletWindow).ringlet('numbers').catch((fault: { code: string }) => fault.code),
    );
    await page.evaluate((link) => document.body.insertAdjacentHTML('beforeend', link), LINK);
    await page.waitForFunction(
      (text) => [...document.querySelectorAll('.phone')].every((phone) => phone.textContent === text),
      number,
    );
    await page.evaluate(() => (window as unknown as RingletWindow).ringlet('consent', 'none'));
    expect([code, await page.locator('.phone').allTextContents()]).toEqual(['unavailable', [OWN, OWN]]);
    expect(await context.cookies(address())).toEqual([]);
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    await context.close();
  });

  it('renews in one tab for all', async () => {
    const { page, context } = await aVisitor(browser);
    const asked: unknown[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/v1/swap')) asked.push((request.postDataJSON() as { cause: string }).cause);
    });
    await context.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + Number(sessionStorage.getItem('skewMs'));
    });
    await openPage(page);
    const number = await textAfterSwap(page, '.phone', OWN);
    const tab = await context.newPage();
    await openPage(tab);
    expect(await textAfterSwap(tab, '.phone', OWN)).toBe(number);
    for (const one of [page, tab]) await one.evaluate(() => sessionStorage.setItem('skewMs', '250000'));
    await Promise.all([tab.waitForResponse('**/v1/swap'), tab.mouse.click(5, 300)]);
    await explain(tab);
    await page.bringToFront();
    await page.mouse.click(5, 300);
    expect(await explain(page)).toMatchObject({ reason: 'renewed' });
    expect(asked).toEqual(['view', 'renew']);
    await context.close();
  });

  it('sends and stores no more than there is consent for', async () => {
    const seen: Record<string, unknown> = {};
    for (const mode of ['none', 'memory', 'full']) {
      const { page, context, requests } = await aVisitor(browser);
      const bodies: { visitor: unknown; lease: unknown }[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/v1/swap')) bodies.push(request.postDataJSON() as (typeof bodies)[0]);
      });
      await openPage(page, { attributes: `data-consent="${mode}"` });
      await explain(page);
      const stored = await page.evaluate(() => localStorage.length);
      seen[mode] = [
        requests.length,
        bodies.map(({ visitor }) => visitor !== null),
        (await context.cookies(address())).length + stored,
      ];
      await page.evaluate(() => {
        const tag = document.querySelector<HTMLScriptElement>('script[data-consent]');
        if (tag) tag.dataset.consent = 'full';
      });
      await textAfterSwap(page, '.phone', OWN);
      expect((await context.cookies(address())).map(({ name }) => name)).toEqual(['_ringlet']);
      await context.close();
    }
    expect(seen).toEqual({ none: [0, [], 0], memory: [1, [false], 0], full: [1, [true], 2] });
  });

  it('follows a single-page site by the history and by the Navigation API', async () => {
    const { page, context } = await aVisitor(browser);
    await openPage(page);
    await textAfterSwap(page, '.phone', OWN);
    await page.mouse.click(5, 300);
    await explain(page);
    const asked = (go: () => void) => Promise.all([page.waitForRequest('**/v1/swap'), page.evaluate(go)]);
    const [pushed] = await asked(() => history.pushState(null, '', '/a?utm_source=one'));
    const [navigated] = await asked(() => {
      window.navigation.addEventListener('navigate', (event) => event.intercept());
      window.navigation.navigate('/b?utm_source=two');
    });
    expect([pushed, navigated].map((request) => request.postDataJSON())).toMatchObject([
      { cause: 'navigate', page: { url: `${address()}a?utm_source=one`, referrer: address() } },
      { cause: 'navigate', page: { url: `${address()}b?utm_source=two` }, touch: { source: 'two' } },
    ]);
    await context.close();
  });

  it('renews when the visitor comes back to a page that the browser has kept', async () => {
    // Playwright switches that cache off.
    const keeping = await launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    const { page } = await aVisitor(keeping);
    await page.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + Number(sessionStorage.getItem('skewMs'));
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await openPage(page);
    const number = await textAfterSwap(page, '.phone', OWN);
    await page.evaluate(() => sessionStorage.setItem('skewMs', '250000'));
    await page.goto(`${server.origin}/health`);
    const [renewal] = await Promise.all([
      page.waitForRequest('**/v1/swap'),
      page.evaluate(() => history.back()),
    ]);
    expect(renewal.postDataJSON()).toMatchObject({ cause: 'renew', lease: expect.any(String) });
    const isKept = await page.evaluate(() => (window as unknown as { persisted: boolean }).persisted);
    expect([isKept, await page.locator('.phone').textContent()]).toEqual([true, number]);
    await keeping.close();
  });

  it.each(["'nonce-n0nce'", "'nonce-n0nce' 'strict-dynamic'", 'ORIGIN'])(
    'needs no more of a policy than script-src %s and connect-src',
    async (source) => {
      const { page, context, faults } = await aVisitor(browser);
      const csp = `default-src 'none'; script-src ${source}; connect-src ORIGIN; require-trusted-types-for 'script'`;
      await openPage(page, { csp: csp.replaceAll('ORIGIN', server.origin), attributes: 'nonce="n0nce"' });
      await textAfterSwap(page, '.phone', OWN);
      await Promise.all([page.waitForResponse(MODULE), page.mouse.click(5, 300)]);
      await page.waitForFunction(() => (window as unknown as RingletWindow).ringlet('explain'));
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('is one instance when a tag manager loads it twice', async () => {
    const { page, context, faults } = await aVisitor(browser);
    const asked = watchRequests(page);
    await openPage(page, { tags: 2 });
    await textAfterSwap(page, '.phone', OWN);
    await settle(page);
    expect(asked.filter((request) => request.startsWith('POST'))).toEqual(['POST /v1/swap']);
    expect(faults).toEqual([]);
    await context.close();
  });
});
