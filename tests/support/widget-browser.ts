import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openStage, type Stage } from '../../scripts/pictures/widget-stage.ts';
import { NOW } from '../../scripts/pictures/widget-states.ts';

/** A page of its own with the built widget on a stage; `faults` is what went wrong on it. */
export interface StagedPage {
  page: Page;
  faults: string[];
  close(): Promise<void>;
}

export async function aStagedPage(
  browser: Browser,
  dist: string,
  stage: Stage,
  options: BrowserContextOptions = {},
): Promise<StagedPage> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 760 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(`uncaught: ${message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.clock.setFixedTime(NOW);
  await openStage(page, dist, stage);
  return { page, faults, close: () => context.close() };
}
