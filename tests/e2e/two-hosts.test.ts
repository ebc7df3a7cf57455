import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../scripts/seed/admin-api.ts';
import { aVisitor, launchBrowser, type Visitor } from '../support/browser.ts';
import { type CustomerSite, startCustomerSite } from '../support/customer-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { OWN_TEXT, renderTaggedPage, scriptTag } from '../support/tagged-page.ts';

const ADVERT = '?utm_source=yandex&utm_medium=cpc';

/** A customer with two domains: cookies of `localhost` never reach `127.0.0.1`. */
describe('a site of two hosts', () => {
  let server: TestServer;
  let browser: Browser;
  let site: CustomerSite;
  let numbers: string[];
  /** The same pages by their other name. */
  let second: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const { account, adminToken, offices } = server.demo;
    const api = openAccount(server.origin, account, adminToken);
    const hosts = ['localhost', '127.0.0.1'];
    const made = await api.post('sites', { name: 'Two', hosts }, 'e2e-two-hosts-site');
    numbers = Array.from({ length: 30 }, (_, i) => `+74955570${i + 100}`);
    const ids = [];
    for (const e164 of numbers) {
      const number = { e164, kind: 'virtual', status: 'active' };
      ids.push((await api.post('numbers', number, `e2e-two-hosts-${e164}`)).id);
    }
    const groups = [{ any: [{ type: 'utm_source', op: 'equals', value: 'yandex' }] }];
    const office = { office: offices[0]?.id, selectors: ['.phone'], numbers: ids };
    const campaign = { name: 'Yandex', site: made.id, groups, offices: [office] };
    const { id } = await api.post('campaigns', campaign, 'e2e-two-hosts-campaign');
    await api.post(`campaigns/${id}/start`, {}, 'e2e-two-hosts-start');

    site = await startCustomerSite((url) => {
      const attributes = url.searchParams.has('memory') ? 'data-consent="memory"' : '';
      const tag = scriptTag(server.origin, String(made.key), attributes);
      // Some sites keep things of their own in the state of their history.
      const state = url.searchParams.has('a') ? '<script>history.replaceState({ mine: 1 }, "")</script>' : '';
      return { body: renderTaggedPage({ tag, before: state, after: linksTo(second) }) };
    });
    second = site.origin.replace('localhost', '127.0.0.1');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  /** A visitor of the first host who came by an advert, with what a link may carry at hand. */
  async function arrive(query = ADVERT): Promise<Visitor & { number: string }> {
    const visitor = await aVisitor(browser);
    const { page } = visitor;
    const passed = page.waitForResponse('**/v1/link');
    await page.goto(`${site.origin}/${query}`);
    const number = await numberShown(page);
    await expect
      .poll(
        async () => {
          await page.mouse.move(1, 1);
          await page.hover('#plain');
          return visitor.requests;
        },
        { timeout: 20_000 },
      )
      .toContain('POST /v1/link');
    await (await passed).finished();
    return { ...visitor, number };
  }

  /** The first number that is not the page's own; a busy machine may need a second question for it. */
  async function numberShown(page: Page): Promise<string> {
    let text = OWN_TEXT;
    await expect
      .poll(
        async () => {
          text = (await page.textContent('.phone')) ?? OWN_TEXT;
          if (text === OWN_TEXT) await page.evaluate(askAgainIfLost);
          return text;
        },
        { timeout: 20_000 },
      )
      .not.toBe(OWN_TEXT);
    return text;
  }

  /** Once the page has its address to itself. */
  async function addressOf(page: Page): Promise<string> {
    await page.waitForURL((url) => !url.search.includes('_rl='));
    return page.url();
  }

  const inNewTab = async ({ context }: Visitor, act: () => Promise<unknown>) => {
    const [page] = await Promise.all([context.waitForEvent('page'), act()]);
    await page.waitForURL(`${second}/**`);
    // Behind another tab it takes no number until somebody looks at it.
    await page.bringToFront();
    return page;
  };
  const here = async ({ page }: Visitor, act: () => Promise<unknown>) => {
    await Promise.all([page.waitForURL(`${second}/**`), act()]);
    return page;
  };

  it.each([
    ['a click', here, (page: Page) => page.click('#plain'), '/next'],
    [
      'a click on a link with a query and a fragment',
      here,
      (page: Page) => page.click('#full'),
      '/next?a=1&b#c?d',
    ],
    ['a click on what is inside a link', here, (page: Page) => page.click('#plain b'), '/next'],
    ['the keyboard', here, (page: Page) => page.press('#plain', 'Enter'), '/next'],
    ['a link that opens a tab', inNewTab, (page: Page) => page.click('#tab'), '/next'],
    ['the middle button', inNewTab, (page: Page) => page.click('#plain', { button: 'middle' }), '/next'],
    [
      'a click with Ctrl',
      inNewTab,
      (page: Page) => page.click('#plain', { modifiers: ['Control'] }),
      '/next',
    ],
    ['a script that follows the click', here, (page: Page) => page.click('#script'), '/next'],
    ['a form', here, (page: Page) => page.click('#get'), '/next?q=oak'],
    ['a form that posts', here, (page: Page) => page.click('#post'), '/next?p=1'],
    ['a button of a form', here, (page: Page) => page.click('#button'), '/button?q=oak'],
  ] as const)('shows the same number, and a clean address, after %s', async (_name, follow, act, address) => {
    const visitor = await arrive();
    const { page, context, number, faults } = visitor;
    const before = await page.locator('#links').innerHTML();
    const next = await follow(visitor, () => act(page));
    expect(await numberShown(next)).toBe(number);
    expect(await addressOf(next)).toBe(second + address);
    if (next !== page) expect(await page.locator('#links').innerHTML()).toBe(before);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('knows who came, by what, and for how long, on every later page of the other host', async () => {
    const visitor = await arrive();
    const { page, context, number, requests } = visitor;
    const asked = page.waitForRequest(
      (request) => request.url().endsWith('/v1/swap') && request.frame().url().startsWith(second),
    );
    await here(visitor, () => page.click('#full'));
    const { link, page: told } = (await asked).postDataJSON();
    expect(link).toMatch(/^[\w-]{200,1000}$/);
    expect([told.url, told.referrer]).toEqual([`${second}/next?a=1&b`, `${site.origin}/`]);
    expect(await numberShown(page)).toBe(number);
    await addressOf(page);
    const swaps = requests.filter((one) => one === 'POST /v1/swap').length;
    await page.goto(`${second}/later`);
    expect(await numberShown(page)).toBe(number);
    expect(requests.filter((one) => one === 'POST /v1/swap')).toHaveLength(swaps);
    const [here_, there] = await Promise.all([site.origin, second].map((url) => context.cookies(url)));
    expect(who(there)).toBe(who(here_));
    expect(there?.[0]?.value).toContain('utm_source=yandex');
    await context.close();
  });

  it('keeps the state that a site has put into its history', async () => {
    const visitor = await arrive();
    const { page, context } = visitor;
    await here(visitor, () => page.click('#full'));
    await addressOf(page);
    expect(await page.evaluate(() => [history.state, history.length])).toEqual([{ mine: 1 }, 3]);
    await context.close();
  });

  it('takes a copied link of another browser for what it is', async () => {
    const { page, context, number } = await arrive();
    const asked = page.waitForRequest('**/next?_rl=*');
    await page.click('#plain');
    const copied = (await asked).url();
    expect(await numberShown(page)).toBe(number);
    const friend = await browser.newContext({
      userAgent: 'Mozilla/5.0 (Macintosh) Chrome/150.0 Safari/537.36',
    });
    const theirs = await friend.newPage();
    await Promise.all([theirs.waitForResponse('**/v1/swap'), theirs.goto(copied)]);
    expect(await addressOf(theirs)).toBe(`${second}/next`);
    expect(await theirs.textContent('.phone')).toBe(OWN_TEXT);
    await Promise.all([friend.close(), context.close()]);
  });

  it.each([
    ['links that the page keeps for itself', '#off'],
    ['links to hosts that the site does not list', '#foreign'],
    ['links of its own host', '#own'],
  ])('adds nothing to %s', async (_name, selector) => {
    const { page, context } = await arrive();
    const asked = page.waitForRequest((request) => request.url().includes('/next'));
    await page.route('http://foreign.test/**', (route) => route.fulfill({ body: 'elsewhere' }));
    await page.click(selector);
    expect((await asked).url()).toMatch(/\/next$/);
    await context.close();
  });

  it('asks for nothing and adds nothing without full consent', async () => {
    const { page, context, requests } = await aVisitor(browser);
    const loaded = page.waitForResponse('**/sdk/links-*.js');
    await page.goto(`${site.origin}/?memory`);
    await (await loaded).finished();
    await page.hover('#plain');
    const asked = page.waitForRequest((request) => request.url().includes('/next'));
    await page.click('#plain');
    expect((await asked).url()).toBe(`${second}/next`);
    expect(requests).not.toContain('POST /v1/link');
    await context.close();
  });
});

/** Runs in the page: its question may have been given up. */
async function askAgainIfLost(): Promise<void> {
  const { ringlet } = window as unknown as { ringlet?: (command: string) => Promise<{ reason: string }> };
  if (ringlet && (await ringlet('explain')).reason === 'timeout') await ringlet('page');
}

function who(cookies: readonly { name: string; value: string }[] | undefined): string | undefined {
  return /^2\|(v_[\w-]+)/.exec(cookies?.find(({ name }) => name === '_ringlet')?.value ?? '')?.[1];
}

function linksTo(host: string): string {
  return `<div id="links">
    <a id="plain" href="${host}/next">The <b>second</b> shop</a>
    <a id="full" href="${host}/next?a=1&amp;b#c?d">With all that an address has</a>
    <a id="tab" target="_blank" href="${host}/next">In a tab</a>
    <a id="script" href="${host}/next" onclick="event.preventDefault(); location.href = this.href">By script</a>
    <a id="own" href="/next">Here</a>
    <a id="foreign" href="http://foreign.test/next">Elsewhere</a>
    <p data-ringlet="off"><a id="off" href="${host}/next">Left alone</a></p>
    <form action="${host}/next?lost=1"><input name="q" value="oak"><button id="get">Find</button>
      <button id="button" formaction="${host}/button">Find otherwise</button></form>
    <form action="${host}/next?p=1" method="post"><input name="q" value="oak"><button id="post">Send</button></form>
  </div>`;
}
