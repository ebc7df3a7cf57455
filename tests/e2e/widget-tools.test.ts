import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../fakes/wait-for.ts';
import { askAdmin } from '../support/admin-client.ts';
import {
  type BehavingPage,
  type BehavingSite,
  type OpenOptions,
  startBehavingSite,
} from '../support/behaving-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let stories: BehavingSite;
let visit: BehavingPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  stories = await startBehavingSite(server, browser);
});
afterEach(() => visit?.context.close());
afterAll(async () => {
  await browser?.close();
  await stories?.site.close();
  await server?.close();
});

async function visitTo(settings: Record<string, unknown>, options: OpenOptions = {}): Promise<BehavingPage> {
  visit = await stories.open(await stories.aWidget(settings), options);
  await visit.pass(6);
  return visit;
}

/** Its parts are set up in tasks of their own, for which the clock has to go on. */
const untilOpened = () =>
  waitFor('the card to open', async () => {
    await visit.pass(0.1);
    return (await visit.count('widget_opened')) > 0;
  });
const goTo = async (page: Page, path: string) => {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await visit.pass(2);
};

describe('the rules of a widget', () => {
  const KITCHENS = { rules: [{ effect: 'allow', source: 'path', op: 'starts', value: '/kitchens' }] };

  it('are looked at again on every page of a site that never reloads (S1-70)', async () => {
    const { page, untilShown, isShown, count } = await visitTo({ behaviour: KITCHENS });
    expect([await isShown(), await count('widget_shown')]).toEqual([false, 0]);
    await goTo(page, '/kitchens/oak');
    await untilShown();
    await goTo(page, '/about');
    await untilShown(false);
    await goTo(page, '/kitchens');
    await untilShown();
    expect(await count('widget_shown')).toBe(1);
  });

  it('leave the card to whoever asks for it, and put it away after them (S1-90)', async () => {
    const { page, untilShown } = await visitTo({ behaviour: KITCHENS }, { path: '/about#ringlet' });
    await untilOpened();
    await page.evaluate(() => window.ringlet('close'));
    await untilShown(false);
  });

  it('show it to visitors of the named kinds of traffic alone (S1-67)', async () => {
    const behaviour = { channels: ['cpc'] };
    expect(await (await visitTo({ behaviour })).isShown()).toBe(false);
    await visit.context.close();
    const { untilShown } = await visitTo({ behaviour }, { path: '/?utm_source=ya&utm_medium=cpc' });
    await untilShown();
  });
});

