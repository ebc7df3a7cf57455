import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, renderTaggedPage, SHARED_TEXT, scriptTag } from '../support/tagged-page.ts';

/** `ORIGIN` and `SOCKET` stand for the server's address, which the pages write into their policies. */
const CONNECT = 'connect-src ORIGIN SOCKET';
const STRICT = `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; ${CONNECT}; base-uri 'none'`;

/** Under these everything works, and the policy is never so much as touched. */
const WORKS: Record<string, string> = {
  'no policy': '',
  'a list of allowed origins': `default-src 'none'; script-src ORIGIN; ${CONNECT}`,
  'a nonce and strict-dynamic': STRICT,
  'no styles at all': `script-src ORIGIN; ${CONNECT}; style-src 'none'`,
  'Trusted Types with no policy allowed': `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`,
  "Trusted Types with the page's own policy": `${STRICT}; require-trusted-types-for 'script'; trusted-types shop`,
  'no frames, objects, forms or images': `${STRICT}; frame-src 'none'; object-src 'none'; form-action 'none'; img-src 'none'`,
};

describe('a page with', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;
  let headers: Record<string, string>;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const tag = scriptTag(server.origin, server.demo.siteKey, 'nonce="r4nd0m"');
    site = await startCustomerSite(() => ({ body: renderTaggedPage({ tag }), headers }));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  const policyHeader = (policy: string): Record<string, string> =>
    policy === ''
      ? {}
      : {
          'content-security-policy': policy
            .replaceAll('ORIGIN', server.origin)
            .replaceAll('SOCKET', server.origin.replace(/^http/, 'ws')),
        };

  it.each(Object.entries(WORKS))(
    '%s as its policy shows the number and opens the widget',
    async (_name, policy) => {
      headers = policyHeader(policy);
      const { page, context, faults } = await aVisitor(browser);
      await page.goto(site.origin);
      await numberShown(page);
      await expectCard(page);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('an embedder policy (COEP) shows the number and opens the widget', async () => {
    headers = {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    };
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(site.origin);
    await numberShown(page);
    await expectCard(page);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each([
    ['a policy without connect-src', "default-src 'none'; script-src ORIGIN"],
    ['a sandbox with scripts', 'sandbox allow-scripts'],
  ])('%s keeps its own number, and nothing is uncaught', async (_name, policy) => {
    headers = policyHeader(policy);
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(site.origin);
    // It comes after the page was asked for its numbers, so that question has failed by now.
    await page.getByRole('button', { name: 'Call me back' }).waitFor();
    expect(await page.locator('.phone').textContent()).toBe(OWN_TEXT);
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    // The browser's own words about the policy, and none of ours.
    expect(faults.filter((fault) => !/polic|CORS|ERR_FAILED|403/i.test(fault))).toEqual([]);
    await context.close();
  });

  it('a policy that does not know our origin is as it was', async () => {
    headers = policyHeader("script-src 'self'");
    const { page, context, faults } = await aVisitor(browser);
    await page.goto(site.origin);
    expect(await page.locator('.phone').textContent()).toBe(OWN_TEXT);
    expect(faults.filter((fault) => fault.startsWith('uncaught'))).toEqual([]);
    await context.close();
  });
});

function numberShown(page: Page): Promise<void> {
  return page.locator('.phone', { hasText: SHARED_TEXT }).waitFor();
}

/** The card comes up, and with its styles: without them it would be as wide as the page. */
async function expectCard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Call me back' }).click();
  const card = page.getByRole('dialog');
  await card.waitFor();
  expect((await card.boundingBox())?.width).toBeLessThan(640);
}
