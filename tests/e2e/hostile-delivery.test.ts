import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, renderTaggedPage, SHARED_TEXT, scriptTag } from '../support/tagged-page.ts';

/** Ways in which optimisers and old pages bring a script; `TAG` is the tag, `SRC` its address. */
const WAYS: Record<string, { tag: string; after?: string }> = {
  'Rocket Loader, which runs it after the page': {
    tag: `<script async type="a1b2c3-text/javascript" src="SRC"></script>`,
    after: `<script>addEventListener('load', () => {
      for (const held of document.querySelectorAll('script[type$="-text/javascript"]')) {
        const script = document.createElement('script');
        for (const { name, value } of held.attributes) if (name !== 'type') script.setAttribute(name, value);
        held.replaceWith(script);
      }
    });</script>`,
  },
  'a plug-in that holds it back until somebody is there': {
    tag: `<script type="rocketlazyloadscript" data-rocket-src="SRC"></script>`,
    after: `<script>addEventListener('mousemove', () => {
      const held = document.querySelector('[data-rocket-src]');
      const script = document.createElement('script');
      script.src = held.dataset.rocketSrc;
      held.replaceWith(script);
    }, { once: true });</script>`,
  },
  'a tag manager, which takes its element away': {
    tag: `<script>(() => {
      const script = document.createElement('script');
      script.async = true; script.src = 'SRC';
      document.head.append(script);
    })();</script>`,
  },
  'a module script that imports nothing': { tag: '<script type="module" src="SRC"></script>' },
  'document.write': { tag: `<script>document.write('<scr' + 'ipt src="SRC"></scr' + 'ipt>')</script>` },
  'a page that writes its header': {
    tag: 'TAG',
    after: `<script>document.write('<p class="phone" id="written">${OWN_TEXT}</p>')</script>`,
  },
};

/** What may come instead of the script. Null is nothing for as long as the page is open. */
const LOADERS: Record<string, ((route: Route) => Promise<void>) | null> = {
  'a 404': (route) => route.fulfill({ status: 404, body: 'no' }),
  'a 500': (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>no</h1>' }),
  nothing: null,
  'no connection': (route) => route.abort('connectionrefused'),
  'half of it': async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.slice(0, text.length / 2) });
  },
  'a page of the provider': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<html><body>Blocked</body></html>' }),
  'an empty script': (route) => route.fulfill({ contentType: 'text/javascript', body: '' }),
};

/** Answers that no honest server gives, with status 200. */
const ANSWERS: Record<string, string> = {
  'markup for a number': answerWith({ number: '<img src=x onerror=alert(1)>' }),
  'a link for a number': answerWith({ number: 'javascript:alert(1)' }),
  'a short number': answerWith({ number: '+7' }),
  'no selectors': answerWith({ selectors: null }),
  'a swap that is null': '{"renewAfterS":240,"swaps":[null]}',
  null: 'null',
  'a deep nest': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  'a prototype': '{"__proto__":{"swaps":[]},"swaps":{"length":1}}',
};

function answerWith(change: object): string {
  const swap = { office: 'o', selectors: ['.phone'], replaces: [], number: '+78005550100', kind: 'static' };
  const swaps = [{ ...swap, expiresInS: null, ...change }];
  return JSON.stringify({
    visitor: null,
    session: null,
    renewAfterS: 240,
    campaign: null,
    lease: null,
    swaps,
  });
}

describe('a page that gets', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const plain = scriptTag(server.origin, server.demo.siteKey);
    const address = `${server.origin}/r/${server.demo.siteKey}.js`;
    site = await startCustomerSite(({ searchParams }) => {
      const { tag, after = '' } = WAYS[searchParams.get('way') ?? ''] ?? { tag: 'TAG' };
      const page = renderTaggedPage({ tag, after });
      return { body: page.replaceAll('TAG', plain).replaceAll('SRC', address) };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  it.each(Object.keys(WAYS))('the script by %s shows the number', async (way) => {
    const { page, context, faults, requests } = await aVisitor(browser);
    await page.goto(`${site.origin}/?${new URLSearchParams({ way })}`);
    await page.mouse.move(100, 100);
    await page.mouse.move(120, 120);
    for (const phone of await page.locator('.phone').all()) {
      await phone.filter({ hasText: SHARED_TEXT }).waitFor();
    }
    expect(faults).toEqual([]);
    expect(requests).toEqual(['POST /v1/swap']);
    await context.close();
  });

  it('a whole new document written over it shows the number there too', async () => {
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(site.origin);
    await page.locator('.phone', { hasText: SHARED_TEXT }).waitFor();
    await page.evaluate((html) => {
      document.open();
      document.write(html);
      document.close();
    }, `<!doctype html><title>Thank you</title><p class="phone" id="written">${OWN_TEXT}</p>`);
    await page.locator('#written', { hasText: SHARED_TEXT }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(Object.entries(LOADERS))('%s instead of the script is as it was', async (_name, answer) => {
    const { page, context, faults } = await aVisitor(browser);
    const held: Route[] = [];
    await page.route('**/r/*.js', answer ?? ((route) => void held.push(route)));
    const asked = page.waitForRequest('**/r/*.js');
    await page.goto(site.origin, { waitUntil: answer ? 'load' : 'domcontentloaded' });
    await asked;
    await expectUntouched(page);
    expect(faults.filter(isOurs)).toEqual([]);
    for (const route of held) await route.abort();
    await context.close();
  });

  it.each(Object.entries(ANSWERS))('%s for an answer is as it was', async (_name, body) => {
    const { page, context, faults } = await aVisitor(browser);
    await page.route('**/v1/swap', (route) =>
      route.fulfill({
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
        body,
      }),
    );
    await page.goto(site.origin);
    // It comes after the page was asked for its numbers.
    await page.getByRole('button', { name: 'Call me back' }).waitFor();
    await expectUntouched(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function expectUntouched(page: Page): Promise<void> {
  expect(await page.locator('.phone').textContent()).toBe(OWN_TEXT);
  expect(await page.locator('.phone').getAttribute('href')).toBe('tel:+74950001010');
}

/** The browser tells by itself of a script that it could not have, or that is none. */
function isOurs(fault: string): boolean {
  return !/Failed to load resource|SyntaxError|Unexpected|Invalid or unexpected|MIME/.test(fault);
}
