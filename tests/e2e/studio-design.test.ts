import { Buffer } from 'node:buffer';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Style } from '../../shared/contract/admin/style.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { type OtherSite, startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 10_000 };
const SITE = 'Beresta showroom';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the looks of a widget in the studio', () => {
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
    await studio.emulateMedia({ colorScheme: null });
    // So that a telephone fits into the preview at its own size.
    await studio.setViewportSize({ width: 1400, height: 1100 });
    await studio.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
    await studio.getByRole('link', { name: SITE }).click();
    await studio.getByRole('link', { name: 'Design' }).click();
    await studio.getByRole('heading', { name: 'Saved styles' }).waitFor();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const adminPath = (path: string) => `${server.origin}/admin/v1/accounts/${server.demo.account}/${path}`;
  const headers = () => ({ authorization: `Bearer ${server.demo.adminToken}` });
  async function list<Entity>(kind: string): Promise<Entity[]> {
    const answer = await fetch(adminPath(kind), { headers: headers() });
    return ((await answer.json()) as { items: Entity[] }).items;
  }
  const edited = async () => (await list<Widget>('widgets')).find(({ hash }) => hash !== server.demo.widget);
  const other = async () => (await list<Widget>('widgets')).find(({ hash }) => hash === server.demo.widget);
  const field = (label: string) => studio.getByLabel(label, { exact: true });
  const press = (name: string) => studio.getByRole('button', { name, exact: true }).click();
  const look = (state: string) => field('State').selectOption({ label: state });
  const preview = () => studio.frameLocator('iframe[title="Preview of the widget"]');
  const worn = (style: object) =>
    expect.poll(edited, PATIENCE).toMatchObject({ style, styleId: expect.any(String) });
  const saveAsNew = async (name: string) => {
    await press('Save as new');
    await field('Name of the style').fill(name);
    await press('Save style');
    await studio.getByText(`Wears “${name}”`).waitFor();
  };

  it('are tried in the preview alone, step by step back and forth, until they are saved (S1-13)', async () => {
    const before = await edited();
    await look('Order form');
    await field('Accent').fill('#0b7a4b');
    await field('Radius of the button').fill('20');
    await studio.getByText('Not saved: only the preview shows it').waitFor();
    const button = preview().locator('[type=submit]');
    const looks = () =>
      button.evaluate((element) => {
        const { backgroundColor, borderRadius } = getComputedStyle(element);
        return [backgroundColor, borderRadius];
      });
    await expect.poll(looks, PATIENCE).toEqual(['rgb(11, 122, 75)', '20px']);
    await press('Undo');
    await expect.poll(looks, PATIENCE).toEqual(['rgb(11, 122, 75)', '10px']);
    await press('Undo');
    await expect.poll(looks, PATIENCE).toEqual(['rgb(31, 94, 255)', '10px']);
    await press('Redo');
    await expect.poll(looks, PATIENCE).toEqual(['rgb(11, 122, 75)', '10px']);
    await press('Discard');
    await expect.poll(looks, PATIENCE).toEqual(['rgb(31, 94, 255)', '10px']);
    expect(await edited()).toEqual(before);
  });

  it('can be saved as new only at first, then overwritten, and chosen again (S1-81 to S1-83)', async () => {
    expect(await studio.getByRole('button', { name: 'Save changes' }).count()).toBe(0);
    await field('Accent').fill('#0b7a4b');
    await saveAsNew('Spring');
    await worn({ accent: '#0b7a4b' });
    const spring = (await list<Style>('styles')).find(({ name }) => name === 'Spring');
    const dressed = await other();
    await fetch(adminPath(`widgets/${dressed?.id}`), {
      method: 'PATCH',
      headers: { ...headers(), 'content-type': 'application/merge-patch+json', 'if-match': '*' },
      body: JSON.stringify({ styleId: spring?.id }),
    });

    await studio.reload();
    await studio.getByRole('textbox', { name: 'Order button', exact: true }).fill('#8a1c1c');
    await studio.getByText('overwrites “Spring”, and changes one more widget that wears it').waitFor();
    await press('Save changes');
    await studio.getByText('Wears “Spring”').waitFor();
    await worn({ accent: '#0b7a4b', colours: { orderButton: '#8a1c1c' } });
    expect((await other())?.style.colours.orderButton).toBe('#8a1c1c');
    // What saves itself goes on from there.
    await studio.getByLabel('Name of the widget').fill('Showroom in spring');
    await expect.poll(edited, PATIENCE).toMatchObject({ name: 'Showroom in spring' });
    await studio.getByLabel('Name of the widget').fill(SITE);

    await field('Accent').fill('#6b3fa0');
    await saveAsNew('Violet');
    await worn({ accent: '#6b3fa0' });
    expect((await list<Style>('styles')).map(({ name }) => name).sort()).toEqual(['Spring', 'Violet']);
    await studio.frameLocator('iframe[title="Picture of Spring"]').locator('.card').waitFor();
    await press('Spring');
    await studio.getByText('Tried on: only the preview shows it').waitFor();
    await press('Put it on');
    await worn({ accent: '#0b7a4b' });

    const { page, context: visit } = await aVisitor(browser);
    await page.goto(site.origin);
    const launcher = page.locator('ringlet-callback .launcher');
    await expect
      .poll(() => launcher.evaluate((element) => getComputedStyle(element).backgroundColor), PATIENCE)
      .toBe('rgb(138, 28, 28)');
    await visit.close();
  });

  it('show beside a colour what visitors see instead of it, and what of the CSS is refused, by line', async () => {
    await field('Links').fill('#ffee88');
    await studio.getByText('#ffee88 is hard to read on #ffffff; shown is').waitFor();
    await studio.getByText('#807744').waitFor();
    await press('Reset the colour: Links');
    expect(await studio.getByText('is hard to read').count()).toBe(0);

    const requests: string[] = [];
    studio.on('request', (request) => requests.push(request.url()));
    await look('Order form');
    await field('Custom CSS').fill(
      '.rl-title { letter-spacing: 3px }\n.rl-card { background: url(https://evil.example/x) }\n.rl-button { position: fixed }',
    );
    await studio.getByText('Line 2: background of .rl-card').waitFor();
    await studio.getByText('Line 3: position of .rl-button').waitFor();
    const title = preview().locator('.card .title');
    await expect
      .poll(() => title.evaluate((element) => getComputedStyle(element).letterSpacing), PATIENCE)
      .toBe('3px');
    const button = preview().locator('[type=submit]');
    expect(await button.evaluate((element) => getComputedStyle(element).position)).not.toBe('fixed');
    expect(requests.filter((url) => url.includes('evil'))).toEqual([]);
    await saveAsNew('Wide');
    await expect.poll(() => field('Custom CSS').inputValue(), PATIENCE).not.toContain('url');
  });

  it('are set part by part: colours, radii, place, type, motion and what is shown (S1-78, S1-84 to S1-86)', async () => {
    const box = (name: string) => studio.getByRole('checkbox', { name, exact: true });
    const colours = {
      orderButton: ['Order button', '#101010'],
      activeWidget: ['Active widget', '#fafafa'],
      widgetButton: ['Button on the widget', '#202020'],
      mobile: ['On mobile', '#fafa00'],
      activePlus: ['Active+', '#00fafa'],
      text: ['Main text', '#111111'],
      timer: ['Timer', '#222222'],
      convenientTime: ['Convenient time', '#333333'],
      links: ['Links', '#0000aa'],
    } as const;
    for (const [label, colour] of Object.values(colours))
      await studio.getByRole('textbox', { name: label, exact: true }).fill(colour);
    for (const part of ['button', 'window', 'field']) await field(`Radius of the ${part}`).fill('7');
    await field('Distance from the top').fill('40');
    for (const [label, option] of Object.entries({
      Side: 'Left',
      Font: 'Serif',
      Size: 'Large',
      Shadow: 'Strong',
      'How it comes': 'Grows',
    }))
      await field(label).selectOption({ label: option });
    await field('Layer (z-index)').fill('99');
    await field('Layer (z-index)').fill('-1');
    await studio.getByText('Must be a whole number from 0 to 2147483647').waitFor();
    await field('Layer (z-index)').fill('99');
    for (const name of ['Order button', 'Timer', 'Choice of a convenient time']) await box(name).uncheck();
    for (const name of ['Active widget', 'Active widget always', 'Semi-transparent', 'Simple after ordering'])
      await box(name).check();
    await saveAsNew('All');
    await worn({
      colours: Object.fromEntries(Object.entries(colours).map(([part, [, colour]]) => [part, colour])),
      radius: { buttonPx: 7, windowPx: 7, inputPx: 7 },
      side: 'left',
      offsetPct: 40,
      font: 'serif',
      size: 'large',
      shadow: 'strong',
      entry: 'zoom',
      zIndex: 99,
      show: {
        orderButton: false,
        activeWidget: true,
        activeAlways: true,
        timer: false,
        convenientTime: false,
      },
      isTranslucent: true,
      isSimpleAfterOrder: true,
    });
  });

  it('have a background out of the uploads of the account, and holidays that save themselves', async () => {
    await look('Order form');
    await studio
      .locator('input[type=file]')
      .setInputFiles({ name: 'sea.png', mimeType: 'image/png', buffer: PNG });
    await studio.getByRole('radio', { name: 'sea.png' }).waitFor();
    expect(await studio.getByRole('radio', { name: 'sea.png' }).isChecked()).toBe(true);
    const band = preview().locator('.card');
    const picture = () => band.evaluate((card) => getComputedStyle(card, '::before').backgroundImage);
    await expect.poll(picture, PATIENCE).toMatch(/\/u\/u[0-9a-z]{26}"\)$/);
    await studio.getByRole('radio', { name: 'No picture' }).check({ force: true });
    await expect.poll(picture, PATIENCE).toBe('none');
    await studio.locator('input[type=file]').setInputFiles({
      name: 'page.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload="alert(1)"/>'),
    });
    await studio.getByText('Not uploaded').waitFor();
    faults.length = 0; // the browser tells of the refusal, too

    await studio.getByRole('checkbox', { name: /Halloween/ }).check();
    await studio.getByRole('checkbox', { name: /New Year/ }).check();
    await expect.poll(edited, PATIENCE).toMatchObject({ holidayStyles: ['halloween', 'new_year'] });
    await look('Order button');
    await studio.getByText('Holiday', { exact: true }).click();
    const launcher = preview().locator('.launcher');
    const sign = () => launcher.evaluate((element) => getComputedStyle(element, '::after').content);
    await expect.poll(sign, PATIENCE).toContain('🎃');
  });
});
