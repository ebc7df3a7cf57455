import { randomBytes } from 'node:crypto';
import type { DemoFacts } from '../../scripts/seed.ts';
import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import type { SwapAnswer } from '../../shared/contract/swap.ts';

/** A promise that a page was given: this number, for this visitor, from when to when (epoch ms of this process). */
export interface PromisedNumber {
  visitor: string;
  office: string;
  number: string;
  /** When the answer was here: the promise has begun by then. */
  fromAt: number;
  /** The earliest end: counted from before the request was sent. */
  until: number;
}

export interface LoadHistory {
  promises: PromisedNumber[];
  /** Orders that were answered 202, with the key and body for a retry. */
  orders: CallbackAccepted[];
  /** Requests without an answer: they may or may not have happened. */
  unknown: number;
  /** Answers that are neither success nor the server's own "not now". */
  surprises: string[];
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';

/** Enough ranges of numbers that a long load has nothing of a fraudster's. */
const MOBILE_CODES = ['903', '905', '910', '915', '916', '925', '926', '985'];

/** Loads of this process so far. */
let loads = 0;

/** Visitors and orders against a server that may die at any moment. `stop` ends it; the history is complete then. */
export class Load {
  readonly history: LoadHistory = { promises: [], orders: [], unknown: 0, surprises: [] };
  readonly #demo: DemoFacts;
  /** Visitors and orders of one load are not those of another. */
  readonly #name = randomBytes(3).toString('hex');
  readonly #number = loads++;
  readonly #tokens = new Map<string, string>();
  #running = true;
  #workers: Promise<void>[] = [];

  constructor(demo: DemoFacts) {
    this.#demo = demo;
  }

  start(workers: number): void {
    this.#workers = Array.from({ length: workers }, (_, i) => this.#work(i));
  }

  async stop(): Promise<LoadHistory> {
    this.#running = false;
    await Promise.all(this.#workers);
    return this.history;
  }

  async #work(worker: number): Promise<void> {
    for (let turn = 0; this.#running; turn++) {
      const done = turn % 6 === 5 ? await this.#order(worker, turn) : await this.#lease(worker, turn);
      // A dead server refuses at once: do not spin.
      if (!done) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #lease(worker: number, turn: number): Promise<boolean> {
    // A visitor stays for a few requests and is then gone for good, so that numbers change hands.
    const visitor = `v_${`${this.#name}x${worker}x${turn >> 2}x`.padEnd(22, 'a')}`;
    const sentAt = Date.now();
    const answer = await this.#post<SwapAnswer>('/v1/swap', {
      site: this.#demo.siteKey,
      visitor,
      consent: 'full',
      cause: 'view',
      page: { url: `${this.#demo.origin}/shop/?utm_source=yandex`, referrer: '', title: '' },
      lease: this.#tokens.get(visitor) ?? null,
    });
    if (!answer) return false;
    if (answer.lease) this.#tokens.set(visitor, answer.lease);
    for (const { office, number, kind, expiresInS } of answer.swaps) {
      if (kind !== 'leased' || expiresInS === null) continue;
      const until = sentAt + expiresInS * 1000;
      this.history.promises.push({ visitor, office, number, fromAt: Date.now(), until });
    }
    return true;
  }

  async #order(worker: number, turn: number): Promise<boolean> {
    // Everybody in a block of numbers of their own: the caps of the guard are not what is tried.
    const person = this.#number * 1_250_000 + worker * 100_000 + turn;
    const line = String((person * 10_007) % 10_000_000).padStart(7, '0');
    const phone = `+7${MOBILE_CODES[person % MOBILE_CODES.length]}${line}`;
    const body = {
      site: this.#demo.siteKey,
      widget: this.#demo.widget,
      phone,
      when: new Date(Date.now() + 86_400_000).toISOString(),
      openedMs: 5_000,
      consent: { text: '1', given: true },
      page: { url: `${this.#demo.origin}/shop/` },
    };
    const accepted = await this.#post<CallbackAccepted>('/v1/callbacks', body, {
      'idempotency-key': `order-${this.#name}-${worker}-${turn}`,
    });
    if (accepted) this.history.orders.push(accepted);
    return accepted !== null;
  }

  async #post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T | null> {
    try {
      const response = await fetch(this.#demo.origin + path, {
        method: 'POST',
        headers: {
          origin: this.#demo.origin,
          'user-agent': BROWSER,
          'content-type': 'text/plain',
          ...headers,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text) as T;
      if (response.status !== 503)
        this.history.surprises.push(`${path} ${response.status}: ${text.slice(0, 200)}`);
    } catch {
      this.history.unknown += 1;
    }
    return null;
  }
}

/** Pairs of promises of one number to two visitors that overlap in time. */
export function findDoubleHolders(promises: readonly PromisedNumber[]): [PromisedNumber, PromisedNumber][] {
  const latest = new Map<string, PromisedNumber>();
  const doubles: [PromisedNumber, PromisedNumber][] = [];
  for (const promise of promises.toSorted((a, b) => a.fromAt - b.fromAt)) {
    const before = latest.get(promise.number);
    if (before && before.visitor !== promise.visitor && promise.fromAt < before.until) {
      doubles.push([before, promise]);
    }
    if (!before || promise.until > before.until) latest.set(promise.number, promise);
  }
  return doubles;
}
