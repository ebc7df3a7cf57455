import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type { CallbackAccepted, CallbackView } from '../../shared/contract/callback.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';

/** How a question to the edge ends, as `widget/api.ts` has it. */
export type StagedOutcome<Value> =
  | { kind: 'ok'; value: Value }
  | {
      kind: 'refused';
      status: number;
      code: string;
      errors: { path: string; code: string; message: string }[];
    }
  | { kind: 'lost'; reason: 'timeout' | 'network' | 'bad_answer' };

/** The widget of a build on a page that no server has: what the edge would answer is set here. */
export interface Stage {
  widget: PublicWidget;
  lang: string;
  /** Null: nobody answers. */
  slots: SlotsAnswer | null;
  /** What becomes of an order; taken, unless told. */
  order?: StagedOutcome<CallbackAccepted>;
  /** What becomes of a wish to cancel or to move. */
  change?: StagedOutcome<CallbackView>;
  /** Of the page around it. */
  body?: string;
}

/** Of the page, for tests and pictures to steer by. */
interface StageWindow {
  handle: { open(by?: TextScenario): void };
  orders: unknown[];
  changes: unknown[];
  tell?: (view: CallbackView) => void;
  restage(facts: ReturnType<typeof factsOf>): void;
}

const ORIGIN = 'http://shop.test';
const SDK = '/sdk/';

/**
 * Opens the page with the widget of the build in `dist`, or puts another widget on it if it is open already. Resolves
 * once the widget is mounted.
 */
export async function openStage(page: Page, dist: string, stage: Stage): Promise<void> {
  if (page.url().startsWith(ORIGIN)) {
    return page.evaluate((facts) => (globalThis as unknown as StageWindow).restage(facts), factsOf(stage));
  }
  const { widget } = JSON.parse(readFileSync(join(dist, 'site/sdk/manifest.json'), 'utf8')) as {
    widget: string;
  };
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.startsWith(SDK))
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: renderPage(stage, widget) });
    const body = readFileSync(join(dist, 'site/sdk', pathname.slice(SDK.length)), 'utf8');
    return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => 'handle' in globalThis);
}

/** Lets the edge tell the open card something. */
export async function tellStage(page: Page, view: Partial<CallbackView>): Promise<void> {
  await page.waitForFunction(() => 'tell' in globalThis);
  await page.evaluate((told) => (globalThis as unknown as StageWindow).tell?.(told), {
    ...aCallback(),
    ...view,
  } as CallbackView);
}

export function ordersOf(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as StageWindow).orders);
}

export function changesOf(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as StageWindow).changes);
}

/** Opens the card, by itself if told by what. */
export async function openCard(page: Page, by?: TextScenario): Promise<void> {
  await page.evaluate((scenario) => (globalThis as unknown as StageWindow).handle.open(scenario), by);
  await page.locator('.card').waitFor();
}

export function aCallback(): CallbackView {
  return {
    id: 'cb_1',
    status: 'due',
    at: new Date().toISOString(),
    scheduledAt: new Date().toISOString(),
    attempt: 1,
    etaS: null,
    office: null,
    reason: null,
    can: [],
  };
}

function factsOf({ body: _, ...stage }: Stage) {
  const taken: StagedOutcome<CallbackAccepted> = {
    kind: 'ok',
    value: { id: 'cb_1', status: 'due', scheduledAt: new Date().toISOString(), etaS: 24, token: 't' },
  };
  return { taken, changed: { kind: 'ok', value: aCallback() }, ...stage };
}

function renderPage(stage: Stage, widget: string): string {
  const { body = SHOP } = stage;
  const facts = factsOf(stage);
  return `<!doctype html><html lang="${stage.lang}"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head><body>${body}
<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>
<script type="module">
import { mount } from '${SDK}${widget}';
const lost = { kind: 'lost', reason: 'network' };
window.restage = (facts) => {
window.handle?.destroy();
delete window.tell;
document.documentElement.lang = facts.lang;
Object.assign(window, { orders: [], changes: [], events: [] });
window.handle = mount({
  doc: document, site: 'stage', widget: facts.widget, lang: facts.lang,
  visitContext: () => ({ lease: null, touch: null, page: { url: location.href, referrer: '', title: '' } }),
  emit: (name, detail) => window.events.push([name, detail]),
  transport: {
    slots: async () => facts.slots ? { kind: 'ok', value: facts.slots } : lost,
    order: async (order, key) => { window.orders.push({ order, key }); return facts.order ?? facts.taken; },
    status: async () => lost,
    live: (id, token, onView) => { window.tell = onView; return () => {}; },
    cancel: async (id) => { window.changes.push(['cancel', id]); return facts.change ?? facts.changed; },
    reschedule: async (id, token, when) => { window.changes.push(['move', when]); return facts.change ?? facts.changed; },
  },
});
};
restage(JSON.parse(document.getElementById('facts').textContent));
</script></body></html>`;
}

const SHOP = `<div class="site"><header><b>Beresta</b><nav>Kitchens</nav><nav>Wardrobes</nav><nav>Delivery</nav></header>
<div class="hero"></div><h1>Kitchens of solid oak</h1><p>Made to measure in our own workshop, with a guarantee of ten years.
A designer measures your kitchen, and you see it in a drawing before you order.</p>
<div class="row"><i></i><i></i><i></i></div></div>`;

const STYLE = `:root { color-scheme: light dark; --bg: #fbf8f4; --ink: #2c2620; --soft: #e9e0d4 }
@media (prefers-color-scheme: dark) { :root { --bg: #171411; --ink: #e9e2d8; --soft: #2b251f } }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.6 Georgia, serif }
.site { max-width: 1000px; margin: auto; padding: 20px }
header { display: flex; gap: 24px; align-items: baseline; padding-block: 8px 20px } header b { font-size: 22px }
.hero { height: 180px; border-radius: 12px; background: linear-gradient(120deg, #c9a77c, #7d5a3a) }
h1 { font-size: 30px; line-height: 1.2 } .row { display: flex; gap: 16px; margin-top: 24px }
i { flex: 1; height: 140px; border-radius: 12px; background: var(--soft) }`;
