import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aVisitor, launchBrowser, type Visitor } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PATIENCE = { timeout: 10_000 };
const NAME = 'Beresta showroom';

describe('two people at one widget', () => {
  let server: TestServer;
  let browser: Browser;
  let widget: string;
  let visitors: Visitor[];
  let [anna, boris]: Page[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    const { items } = await askAdmin<{ items: Widget[] }>(server, 'GET', 'widgets');
    widget = items.find(({ name }) => name === NAME)?.id ?? '';
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    visitors = [];
    const open = async (who: string) => {
      const { token } = await askAdmin<{ token: string }>(server, 'POST', 'tokens', {
        name: who,
        scopes: ['*'],
      });
      const visitor = await aVisitor(browser);
      visitors.push(visitor);
      await visitor.page.goto(`${server.origin}/studio/#${token}`);
      await visitor.page.getByRole('heading', { name: 'Studio' }).waitFor();
      await visitor.page.goto(`${server.origin}/studio/#/widgets/${widget}/texts`);
      await nameOf(visitor.page).waitFor();
      return visitor.page;
    };
    anna = await open('Anna');
    boris = await open('Boris');
  });
  afterEach(async () => {
    for (const { context } of visitors) await context.close();
    await askAdmin(server, 'PATCH', `widgets/${widget}`, { name: NAME });
  });

  const stored = () => askAdmin<Widget>(server, 'GET', `widgets/${widget}`);
  const nameOf = (page: Page) => page.getByLabel('Name of the widget');
  const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
  const countdown = async (page: Page, seconds: string) => {
    await tab(page, 'Behaviour');
    await page.getByLabel('Countdown after an order').fill(seconds);
  };
  const saved = (part: object) => expect.poll(stored, PATIENCE).toMatchObject(part);
  const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Anna changed the same' });

  it('are both right where they changed different things, and are told so', async () => {
    await nameOf(anna as Page).fill('Renamed by Anna');
    await saved({ name: 'Renamed by Anna' });
    await countdown(boris as Page, '31');
    await saved({ name: 'Renamed by Anna', behaviour: { countdownS: 31 } });
    expect(await nameOf(boris as Page).inputValue()).toBe('Renamed by Anna');
    await (boris as Page).getByText('with what Anna changed: Name').waitFor();
  });

  it('choose field by field where they changed the same, and nobody’s change is lost before that', async () => {
    const [first, second] = [anna as Page, boris as Page];
    await nameOf(first).fill('Name by Anna');
    await countdown(first, '41');
    await saved({ name: 'Name by Anna', behaviour: { countdownS: 41 } });
    await nameOf(second).fill('Name by Boris');
    await countdown(second, '42');

    const dialog = dialogOf(second);
    await dialog.waitFor();
    const name = dialog.getByRole('group', { name: 'Name' });
    expect(await name.textContent()).toMatch(
      /Mine.*Name by Boris.*Anna.*Name by Anna.*Was: Beresta showroom/,
    );
    expect((await stored()).name).toBe('Name by Anna');

    // Put off, it waits: both changes are still there, and the page asks before it closes.
    await second.keyboard.press('Escape');
    await second.getByText('Your changes wait, and nothing is saved').waitFor();
    expect(await nameOf(second).inputValue()).toBe('Name by Boris');
    await second.getByRole('button', { name: 'Choose' }).click();

    // By the keyboard alone, and the focus cannot leave the dialog.
    for (let presses = 0; presses < 12; presses++) {
      await second.keyboard.press('Tab');
      const isInside = await dialog.evaluate(
        (element) => element.contains(document.activeElement) || document.activeElement === document.body,
      );
      expect(isInside).toBe(true);
    }
    await dialog.getByRole('button', { name: 'Take theirs' }).press('Enter');
    await name.getByRole('radio').last().focus();
    await second.keyboard.press('ArrowUp');
    expect(await name.getByRole('radio').first().isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Save what is chosen' }).press('Enter');
    await saved({ name: 'Name by Boris', behaviour: { countdownS: 41 } });
    expect(await second.getByLabel('Countdown after an order').inputValue()).toBe('41');

    // The first goes on from there, and is asked in turn.
    await nameOf(first).fill('Anna again');
    await first.getByRole('dialog', { name: 'Boris changed the same' }).waitFor();
    await first.getByRole('button', { name: 'Keep mine' }).click();
    await first.getByRole('button', { name: 'Save what is chosen' }).click();
    await saved({ name: 'Anna again', behaviour: { countdownS: 41 } });
  });
});
