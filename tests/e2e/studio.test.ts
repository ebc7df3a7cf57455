import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser, textAfterSwap } from '../support/browser.ts';
import { type OtherSite, startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const SITE = 'Beresta showroom';

describe('the studio', () => {
  let server: TestServer;
  let browser: Browser;
  let site: OtherSite;
  let studio: Page;
  let context: BrowserContext;
  let faults: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const sites = await list<{ name: string; key: string }>('sites');
    site = await startOtherSite(server.origin, sites.find(({ name }) => name === SITE)?.key ?? '');
  });
  afterAll(async () => {
    await site?.close();
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    ({ page: studio, context, faults } = await aVisitor(browser));
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  async function list<Entity>(kind: string): Promise<Entity[]> {
    const answer = await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/${kind}`, {
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    return ((await answer.json()) as { items: Entity[] }).items;
  }
  const openWidget = () => studio.getByRole('link', { name: SITE }).click();
  const tab = (name: string) =>
    studio.getByRole('navigation', { name: 'Settings of the widget' }).getByRole('link', { name }).click();
  const field = (label: string) => studio.getByLabel(label, { exact: true });
  /** Waits until the server has these settings of the widget; nobody presses a button for it. */
  const saved = async (settings: object) => {
    const read = async () =>
      (await list<{ hash: string }>('widgets')).find(({ hash }) => hash !== server.demo.widget);
    await expect.poll(read, { timeout: 10_000 }).toMatchObject(settings);
  };
  const edit = async (values: Record<string, string>) => {
    for (const [label, value] of Object.entries(values)) await field(label).fill(value);
  };

  it('saves every edit by itself, and has it after a reload', async () => {
    const values: Record<string, Record<string, string>> = {
      Scenario: {
        'Name of the widget': 'Showroom, callback',
        'Each telephone rings': '30',
        'The prompt is spoken': '3',
      },
      Behaviour: { 'Countdown after an order': '40' },
      Voice: { 'Before the digit': 'Заявка с сайта. {{IVR}}', 'After the digit': 'Соединяю' },
    };
    await openWidget();
    for (const [name, texts] of Object.entries(values)) {
      await tab(name);
      await edit(texts);
    }
    await field('Language of the voice').selectOption('Russian');
    await field('Voice').selectOption('Male');
    await tab('Scenario');
    await field('Connect with the visitor').selectOption('3');
    await field('Cancel').selectOption('8');
    await field('Who is called').selectOption('Both at once');
    await studio.getByRole('button', { name: '+ Add a recall attempt' }).click();
    await edit({ 'Attempt 2 comes after': '7' });
    await studio.getByRole('button', { name: 'Remove all' }).click();
    await studio.getByLabel('All of them').first().check();
    await studio.getByLabel(/^busy 486-0/).uncheck();
    await saved({
      scenario: {
        order: 'parallel',
        smartCall: { connect: '3', cancel: '8' },
        retries: { afterMin: [7, 3, 3], on: expect.not.arrayContaining(['486-0', '200-486']) },
      },
    });
    await saved({ name: 'Showroom, callback', ivr: { after: 'Соединяю', language: 'ru', voice: 'male' } });
    await studio.reload();
    for (const [name, texts] of Object.entries(values)) {
      await tab(name);
      for (const [label, value] of Object.entries(texts)) expect(await field(label).inputValue()).toBe(value);
    }
    expect(await field('Language of the voice').inputValue()).toBe('ru');
    expect(await field('Voice').inputValue()).toBe('male');
    await edit({ 'Name of the widget': SITE });
    await saved({ name: SITE });
  });

  it('shows what was edited to the next visitor: place, texts, links and values of the settings', async () => {
    await openWidget();
    await tab('Texts');
    await studio.getByRole('group', { name: 'Language of the texts' }).getByText('English').click();
    await edit({
      Launcher: 'Ring me',
      Lead: 'A manager rings you in %SECTOCALL% seconds.',
      Disclaimer:
        'I accept the [terms](https://shop.example/terms) and [those of the service](https://calls.example/).',
    });
    await tab('Behaviour');
    await edit({ 'Countdown after an order': '33' });
    await tab('Design');
    await edit({ 'Distance from the top': '30' });
    await field('Side').selectOption('Left');
    await studio.getByRole('button', { name: 'Save as new' }).click();
    await field('Name of the style').fill('On the left');
    await studio.getByRole('button', { name: 'Save style' }).click();
    await saved({ style: { side: 'left', offsetPct: 30 }, behaviour: { countdownS: 33 } });

    const { page, context: visit } = await aVisitor(browser);
    await page.goto(site.origin);
    const launcher = page.getByRole('button', { name: 'Ring me' });
    const box = await launcher.boundingBox();
    expect(box && [box.x < 200, Math.round(((box.y + box.height / 2) / 800) * 100)]).toEqual([true, 30]);
    await launcher.click();
    await page.getByText('A manager rings you in 33 seconds.').waitFor();
    const terms = page.getByRole('link', { name: 'terms', exact: true });
    expect(await terms.getAttribute('href')).toBe('https://shop.example/terms');
    const service = page.getByRole('link', { name: 'those of the service' });
    expect(await service.getAttribute('href')).toBe('https://calls.example/');
    await visit.close();

    await field('Side').selectOption('Right');
    await studio.getByRole('button', { name: 'Save changes' }).click();
    await saved({ style: { side: 'right' } });
    const { page: next, context: nextVisit } = await aVisitor(browser);
    await next.goto(site.origin);
    const moved = await next.getByRole('button', { name: 'Ring me' }).boundingBox();
    expect(moved?.x).toBeGreaterThan(1000);
    await nextVisit.close();
  });

  it('attaches and detaches the offices of the account, and the widget follows', async () => {
    const names = (list: string) =>
      studio.getByRole('list', { name: list }).getByRole('listitem').allTextContents();
    const offered = async () => {
      const { page, context: visit } = await aVisitor(browser);
      await page.goto(site.origin);
      await page.locator('[data-ringlet-open]').click();
      const options = await page.getByLabel('Office').locator('option').allTextContents();
      await visit.close();
      return options;
    };
    await openWidget();
    await studio.getByRole('heading', { name: 'Not attached' }).waitFor();
    expect((await names('Attached offices')).join()).toContain('Showroom');
    expect((await names('Offices that are not attached')).join()).toMatch(/Service desk.*Warehouse/s);

    const [showroom, , warehouse] = server.demo.offices.map(({ id }) => id);
    await studio.getByRole('button', { name: 'Attach Warehouse' }).click();
    await saved({ offices: [showroom, warehouse] });
    expect((await names('Attached offices')).join()).toMatch(/Showroom.*Warehouse/s);
    expect(await offered()).toEqual(['Any office', 'Showroom', 'Warehouse']);

    await studio.getByRole('button', { name: 'Delete Showroom' }).click();
    await studio.getByRole('button', { name: 'Delete Warehouse' }).click();
    await studio
      .getByText('No office: nobody would answer, so the widget is not shown on any page.')
      .waitFor();
    await saved({ offices: [] });
    await studio.getByText('A widget without an office is not shown').waitFor();
    const { page, context: visit } = await aVisitor(browser);
    await page.goto(site.origin);
    await page.waitForFunction(() => 'ringlet' in window);
    await page.locator('[data-ringlet-open]').click();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('ringlet-callback').count()).toBe(0);
    await visit.close();

    await studio.getByRole('button', { name: 'Attach Showroom' }).click();
    await saved({ offices: [showroom] });
  });

  it('tells whom it is told to of an office’s calls, and makes offices (S1-17 to S1-22, S2-19)', async () => {
    await openWidget();
    await studio.getByRole('button', { name: 'Notifications of Showroom' }).click();
    await studio.getByRole('button', { name: '+ Add notification' }).click();
    await field('E-mail').last().fill('missed@beresta.example');
    await field('About').last().selectOption('Unsuccessful calls');
    const notifications = async () =>
      (await list<{ name: string; notifications: object[] }>('offices')).find(
        ({ name }) => name === 'Showroom',
      )?.notifications;
    const line = { email: 'missed@beresta.example', on: 'failure' };
    await expect.poll(notifications, { timeout: 10_000 }).toContainEqual(line);
    await studio.getByRole('button', { name: 'Remove missed@beresta.example' }).click();
    await expect.poll(notifications, { timeout: 10_000 }).not.toContainEqual(line);

    await studio.getByRole('button', { name: '+ New office' }).click();
    await field('Name of the office').fill('Night desk');
    await field('Telephone or SIP address').fill('12');
    await studio.getByRole('button', { name: 'Save office' }).click();
    await studio.locator('.field-error', { hasText: /E\.164/ }).waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await field('Telephone or SIP address').fill('+7 495 000-99-88');
    await studio.getByRole('button', { name: 'Save office' }).click();
    await studio.getByRole('button', { name: 'Delete Night desk' }).click();
    await studio.getByRole('button', { name: 'Attach Night desk' }).waitFor();
    await saved({ offices: [server.demo.offices[0]?.id] });
  });

  it('keeps texts by day, night and reason, each with a reset and a way to show none (S1-71, S1-76)', async () => {
    await openWidget();
    await tab('Texts');
    await edit({
      'Title by night': 'Мы спим',
      'Title on special days': 'С праздником',
      'Title then': 'Уже уходите?',
    });
    await studio.getByRole('button', { name: 'Clear Button', exact: true }).click();
    await field('Show: Disclaimer of the advertising').uncheck();
    await saved({
      texts: {
        ru: {
          button: '',
          night: { title: 'Мы спим' },
          holiday: { title: 'С праздником' },
          scenarios: { activePlus: { title: 'Уже уходите?' } },
          off: ['adDisclaimer'],
        },
      },
    });
    await studio.getByRole('button', { name: 'Reset Button', exact: true }).click();
    await saved({ texts: { ru: expect.not.objectContaining({ button: '' }) } });
  });

  it('sets when the widget opens by itself, for whom, and its tools (S1-60 to S1-70)', async () => {
    await openWidget();
    await tab('Behaviour');
    await field('When so much was scrolled').check();
    await field('When the visitor is about to leave').check();
    await field('Active+: the larger card, sooner').check();
    await edit({
      'Active+ appears after': '15',
      'Shows a day': '2',
      Countries: 'ru, kz',
      'Countries of telephones': 'RU',
    });
    await field('Choice of the office').selectOption('Has to be made');
    await field('Paid').check();
    await studio.getByRole('button', { name: '+ Add rule' }).first().click();
    await field('Value').first().fill('/kitchens');
    await studio.getByRole('button', { name: '+ Scroll call' }).click();
    await edit({ 'Opens when scrolled by': '900' });
    const rule = { effect: 'allow', source: 'page', op: 'contains', not: false, value: '/kitchens' };
    await saved({
      behaviour: {
        onScrollPct: 60,
        onExit: true,
        activePlus: { on: true, delayS: 15 },
        showsPerDay: 2,
        countries: ['RU', 'KZ'],
        phoneCountries: ['RU'],
        officeChoice: 'forced',
        channels: ['cpc'],
        rules: [rule],
      },
      tools: [{ kind: 'scroll', id: 'scroll-1', pageYOffset: 900 }],
    });
  });

  it('makes a widget of a name and a site, and opens its settings (S1-5, S1-6, S1-9)', async () => {
    await studio.getByRole('button', { name: 'Add widget' }).click();
    const dialog = studio.getByRole('dialog', { name: 'New widget' });
    await dialog.getByLabel('Name').fill('Spring sale');
    await dialog.getByLabel('Site').selectOption({ label: SITE });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await field('Name of the widget').waitFor();
    expect(await field('Name of the widget').inputValue()).toBe('Spring sale');
    await studio.getByText('A widget without an office is not shown').waitFor();
    const made = (await list<{ id: string; name: string }>('widgets')).find(
      ({ name }) => name === 'Spring sale',
    );
    await field('Site of the widget').selectOption({ label: 'Beresta kitchens' });
    const site = (await list<{ id: string; name: string }>('sites')).find(
      ({ name }) => name === 'Beresta kitchens',
    );
    await expect
      .poll(async () =>
        (await list<{ id: string; site: string }>('widgets')).find(({ id }) => id === made?.id),
      )
      .toMatchObject({ site: site?.id });
    await tab('General');
    await studio.getByText('#ringlet').first().waitFor();
    await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/widgets/${made?.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
  });

  it('leads back to the list of all widgets', async () => {
    await openWidget();
    await field('Name of the widget').waitFor();
    await studio.getByRole('main').getByRole('link', { name: 'To main' }).click();
    const cards = studio.getByRole('heading', { level: 3 }).getByRole('link');
    await cards.first().waitFor();
    expect((await cards.allTextContents()).sort()).toEqual(['Beresta kitchens', 'Beresta showroom']);
  });

  it('gives the tag of a site to copy and to download as text, and a page works by it', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const tag = `<script async src="${server.origin}/r/${server.demo.siteKey}.js"></script>`;
    await studio.getByRole('button', { name: 'Copy the beresta kitchens' }).click();
    await studio.getByText('Copied').waitFor();
    expect(await studio.evaluate(() => navigator.clipboard.readText())).toBe(tag);

    const coming = studio.waitForEvent('download');
    await studio.getByRole('button', { name: 'Download .txt' }).first().click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.txt$/);
    const file = readFileSync(await download.path(), 'utf8');
    expect(file.trim()).toBe(tag);

    const page = (code: string) =>
      `<!doctype html><title>Mine</title><p class="phone">+7 (495) 000-10-10</p>${code}`;
    const own = await aVisitor(browser);
    for (const [path, code] of Object.entries({ with: file, without: '' })) {
      await own.page.route(`**/${path}`, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: page(code) }),
      );
    }
    await own.page.goto(`${server.origin}/without`);
    expect(await own.page.locator('.phone').textContent()).toBe('+7 (495) 000-10-10');
    expect(own.requests).toEqual([]);
    await own.page.goto(`${server.origin}/with`);
    expect(await textAfterSwap(own.page, '.phone', '+7 (495) 000-10-10')).toBe('+7 (800) 555-01-00');
    await own.page.getByRole('button', { name: 'Call me back' }).waitFor();
    await own.context.close();
  });

  it('checks a page of a site, and opens it with the overlay', async () => {
    const form = studio.locator('form.page-check').first();
    const address = form.getByLabel('Does it work on a page of Beresta kitchens?');
    expect(await address.inputValue()).toBe(`${server.origin}/shop/`);
    await form.getByRole('button', { name: 'Check my page' }).click();
    await form.getByText('All is well.').waitFor();
    expect(await form.locator('.page-fine').textContent()).toContain('gets the campaign “Everybody else”');
    await address.fill('https://stranger.example/');
    await form.getByRole('button', { name: 'Check my page' }).click();
    await form.getByText('The host stranger.example is not listed').waitFor();
    await form.getByRole('button', { name: 'Open with the overlay' }).click();
    await form.getByText('is not on a host of this site').waitFor();
    faults.length = 0; // the browser tells of the refusal, too
    await address.fill(`${server.origin}/shop/`);
    await form.getByRole('button', { name: 'Open with the overlay' }).click();
    const shopOf = () => context.pages().find((page) => page.url().startsWith(`${server.origin}/shop/`));
    await expect.poll(() => shopOf() !== undefined, { timeout: 10_000 }).toBe(true);
    await shopOf()?.locator('ringlet-debug').getByText('Campaigns, in order').waitFor();
  });

  it('plays an order in the preview without a request', async () => {
    // Room for a telephone at its own size: Playwright misses what lies in a frame that is shown smaller.
    await studio.setViewportSize({ width: 1400, height: 1100 });
    await openWidget();
    const preview = studio.frameLocator('iframe[title="Preview of the widget"]');
    await preview.getByRole('button', { name: /./ }).first().click();
    const requests: string[] = [];
    studio.on('request', (request) => {
      // Parts of the widget itself come when they are wanted; they carry nothing away.
      const isPart = request.method() === 'GET' && request.url().startsWith(`${server.origin}/sdk/`);
      if (!isPart) requests.push(`${request.method()} ${request.url()}`);
    });
    await preview.getByRole('textbox').first().fill('8 916 123-45-67');
    await preview.getByRole('checkbox').check();
    await preview.locator('button[type=submit]').click();
    await preview.locator('.progress').waitFor();
    await preview.locator('.progress .present').waitFor();
    expect(requests).toEqual([]);
  });
});
