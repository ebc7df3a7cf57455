import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { waitFor } from '../fakes/wait-for.ts';
import { askAdmin } from './admin-client.ts';
import { type CustomerSite, type Reply, startCustomerSite } from './customer-site.ts';
import type { TestServer } from './server.ts';
import { renderTaggedPage, scriptTag } from './tagged-page.ts';

/** A page of a customer's whose clock stands still until it is told to go on. */
export interface BehavingPage {
  page: Page;
  context: BrowserContext;
  /** Lets so much time pass on the page. */
  pass(seconds: number): Promise<void>;
  /** How many events of this name the page was told since it was loaded. */
  count(event: string): Promise<number>;
  /** Whether the launcher, or the card, stands there. */
  isShown(): Promise<boolean>;
  /** Resolves once it does, or does not any more. */
  untilShown(expected?: boolean): Promise<void>;
}

/** The site of the demo business, on an origin of its own, with a widget for each story. */
export interface BehavingSite {
  site: CustomerSite;
  /** Bodies of forms and addresses that its server was sent. */
  asked: URL[];
  /** Makes a widget and answers its hash. */
  aWidget(settings: Record<string, unknown>): Promise<string>;
  /** Opens a page with the tag of that widget. `path` may have a query; the body begins with `content`. */
  open(hash: string, options?: OpenOptions): Promise<BehavingPage>;
}

export interface OpenOptions {
  path?: string;
  content?: string;
  attributes?: string;
  context?: BrowserContext;
  contextOptions?: BrowserContextOptions;
}

/** A Tuesday. */
const STARTED_AT = Date.UTC(2026, 11, 1, 9);
const TALL = '<div style="height: 5000px">A long page</div>';

export async function startBehavingSite(server: TestServer, browser: Browser): Promise<BehavingSite> {
  const asked: URL[] = [];
  let html = '';
  const answer = (url: URL): Reply => {
    asked.push(url);
    return { body: html };
  };
  const site = await startCustomerSite(answer);
  const { items: sites } = await askAdmin<{ items: { id: string; key: string }[] }>(server, 'GET', 'sites');
  const own = sites.find(({ key }) => key === server.demo.siteKey);
  const { items: offices } = await askAdmin<{ items: { id: string }[] }>(server, 'GET', 'offices');

  return {
    site,
    asked,
    async aWidget(settings) {
      const behaviour = { openAfterS: null, ...(settings.behaviour as object) };
      const body = { name: 'Story', site: own?.id, offices: [offices[0]?.id], ...settings, behaviour };
      const { hash } = await askAdmin<{ hash: string }>(server, 'POST', 'widgets', body);
      return hash;
    },
    async open(hash, { path = '/', content = '', attributes = '', context: known, contextOptions } = {}) {
      html = renderTaggedPage({
        tag: scriptTag(server.origin, server.demo.siteKey, `data-widget="${hash}" ${attributes}`),
        after: content + TALL,
      });
      const context = known ?? (await browser.newContext({ locale: 'en-GB', ...contextOptions }));
      const page = await context.newPage();
      await page.clock.install({ time: STARTED_AT });
      await page.clock.pauseAt(STARTED_AT + 1000);
      await page.addInitScript(countEvents);
      const behaviour = page.waitForResponse(/\/behaviour-/);
      await page.goto(site.origin + path);
      await (await behaviour).finished();
      const pass = (seconds: number) => page.clock.runFor(seconds * 1000);
      const isShown = () => page.locator('ringlet-callback').getByRole('button').first().isVisible();
      return {
        page,
        context,
        pass,
        isShown,
        count: (event) => page.evaluate((name) => window.toldOf.filter((one) => one === name).length, event),
        untilShown: async (expected = true) => {
          await waitFor(`the launcher to be ${expected ? 'there' : 'gone'}`, async () => {
            await pass(0.1);
            return (await isShown()) === expected;
          });
        },
      };
    },
  };
}

declare global {
  interface Window {
    toldOf: string[];
    ringlet(...args: unknown[]): Promise<unknown>;
  }
}

function countEvents(): void {
  window.toldOf = [];
  for (const name of ['widget_shown', 'widget_opened', 'widget_closed', 'callback_ordered', 'error']) {
    document.addEventListener(`ringlet:${name}`, () => window.toldOf.push(name));
  }
}
