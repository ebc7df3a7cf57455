import '../support/attr-node-value.ts';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import type { Swap, SwapAnswer, SwapRequest } from '../../shared/contract/swap.ts';

export const EDGE = 'https://edge.example';
export const SITE = 'k1site';
/** Where the loader finds the page module in a test. */
const PAGE_MODULE = pathToFileURL('widget/page/page.ts').href;
const BEHAVIOUR = pathToFileURL('widget/page/behaviour/start.ts').href;
const LINKS_MODULE = pathToFileURL('widget/page/carry-visit.ts').href;

export const SWAP: Swap = {
  office: 'off_a',
  selectors: ['.phone'],
  replaces: ['+74950000000'],
  number: '+74951234567',
  kind: 'leased',
  expiresInS: 600,
};

export function aSnapshot(over: Partial<PublicSnapshot> = {}): PublicSnapshot {
  const late = 'unseen' as const;
  const consentDefault: ConsentMode = 'full';
  return {
    version: 1,
    site: SITE,
    hosts: ['localhost'],
    consentDefault,
    late,
    matchPerPage: false,
    targets: [],
    widgets: [],
    ...over,
  };
}

/** An edge that leases one number and remembers what it was asked. */
export interface FakeEdge {
  requests: SwapRequest[];
  urls: string[];
  /** What the next questions get: an answer, a problem's reason, or a line that is cut. */
  reply: (request: SwapRequest) => Partial<SwapAnswer> | { refusal: string } | 'cut' | 'silence';
  snapshot: PublicSnapshot | null;
}

export function installEdge(): FakeEdge {
  const edge: FakeEdge = { requests: [], urls: [], reply: () => ({}), snapshot: null };
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    edge.urls.push(url);
    if (init.method !== 'POST') return Promise.resolve(Response.json(edge.snapshot));
    const request = JSON.parse(String(init.body)) as SwapRequest;
    edge.requests.push(request);
    const reply = edge.reply(request);
    if (reply === 'cut') return Promise.reject(new TypeError('Failed to fetch'));
    if (reply === 'silence') {
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    }
    if ('refusal' in reply) {
      return Promise.resolve(
        Response.json({}, { status: 403, headers: { 'x-ringlet-reason': reply.refusal } }),
      );
    }
    const answer: SwapAnswer = {
      visitor: request.visitor,
      session: 's_1',
      renewAfterS: 240,
      campaign: { id: 'cmp_1', name: 'Search' },
      swaps: [SWAP],
      lease: request.visitor ? `token.${edge.requests.length}` : null,
      ...reply,
    };
    return Promise.resolve(Response.json(answer, { headers: { 'x-ringlet-reason': 'leased' } }));
  });
  return edge;
}

/** Puts the tag into the page and runs the loader as the edge serves it. */
export async function runLoader(
  snapshot: PublicSnapshot | undefined,
  attributes: Record<string, string> = {},
  { path = `/r/${SITE}.js`, pageModule = PAGE_MODULE } = {},
): Promise<void> {
  const script = document.createElement('script');
  // The page's loading of it is not what is looked at here.
  script.type = 'text/plain';
  script.src = EDGE + path;
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
  document.head.append(script);
  vi.stubGlobal('__RINGLET_SITE__', snapshot);
  vi.stubGlobal('__RINGLET_PINNED__', snapshot === undefined);
  vi.stubGlobal('__RINGLET_VERSION__', '0.0.0');
  vi.stubGlobal('__RINGLET_PAGE__', pageModule);
  vi.stubGlobal('__RINGLET_WIDGET__', 'widget-test.js');
  vi.stubGlobal('__RINGLET_BEHAVIOUR__', BEHAVIOUR);
  vi.stubGlobal('__RINGLET_LINKS__', LINKS_MODULE);
  vi.resetModules();
  await import('../../widget/loader.ts');
  await settle();
}

/** What a page looks like before the loader, with nothing left of the test before. */
export function freshPage(url: string): FakeEdge {
  document.head.replaceChildren();
  document.body.innerHTML = '<p class="phone">8 (495) 000-00-00</p>';
  history.replaceState(null, '', url);
  // As browsers have it; the clock of a test may stand still.
  vi.stubGlobal('scheduler', { yield: () => Promise.resolve() });
  return installEdge();
}

/** Gives everything back, so that the next test begins with a new browser. */
export async function leavePage(): Promise<void> {
  vi.useRealTimers();
  await ringlet('destroy').catch(() => {});
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const name of ['ringlet', 'dataLayer', 'gtag', 'ym', 'Ya', '__tcfapi', 'wp_has_consent'])
    Reflect.deleteProperty(window, name);
  Reflect.deleteProperty(window, Symbol.for('ringlet.1'));
  dropCookie();
  localStorage.clear();
}

export function dropCookie(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the widget runs in
  document.cookie = '_ringlet=; Max-Age=-1; Path=/';
}

export const shown = () => document.querySelector('.phone')?.textContent;

/** What the page called before the load. */
export function queueCalls(...calls: unknown[][]): void {
  (window as unknown as { ringlet: unknown }).ringlet = Object.assign(() => {}, { q: calls });
}

/** Calls the page API as a page may, rightly or not. */
export function ringlet(...args: unknown[]): Promise<unknown> {
  return (window as unknown as { ringlet(...args: unknown[]): Promise<unknown> }).ringlet(...args);
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** The first gesture, which brings the page module. */
export async function touchPage(): Promise<void> {
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  await ringlet('explain');
}

export function heard(name: string): unknown[] {
  const details: unknown[] = [];
  document.addEventListener(`ringlet:${name}`, (event) => details.push((event as CustomEvent).detail));
  return details;
}
