import type { BrowserContext, Locator, Page } from 'playwright-core';
import { orderByHand } from './order-form.ts';
import type { TestServer } from './server.ts';

/** The page of the simulated telephones, in the hands of a test. */
export interface PhonesPage {
  page: Page;
  /** By its number, E.164. */
  telephone(number: string): Telephone;
  /** What the page says of the order of a visitor, by their number. */
  orderOf(phone: string): Locator;
  /** A visitor of the demo's shop orders a call by its widget, `phone` as people write it; answers with their page. */
  order(phone: string): Promise<Page>;
}

export interface Telephone {
  all: Locator;
  answer(): Promise<void>;
  decline(): Promise<void>;
  hangUp(): Promise<void>;
  press(digit: string): Promise<void>;
  say(words: string): Promise<void>;
  /** Resolves when the voice has said this last. */
  hears(words: string | RegExp): Promise<void>;
}

export async function openPhonesPage(context: BrowserContext, server: TestServer): Promise<PhonesPage> {
  const page = await context.newPage();
  await page.goto(`${server.origin}/phones/#${server.demo.adminToken}`);
  return {
    page,
    telephone: (number) => telephoneOf(page.locator(`[data-phone="${number}"]`)),
    orderOf: (phone) => page.locator(`[data-order="${phone}"]`),
    async order(phone) {
      const shop = await context.newPage();
      await shop.goto(`${server.origin}/shop/`);
      await shop.locator('[data-ringlet-open]').first().click();
      await orderByHand(shop, phone);
      await page.bringToFront(); // a page behind another one is drawn once a second
      return shop;
    },
  };
}

function telephoneOf(all: Locator): Telephone {
  const button = (name: string) => all.getByRole('button', { name, exact: true });
  return {
    all,
    answer: () => button('Answer').click(),
    decline: () => button('Decline').click(),
    hangUp: () => button('Hang up').click(),
    press: (digit) => button(digit).click(),
    async say(words) {
      await all.getByRole('textbox', { name: 'Say' }).fill(words);
      await button('Say').click();
    },
    hears: (words) => all.getByRole('listitem').last().getByText(words).waitFor(),
  };
}
