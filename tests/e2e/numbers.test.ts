import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser, type Visitor } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Listed {
  items: { id: string; e164: string; kind: string; status: string; cost: number }[];
}

describe('the page of numbers and offices', () => {
  let server: TestServer;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    visitor = await aVisitor(browser);
    page = visitor.page;
    await page.goto(`${server.origin}/studio/#${server.demo.adminToken}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await page.goto(`${server.origin}/numbers/`);
    await page.getByText(/^\d+ in all$/).waitFor();
  });

  const dialog = () => page.getByRole('dialog');
  const table = () => page.getByRole('table');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const tab = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByText(/^\d+ in all$/).waitFor();
  };
  const listed = async (query: string) => (await askAdmin<Listed>(server, 'GET', `numbers?${query}`)).items;

  it('opens on substitute numbers, from the bar on top (S2-5, S2-17)', async () => {
    await page.goto(`${server.origin}/studio/`);
    await page.getByRole('link', { name: 'Numbers', exact: true }).click();
    await table().waitFor();
    const current = page.getByRole('navigation', { name: 'Kinds of numbers' }).locator('[aria-current]');
    expect(await current.textContent()).toBe('Substitute numbers');
    expect(
      await page.getByRole('navigation', { name: 'Kinds of numbers' }).getByRole('link').allTextContents(),
    ).toEqual(['Substitute numbers', 'Virtual numbers', 'Office numbers', 'Office SIP addresses']);
    expect(await table().getByRole('columnheader').allTextContents()).toEqual(
      'Status,Number,Cost,Campaign,Operator,Region,Last issue,Issues,Last call,Calls,Actions'.split(','),
    );
    const row = table().getByRole('row', { name: '+7 495 555-01-01' });
    expect(await row.textContent()).toContain('Yandex Direct');
  });

  it('buys several numbers of a region at once, with prices and the balance in sight (S2-6, S2-9, S2-13, S2-14)', async () => {
    await button('Buy number').click();
    await dialog().getByText('Balance 50,000.00').waitFor();
    await dialog().getByLabel('Region', { exact: true }).selectOption({ label: 'Kazan, from 280.00' });
    await dialog().getByLabel('Has the digits').fill('7777777');
    const golden = dialog().getByRole('checkbox', { name: '+7 843 777-77-77' });
    await golden.check();
    await dialog().getByLabel('Has the digits').fill('1234567');
    await dialog().getByRole('checkbox', { name: '+7 843 123-45-67' }).check();
    await dialog().getByText('2 numbers').waitFor();
    await button('Buy').click();
    await page.getByText(/^Bought for 5,600\.00/).waitFor();
    const row = table().getByRole('row', { name: '+7 843 777-77-77' });
    await row.waitFor();
    expect(await row.textContent()).toContain('active');
    const bought = await listed('kind=bought');
    expect(bought.map(({ e164, cost }) => [e164, cost]).sort()).toEqual([
      ['+78431234567', 280_000],
      ['+78437777777', 280_000],
    ]);
  });

  it('finds virtual numbers by the word for them (S2-12)', async () => {
    await tab('Virtual numbers');
    await button('Buy number').click();
    await dialog().getByLabel('Search').fill('Виртуальный');
    const offers = dialog().getByRole('list', { name: 'Numbers for sale' });
    await offers.getByText('+7 958', { exact: false }).first().waitFor();
    await offers.getByRole('checkbox').first().check();
    await button('Buy').click();
    await page.getByText(/^Bought for 150\.00/).waitFor();
    expect(await listed('kind=virtual')).toHaveLength(1);
  });

  it('says plainly that somebody was quicker, and keeps the rest chosen', async () => {
    await button('Buy number').click();
    await dialog().getByLabel('Region', { exact: true }).selectOption({ label: 'Samara, from 250.00' });
    const offers = dialog().getByRole('list', { name: 'Numbers for sale' });
    await offers.getByText('+7 846', { exact: false }).first().waitFor();
    await offers.getByRole('checkbox').nth(0).check();
    await offers.getByRole('checkbox').nth(1).check();
    const [first = ''] = await offers.locator('.number-name').allTextContents();
    await askAdmin(server, 'POST', 'numbers/purchases', { numbers: [first.replace(/[^+\d]/g, '')] });
    // As if it were another account's: this one has not got it any more.
    const [mine] = await listed(`e164=${encodeURIComponent(first.replace(/[^+\d]/g, ''))}`);
    await askAdmin(server, 'DELETE', `numbers/${mine?.id}`);
    await button('Buy').click();
    await dialog().getByText(`Somebody else was quicker: ${first} is sold.`).waitFor();
    await dialog().getByText('1 number', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  it('says plainly that the balance is not enough, and buys nothing', async () => {
    const before = (await listed('limit=100')).length;
    await button('Buy number').click();
    await dialog()
      .getByLabel('Region', { exact: true })
      .selectOption({ label: 'Toll-free 8-800, from 900.00' });
    await dialog().getByLabel('Beauty').selectOption('golden');
    const offers = dialog().getByRole('list', { name: 'Numbers for sale' });
    await offers.getByText('9,000.00').first().waitFor();
    await offers.getByText('900.00', { exact: true }).first().waitFor({ state: 'detached' });
    for (const box of (await offers.getByRole('checkbox').all()).slice(0, 6)) await box.check();
    await dialog().getByText('which is not enough').waitFor();
    await button('Buy').click();
    await dialog().getByText('The balance is not enough for this. Nothing was bought').waitFor();
    expect((await listed('limit=100')).length).toBe(before);
  });

  it('asks the manager for a region that is missing (S2-10)', async () => {
    await button('Buy number').click();
    await dialog().getByText('The region is not in the list').click();
    await dialog().getByLabel('Region wanted').fill('Sakhalin');
    await dialog().getByLabel('How many').fill('5');
    await button('Ask the manager').click();
    await dialog().getByText('Asked for Sakhalin.').waitFor();
    const { items } = await askAdmin<{ items: object[] }>(server, 'GET', 'numbers/requests');
    expect(items).toEqual([expect.objectContaining({ region: 'Sakhalin', count: 5 })]);
  });

  it('adds a number of one’s own, which is not connected yet, by the keyboard alone (S2-7, S2-8)', async () => {
    await button('+ Own number').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('8 495 777-00-00');
    await page.keyboard.press('Enter');
    const row = table().getByRole('row', { name: '+7 495 777-00-00' });
    await row.getByText('not connected yet').waitFor();
    await row.getByRole('button', { name: 'Edit' }).click();
    await dialog().getByLabel('Status').selectOption('active');
    await button('Save').click();
    await row.getByText('active', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('hides, shows and sorts columns, and this browser remembers it (S2-16, S2-20)', async () => {
    await table().getByRole('button', { name: 'Number' }).click();
    await table().getByRole('button', { name: 'Number' }).click();
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'Operator' }).uncheck();
    await page.reload();
    await table().waitFor();
    const heads = await table().getByRole('columnheader').allTextContents();
    expect([heads.includes('Operator'), heads.length]).toEqual([false, 10]);
    const numbers = await table().locator('.number-name').allTextContents();
    expect(numbers).toEqual([...numbers].sort().reverse());
    expect(await table().getByRole('columnheader', { name: 'Number' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  it('adds offices with a number or a SIP address, neither empty (S2-18, S2-19, S2-21)', async () => {
    await tab('Office numbers');
    await button('Add office number').click();
    await button('Save').click();
    await dialog().getByText('An office needs a name.').waitFor();
    await dialog().getByText('An office needs its number.').waitFor();
    await dialog().getByLabel('Name of the office').fill('Warehouse 2');
    await dialog().getByLabel('Number of the office').fill('+7 495 000-40-40');
    await button('Save').click();
    await table().getByRole('row', { name: 'Warehouse 2' }).waitFor();
    await tab('Office SIP addresses');
    await button('Add SIP address').click();
    await dialog().getByLabel('Name of the office').fill('Support');
    await dialog().getByLabel('SIP address').fill('desk@pbx.example');
    await button('Save').click();
    await table().getByRole('row', { name: 'Support sip:desk@pbx.example' }).waitFor();
    const { items } = await askAdmin<{ items: { name: string }[] }>(server, 'GET', 'offices?kind=sip');
    expect(items.map(({ name }) => name)).toEqual(['Support']);
  });

  it('brings in rows, and tells what was wrong with which, as a file too', async () => {
    await button('Import').click();
    await dialog().getByLabel('Rows').fill('Номер;Регион\n8 495 700-00-01;Москва\nnext door;\n84957000001;');
    await dialog().getByRole('button', { name: 'Import' }).click();
    await dialog().getByText('Done: 1 row is added, 2 refused').waitFor();
    const faults = dialog().getByRole('list', { name: 'Refused rows' });
    await faults.getByText('Row 2').waitFor();
    expect(await faults.textContent()).toContain('Row 3 is in the account already');
    const [file] = await Promise.all([page.waitForEvent('download'), button('Download the report').click()]);
    expect(file.suggestedFilename()).toBe('import-report.csv');
    await button('Close').click();
    await table().getByRole('row', { name: '+7 495 700-00-01' }).getByText('Москва').waitFor();
  });

  it('has no fault in the console, and fits a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await table().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    // Requests that are refused on purpose are told of by the browser itself.
    expect(visitor.faults.filter((fault) => !/status of 40[29]/.test(fault))).toEqual([]);
  });
});
