import { loaderPath, releasePath } from '../../shared/paths.ts';
import { codedError } from '../boundary.ts';
import type { ConsentMode, Ringlet } from './page-api.ts';

export type * from './page-api.ts';

export interface LoadOptions {
  /** Where Ringlet is served, for instance `https://calls.example`. */
  origin: string;
  /** The public key of the site. */
  site: string;
  /** How a page view begins; what the site says unless told. */
  consent?: ConsentMode;
  /** Language of the widget; the page's own unless told. */
  lang?: string;
  /** Hash of the widget, where the site has several. */
  widget?: string;
  /** For a policy by nonce without `strict-dynamic`. */
  nonce?: string;
  /** Stays with a released version, like `1.2.3`. */
  version?: string;
  /** Hash of that version's script, which the browser then checks. */
  integrity?: string;
}

type PageFunction = (...args: unknown[]) => unknown;
type Stub = PageFunction & { q?: unknown[][] };

/** These take effect before the first number is asked for; nothing comes back that could be waited for. */
const EARLY = ['on', 'off', 'beforeSwap', 'consent', 'page', 'destroy'];

/** Whoever waits for the present script to run. */
interface Waiting {
  ready: Promise<unknown>;
  refuse(fault: Error): void;
}
let waiting: Waiting | null = null;

/**
 * Puts Ringlet's tag into the page unless it is there, and gives the function that speaks to it. Does nothing where
 * there is no page: on a server every command rejects with `no_page`, which nobody hears who does not ask.
 */
export function load(options: LoadOptions): Ringlet {
  if (typeof document !== 'undefined' && !findTag(options)) addTag(options);
  return ringlet;
}

/** `ringlet(command, …)` of the page; what is called before the script has come waits for it. */
export const ringlet: Ringlet = (command: string, ...args: unknown[]) => {
  const result = say(command, args);
  // Whoever calls and forgets must not be told of an unhandled rejection.
  result.catch(() => {});
  return result as Promise<never>;
};

async function say(command: string, args: unknown[]): Promise<unknown> {
  if (typeof document === 'undefined') throw codedError('no_page');
  if (!EARLY.includes(command)) await waitForScript().ready;
  return pageFunction()(command, ...args);
}

function waitForScript(): Waiting {
  if (!waiting) {
    let refuse = (_: Error) => {};
    const ready = new Promise((resolve, reject) => {
      // A listener of `ready` that comes late is called all the same.
      pageFunction()('on', 'ready', resolve);
      refuse = reject;
    });
    ready.catch(() => {});
    waiting = { ready, refuse };
  }
  return waiting;
}

/** What the script has put there, or what keeps the calls for it. */
function pageFunction(): PageFunction {
  const page = window as unknown as { ringlet?: Stub };
  if (!page.ringlet) {
    const stub: Stub = (...args) => {
      stub.q ??= [];
      stub.q.push(args);
    };
    page.ringlet = stub;
  }
  return page.ringlet;
}

function scriptAddress({ origin, site, version }: LoadOptions): string {
  return new URL(version ? releasePath(version, 'ringlet.js') : loaderPath(site), origin).href;
}

/** Whoever put it there: the page may have the tag in its HTML. */
function findTag(options: LoadOptions): HTMLScriptElement | undefined {
  const address = scriptAddress(options);
  const isOurs = ({ src, dataset }: HTMLScriptElement) =>
    src === address && (!options.version || dataset.site === options.site);
  return Array.from(document.scripts).find(isOurs);
}

function addTag(options: LoadOptions): void {
  const { site, consent, lang, widget, nonce, version, integrity } = options;
  const tag = document.createElement('script');
  tag.async = true;
  const attributes = { consent, lang, widget, ...(version && { site }) };
  for (const [name, value] of Object.entries(attributes)) if (value) tag.dataset[name] = value;
  if (nonce) tag.nonce = nonce;
  if (version) tag.crossOrigin = 'anonymous';
  if (integrity) tag.integrity = integrity;
  // Under Trusted Types a script's address is no mere text.
  tag.src = trustAddress(scriptAddress(options)) as string;
  waiting = null;
  tag.addEventListener('error', () => {
    tag.remove();
    waitForScript().refuse(codedError('unreachable'));
  });
  document.addEventListener('ringlet:destroyed', function forget(event) {
    if ((event as CustomEvent<{ site: string }>).detail.site !== site) return;
    document.removeEventListener('ringlet:destroyed', forget);
    tag.remove();
    waiting = null;
    delete (window as unknown as { ringlet?: Stub }).ringlet;
  });
  document.head.append(tag);
}

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown };
}

/** A page whose policy lists no `ringlet` among its `trusted-types` gets the text, and may refuse it. */
function trustAddress(address: string): unknown {
  const { trustedTypes } = window as unknown as { trustedTypes?: PolicyFactory };
  try {
    const policy = trustedTypes?.createPolicy('ringlet', { createScriptURL: (text) => text });
    return policy?.createScriptURL(address) ?? address;
  } catch {
    return address;
  }
}
