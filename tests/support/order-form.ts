import type { Page } from 'playwright-core';

/** Fills in the open card and orders. */
export async function orderByHand(page: Page, phone: string): Promise<void> {
  await page.getByRole('textbox', { name: /phone/i }).fill(phone);
  await page.getByRole('checkbox').check();
  // What it says depends on the hour.
  await page.locator('ringlet-callback button[type=submit]').click();
}