describe('the tools of a widget', () => {
  const FORM = {
    kind: 'form',
    id: 'contacts',
    name: 'Contacts form',
    selector: '#contacts',
    fields: { phone: 'tel', name: 'who', param1: 'size' },
  };
  const FIELDS = `<input name="who" value="Anna"><input name="tel" value="8 916 777-00-0X">
    <select name="size"><option value="m">Middle</option></select><button>Send</button>`;

  /** What the account has of an order through the tool to this number. */
  const orderOf = (tool: string, phone: string) =>
    waitFor(`an order through ${tool}`, async () => {
      const { items } = await askAdmin<{ items: { phone: string }[] }>(
        server,
        'GET',
        `callbacks?tool=${tool}`,
      );
      return items.find((one) => one.phone === phone);
    });

  it('order by a form whose page goes elsewhere in the same turn, and are in nobody’s way (S1-3)', async () => {
    const away = `onsubmit="location.href = '/thanks?by=script'; return false"`;
    const content = `<form id="contacts" ${away}>${FIELDS.replace('0X', '01')}</form>`;
    const { page } = await visitTo({ tools: [FORM] }, { content });
    const preflights: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'OPTIONS') preflights.push(request.url());
    });
    await page.locator('#contacts button').click();
    await page.waitForURL('**/thanks?by=script');
    expect(await orderOf('contacts', '+79167770001')).toMatchObject({
      name: 'Anna',
      tool: 'contacts',
      toolTitle: 'Contacts form',
      page: `${stories.site.origin}/`,
      doubts: [],
    });
    expect(preflights).toEqual([]);
  });

  it('leave a plain form its own way to the page’s server', async () => {
    const content = `<form id="contacts" action="/send">${FIELDS.replace('0X', '02')}</form>`;
    const { page } = await visitTo({ tools: [FORM] }, { content });
    await page.locator('#contacts button').click();
    await page.waitForURL('**/send?*');
    await orderOf('contacts', '+79167770002');
    const sent = stories.asked.find(({ pathname }) => pathname === '/send');
    expect(Object.fromEntries(sent?.searchParams ?? [])).toEqual({
      who: 'Anna',
      tel: '8 916 777-00-02',
      size: 'm',
    });
  });

  it('order once for a form that is sent again, and not at all where the rules or the number forbid it', async () => {
    const content = ['first', 'second']
      .map((id) => `<form id="${id}" class="f" onsubmit="return false">${FIELDS.replace('0X', '03')}</form>`)
      .join('');
    const nowhere = [{ effect: 'deny', source: 'page', op: 'contains', value: '/' }];
    const tools = [
      { ...FORM, selector: '#first' },
      { ...FORM, id: 'never', selector: '#second', rules: nowhere },
    ];
    const { page, count } = await visitTo({ tools }, { content });
    const orders: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/callbacks')) orders.push(request.method());
    });
    await page.locator('#second button').click();
    await page.locator('#first [name=tel]').fill('8 916');
    await page.locator('#first button').click();
    await page.locator('#first [name=tel]').fill('8 916 777-00-03');
    await page.locator('#first button').click();
    await page.locator('#first button').click();
    await waitFor('the order', async () => (await count('callback_ordered')) > 0);
    expect(orders).toEqual(['POST']);
  });

  it('open the card by a button of the page, whose order names it (S1-3)', async () => {
    const content = '<a class="call" href="/elsewhere">Call <b>me</b></a>';
    const button = { kind: 'button', id: 'header', name: 'Header button', selector: 'a.call' };
    const { page } = await visitTo({ tools: [button] }, { content });
    await page.locator('a.call b').click();
    await untilOpened();
    expect(page.url()).toBe(`${stories.site.origin}/`);
    await visit.pass(5);
    const widget = page.locator('ringlet-callback');
    await widget.getByRole('textbox').first().fill('8 916 777-00-04');
    await widget.getByRole('checkbox').first().check();
    await widget.locator('form button[type=submit], form button:not([type=button])').first().click();
    expect(await orderOf('header', '+79167770004')).toMatchObject({
      tool: 'header',
      toolTitle: 'Header button',
    });
  });

  it('open the card where the page was scrolled so far, once in half an hour (S1-70)', async () => {
    const call = { kind: 'scroll', id: 'deep', name: 'Deep', pageYOffset: 1500 };
    const behaviour = { showsPerSession: 9, showsPerDay: 9 };
    const { page, pass, context } = await visitTo({ tools: [call], behaviour });
    await page.evaluate(() => scrollTo(0, 1400));
    await pass(3);
    expect(await visit.count('widget_opened')).toBe(0);
    await page.evaluate(() => scrollTo(0, 1600));
    await waitFor('the card to open', async () => {
      await pass(1);
      return (await visit.count('widget_opened')) > 0;
    });
    await page.evaluate(() => window.ringlet('close'));
    await page.reload();
    await visit.untilShown();
    await page.evaluate(() => scrollTo(0, 1700));
    await pass(60);
    expect(await visit.count('widget_opened')).toBe(0);
    await context.close();
  });
});

describe('the funnel', () => {
  it('hears once of each step of a page view, when the page is put away', async () => {
    const { page, pass } = await visitTo({ behaviour: { openAfterS: 20, showsPerSession: 5 } });
    const told: { type: string; widget: string }[][] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/beacons')) told.push(JSON.parse(request.postData() ?? '{}').events);
    });
    await visit.untilShown();
    await pass(30);
    await untilOpened();
    await page.evaluate(() => window.ringlet('close'));
    expect(told).toEqual([]);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
      window.dispatchEvent(new Event('pagehide'));
    });
    await waitFor('the beacons', () => told.length > 0);
    const hash = await page.locator('script[data-widget]').getAttribute('data-widget');
    expect(told.map((events) => events.map(({ type, widget }) => [type, widget]))).toEqual([
      ['widget_shown', 'widget_opened', 'widget_dismissed'].map((type) => [type, hash]),
    ]);
  });
});
