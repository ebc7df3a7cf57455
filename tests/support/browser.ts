import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core';
import { findChromium, launchOptions } from '../../scripts/find-chromium.ts';
import { WIDGETS_PATH } from '../../shared/paths.ts';

/** What a visitor's browser says it is; a headless one says that it is a program, and programs get no lease. */
const VISITOR =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** `over` goes over our own launch options. */
export async function launchBrowser(over: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ ...launchOptions(await findChromium()), ...over });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Everything that went wrong on the page: uncaught errors and messages of the console's error level. */
  faults: string[];
  /** Requests to the server below `/v1`, as `METHOD path`, but for the hours that a widget asks for when it comes. */
  requests: string[];
}

/** A visitor with a fresh browser profile. */
export async function aVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    userAgent: VISITOR,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isHours = pathname.startsWith(`${WIDGETS_PATH}/`);
    if (pathname.startsWith('/v1/') && !isHours) requests.push(`${request.method()} ${pathname}`);
  });
  return { context, page, faults, requests };
}

/** The first text of a selector once it differs from `before`. */
export async function textAfterSwap(page: Page, selector: string, before: string): Promise<string> {
  const first = page.locator(selector).first();
  await page.waitForFunction(
    ([css, old]) => document.querySelector(css ?? '')?.textContent?.trim() !== old,
    [selector, before],
  );
  return (await first.textContent())?.trim() ?? '';
}
