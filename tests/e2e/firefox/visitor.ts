import { setTimeout as delay } from 'node:timers/promises';
import type { Bidi } from './bidi.ts';

/** A visitor with cookies and storage of their own, and one tab. */
export interface Visitor {
  /** Everything that went wrong on their pages. */
  faults: string[];
  /** Requests below `/v1`, as `METHOD path`. */
  requests: string[];
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Back or forward in the history. */
  traverse(delta: number): Promise<void>;
  /** Runs a function in the page; its result and arguments are plain values. */
  evaluate<Result>(fn: (...args: never[]) => Result, ...args: unknown[]): Promise<Awaited<Result>>;
  /** Asks `fn` again until it gives something, and gives that. */
  waitFor<Result>(
    what: string,
    fn: (...args: never[]) => Result,
    ...args: unknown[]
  ): Promise<NonNullable<Result>>;
  /** Presses the keys of `text`, in whatever has the focus. */
  type(text: string): Promise<void>;
  /** Another tab of the same visitor. */
  openTab(): Promise<Visitor>;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** A new visitor; `userContext` is that of an earlier one if it is to be the same. */
export async function aVisitor(bidi: Bidi, userContext?: string): Promise<Visitor> {
  const owner =
    userContext ?? (await bidi.send<{ userContext: string }>('browser.createUserContext')).userContext;
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', {
    type: 'tab',
    userContext: owner,
  });
  const faults: string[] = [];
  const requests: string[] = [];
  await bidi.send('session.subscribe', {
    events: ['log.entryAdded', 'network.beforeRequestSent'],
    contexts: [context],
  });
  bidi.on('log.entryAdded', (entry) => {
    const { level, text, source } = entry as { level: string; text: string; source: { context: string } };
    if (source.context === context && level === 'error') faults.push(text);
  });
  bidi.on('network.beforeRequestSent', (event) => {
    const { request, context: where } = event as {
      context: string;
      request: { url: string; method: string };
    };
    const { pathname } = new URL(request.url);
    if (where === context && pathname.startsWith('/v1/')) requests.push(`${request.method} ${pathname}`);
  });

  const evaluate: Visitor['evaluate'] = async (fn, ...args) => {
    const answer = await bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration: `async (text) => JSON.stringify((await (${fn.toString()})(...JSON.parse(text))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  };

  return {
    faults,
    requests,
    evaluate,
    goto: async (url) =>
      void (await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    reload: async () => void (await bidi.send('browsingContext.reload', { context, wait: 'complete' })),
    traverse: async (delta) => void (await bidi.send('browsingContext.traverseHistory', { context, delta })),
    async waitFor(what, fn, ...args) {
      const giveUpAt = performance.now() + PATIENCE_MS;
      while (performance.now() < giveUpAt) {
        const found = await evaluate(fn, ...args);
        if (found) return found;
        await delay(LOOK_EVERY_MS);
      }
      throw new Error(`this never came: ${what}`);
    },
    async type(text) {
      const actions = Array.from(text, (value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]).flat();
      await bidi.send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    openTab: () => aVisitor(bidi, owner),
    async close() {
      await bidi.send('browsingContext.close', { context });
      if (!userContext) await bidi.send('browser.removeUserContext', { userContext: owner });
    },
  };
}

type Evaluated =
  | { type: 'success'; result: { value: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };
