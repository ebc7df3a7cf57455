import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallbackAccepted, CallbackView } from '../../shared/contract/callback.ts';
import { callbackPath } from '../../shared/paths.ts';
import type { TestServer } from './server.ts';

/** How an order that was acknowledged ended: its status, with the reason if there is one. */
export interface OrdersHistory {
  /** Ids of what was answered 202. */
  acknowledged: string[];
  /** By id; absent for one that had not ended when patience was over. */
  ends: Map<string, string>;
  /** By id: where those stood then. */
  open: Map<string, string>;
  recoveries: number[];
}

export interface OrdersUnderKills {
  server: TestServer;
  /** Of widgets; each order goes to the next. */
  widgets: string[];
  kills: number;
  /** Hands are on the telephones: called every few moments until all is over. The last orders have been made when `isOrdering` ends. */
  act(isOrdering: boolean): Promise<void>;
  patienceMs: number;
}

const WORKERS = 4;
/** Enough ranges of numbers that many orders have nothing of a fraudster's. */
const MOBILE_CODES = ['903', '905', '910', '915', '916', '925', '926', '985'];
const ENDS = ['completed', 'failed', 'cancelled', 'expired'];

/**
 * Visitors order calls for now while the server is killed again and again, each until it is acknowledged, and people
 * answer the telephones. Then everything is let come to its end.
 */
export async function orderUnderKills(plan: OrdersUnderKills): Promise<OrdersHistory> {
  const { server, widgets, kills, act, patienceMs } = plan;
  const acknowledged: { id: string; token: string }[] = [];
  const phase = { ordering: true, living: true };
  let people = 0;

  async function order(): Promise<void> {
    while (phase.ordering) {
      people += 1;
      const accepted = await orderOnce(server, widgets[people % widgets.length] as string, phoneOf(people));
      acknowledged.push(accepted);
      await delay(100 + Math.random() * 300);
    }
  }
  async function live(): Promise<void> {
    while (phase.living) {
      await act(phase.ordering);
      await delay(40);
    }
  }

  const living = live();
  const ordering = Promise.all(Array.from({ length: WORKERS }, order));
  const recoveries: number[] = [];
  for (let i = 0; i < kills; i++) {
    // On a busy machine it takes longer to come back, and what is hardly ever there cannot be tried.
    await delay(600 + Math.random() * 900 + (recoveries.at(-1) ?? 0));
    const killedAt = Date.now();
    await server.crashAndRestart();
    recoveries.push(Date.now() - killedAt);
  }
  phase.ordering = false;
  await ordering;
  const { ends, open } = await watchToTheEnd(server, acknowledged, patienceMs);
  phase.living = false;
  await living;
  return { acknowledged: acknowledged.map(({ id }) => id), ends, open, recoveries };
}

/** A number in a block of its own, for so many people. */
function phoneOf(person: number): string {
  const line = String((person * 10_007) % 10_000_000).padStart(7, '0');
  return `+7${MOBILE_CODES[person % MOBILE_CODES.length]}${line}`;
}

/** One visitor's order, repeated with its key until it is answered. */
async function orderOnce(server: TestServer, widget: string, phone: string): Promise<CallbackAccepted> {
  const key = randomUUID();
  const body = JSON.stringify({
    site: server.demo.siteKey,
    widget,
    phone,
    openedMs: 5_000,
    zone: 'Europe/Moscow',
    consent: { text: '1', given: true },
    page: { url: `${server.origin}/shop/` },
  });
  for (;;) {
    const headers = { origin: server.origin, 'content-type': 'text/plain', 'idempotency-key': key };
    const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) };
    const answer = await fetch(`${server.origin}/v1/callbacks`, init).catch(() => null);
    const text = await answer?.text().catch(() => null);
    if (answer?.status === 202 && text) return JSON.parse(text) as CallbackAccepted;
    if (answer && answer.status < 500) throw new Error(`${answer.status}: ${text}`);
    await delay(50);
  }
}

async function watchToTheEnd(
  server: TestServer,
  orders: readonly { id: string; token: string }[],
  patienceMs: number,
): Promise<Pick<OrdersHistory, 'ends' | 'open'>> {
  const ends = new Map<string, string>();
  const open = new Map<string, string>();
  const until = performance.now() + patienceMs;
  for (;;) {
    for (const { id, token } of orders.filter((one) => !ends.has(one.id))) {
      const found = await fetch(server.origin + callbackPath(id, token), {
        headers: { origin: server.origin },
      });
      const { status, reason } = (await found.json()) as CallbackView;
      if (!ENDS.includes(status)) open.set(id, status);
      else {
        open.delete(id);
        ends.set(id, reason ? `${status} ${reason}` : status);
      }
    }
    if (open.size === 0 || performance.now() > until) return { ends, open };
    await delay(500);
  }
}

/** How many ended in which way, in words. */
export function tellEnds({ acknowledged, ends, open, recoveries }: OrdersHistory): string {
  const counts = new Map<string, number>();
  for (const end of ends.values()) counts.set(end, (counts.get(end) ?? 0) + 1);
  const told = [...counts].sort((a, b) => b[1] - a[1]).map(([end, count]) => `${count} ${end}`);
  const median = recoveries.toSorted((a, b) => a - b)[recoveries.length >> 1] ?? 0;
  const standing = [...new Set(open.values())].join(', ');
  return (
    `${acknowledged.length} orders (${told.join(', ')}, ${open.size} still ${standing || 'going on'}), ` +
    `back after ${median} ms (p50)`
  );
}
