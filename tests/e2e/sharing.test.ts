import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitor, launchBrowser } from '../support/browser.ts';
import { linkTo } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Somebody {
  page: Page;
  context: BrowserContext;
  account: string;
  email: string;
}

describe('people who share an account', () => {
  let server: TestServer;
  let browser: Browser;
  let anna: Somebody;
  let boris: Somebody;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer({ mailbox: true }), launchBrowser()]);
    anna = await aPersonAt('Anna');
    boris = await aPersonAt('Boris');
    await make(anna, 'sites', { name: 'Shop', hosts: ['shop.example'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function ask(context: BrowserContext, path: string, data: object) {
    const headers = { origin: server.origin };
    const answer = await context.request.post(`${server.origin}/admin/v1${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  }

  const make = ({ context, account }: Somebody, kind: string, data: object) =>
    ask(context, `/accounts/${account}/${kind}`, data);

  async function aPersonAt(name: string): Promise<Somebody> {
    const { page, context } = await aVisitor(browser);
    const email = `${name.toLowerCase()}@people.example`;
    const password = 'a long password';
    const rest = { phone: '+74951234567', country: 'RU', timeZone: 'Europe/Moscow' };
    await ask(context, '/registrations', { name, email, password, ...rest });
    const token = (await linkTo(server, email, '#/confirm/')).split('/').at(-1);
    const { accounts } = await ask(context, '/registrations/confirm', { token });
    return { page, context, account: accounts[0].account, email };
  }

  async function openRole(page: Page) {
    await page.getByText('available to').click();
    return page.getByLabel('Give Agency to');
  }

  it('invites by e-mail; the other accepts and is inside (S2-73 to S2-76)', async () => {
    const { page } = anna;
    await page.goto(`${server.origin}/account/#/members`);
    await page.getByLabel('Invite by e-mail').fill(boris.email);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText('A letter is on its way').waitFor();
    await page.getByText('invited', { exact: true }).waitFor();
    await boris.page.goto(await linkTo(server, boris.email, '#/invitation/'));
    await boris.page.getByRole('heading', { name: 'Join “Anna”?' }).waitFor();
    await boris.page.getByRole('button', { name: 'Accept' }).click();
    await boris.page.waitForURL(`${server.origin}/studio/`);
    const shown = boris.page.getByLabel('Account', { exact: true });
    expect(await shown.inputValue()).toBe(anna.account);
    expect(await shown.locator('option').allTextContents()).toEqual(['Boris (own)', 'Anna']);
    await shown.selectOption(boris.account);
    await boris.page.getByText('No widget yet.').waitFor();
    await page.reload();
    await page.getByText(boris.email).waitFor();
  });

  it('makes a role of single rights and gives it (S2-77 to S2-87)', async () => {
    const { page } = anna;
    await page.goto(`${server.origin}/account/#/roles`);
    await page.getByRole('button', { name: 'Add role' }).click();
    await page.getByLabel('Role name').fill('Agency');
    for (const right of ['view', 'create', 'edit']) await page.getByLabel(`widgets: ${right}`).check();
    for (const kind of ['sites', 'offices', 'schedules', 'campaigns', 'integrations', 'numbers'])
      await page.getByLabel(`${kind}: view`).check();
    await page.getByText('sites: all').click();
    await page.getByLabel('Shop').check();
    await page.getByRole('button', { name: 'Save' }).click();
    const give = await openRole(page);
    await page.getByText('sites: view (1 of them)').waitFor();
    await give.selectOption({ label: boris.email });
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    await page.getByText('available to Boris').waitFor();
    await boris.page.goto(`${server.origin}/account/#/roles`);
    await boris.page.getByRole('tab', { name: 'Granted to me' }).click();
    await boris.page.getByText('Agency').waitFor();
  });

  it('saves a widget for the account where the role allows it (S1-7, S1-8)', async () => {
    const { page } = boris;
    await make(boris, 'sites', { name: 'Own shop', hosts: ['own.example'] });
    await page.goto(`${server.origin}/studio/`);
    await page.getByRole('button', { name: 'Add widget' }).click();
    const account = page.getByLabel('Save widget for');
    expect(await account.inputValue()).toBe(boris.account);
    await account.selectOption({ label: 'Anna' });
    await page.getByLabel('Name').fill('For Anna');
    await page.getByLabel('Site').selectOption({ label: 'Shop' });
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'For Anna' }).waitFor();
    const { page: owner } = anna;
    await owner.goto(`${server.origin}/studio/`);
    await owner.getByText('For Anna').waitFor();
  });

  it('takes the role back, which counts at once (S2-88)', async () => {
    const { page } = anna;
    await page.goto(`${server.origin}/account/#/roles`);
    await openRole(page);
    await page.getByRole('button', { name: 'Withdraw Agency from Boris' }).click();
    await page.getByText('available to nobody').waitFor();
    await page.getByRole('button', { name: 'Delete Agency' }).click();
    await page.getByText('There is no role yet.').waitFor();
    await boris.page.goto(`${server.origin}/studio/`);
    await boris.page.getByText('None of your roles has the right').first().waitFor();
  });

  it('makes an API token, sees it once and deletes it (S2-99)', async () => {
    const { page, account } = anna;
    await page.goto(`${server.origin}/account/#/tokens`);
    await page.getByLabel('Token name').fill('Reports');
    await page.getByLabel('sites: view').check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = (await page.locator('.code-block pre').textContent()) ?? '';
    const headers = { authorization: `Bearer ${token}` };
    const sites = () => fetch(`${server.origin}/admin/v1/accounts/${account}/sites`, { headers });
    expect((await sites()).status).toBe(200);
    await page.reload();
    await page.getByText('sites:view').waitFor();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'Delete Reports' }).click();
    await page.getByText('There is no token yet.').waitFor();
    expect((await sites()).status).toBe(401);
  });
});
