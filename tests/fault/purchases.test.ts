import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPath } from '../../shared/paths.ts';
import { FakeTwilioNumbers } from '../fakes/fake-twilio-numbers.ts';
import { type Fault, FaultPlan } from '../fakes/faults.ts';
import { type ServedHandler, serveHandler } from '../fakes/serve-handler.ts';
import { askAdmin } from '../support/admin-client.ts';
import { chooseSeed } from '../support/seed.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const KILLS = Number(process.env.RINGLET_KILLS ?? 5);
const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
const TOKEN = 'fedcba9876543210fedcba9876543210';
const PRICES = 'US=115';
const FAULTS: Fault[] = [
  { kind: 'cut' },
  { kind: 'html' },
  { kind: 'hang' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
];

interface Purchase {
  status: string;
  numbers: { e164: string; number: string | null }[];
  total: number;
}

describe(`purchases of numbers, whose server is killed ${KILLS} times`, () => {
  const faults = new FaultPlan();
  const random = aRandom(chooseSeed('purchases'));
  const stock = Array.from({ length: KILLS * 12 }, (_, i) => `+1213806${String(1000 + i)}`);
  let twilio: FakeTwilioNumbers;
  let served: ServedHandler;
  let server: TestServer;
  let integration: string;
  /** What Twilio waits before it does, and before it says so: a kill falls between any two steps. */
  let pauseMs = 0;

  beforeAll(async () => {
    twilio = new FakeTwilioNumbers({ accountSid: ACCOUNT, authToken: TOKEN, faults, stock });
    served = await serveHandler(async (request) => {
      await pause(pauseMs);
      const answer = await twilio.handle(request);
      await pause(pauseMs);
      return answer;
    });
    server = await startTestServer({
      env: {
        RINGLET_LOCAL_TARGETS: served.host,
        RINGLET_TWILIO_API: `http://${served.host}`,
        RINGLET_TWILIO_PRICES: PRICES,
      },
    });
    const input = { name: 'Twilio', provider: 'twilio', secret: TOKEN, accountSid: ACCOUNT };
    integration = (await askAdmin<{ id: string }>(server, 'POST', 'integrations', input)).id;
  });
  afterAll(async () => {
    await served?.close();
    await server?.close();
  });

  /** One request for a purchase; null if nothing answered. */
  async function order(key: string, body: object): Promise<{ status: number; state: string } | null> {
    const { origin, demo } = server;
    try {
      const response = await fetch(origin + adminPath(demo.account, 'numbers/purchases'), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${demo.adminToken}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      });
      const { status: state } = (await response.json()) as { status: string };
      return { status: response.status, state };
    } catch {
      return null; // killed
    }
  }

  /** Asks again with the same key, as a client does, until it is known what came of it. */
  async function settle(key: string, body: object): Promise<number> {
    for (;;) {
      const answer = await order(key, body);
      if (answer && answer.status < 500 && answer.state !== 'ordered') return answer.status;
      await pause(20);
    }
  }

  it(
    'never charge without numbers, never give numbers without a charge, and buy none twice',
    async () => {
      const ends: number[] = [];
      let next = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const orders = Array.from({ length: 4 }, (_, i) => {
          const count = 1 + random(3);
          const isSimulated = i === 3 && kill < REGIONS.length;
          const numbers = stock.slice(next, next + count);
          if (!isSimulated) next += count;
          const own = { numbers, integration };
          return { key: `kill-${kill}-${i}`, body: isSimulated ? { numbers: [simulated(kill)] } : own };
        });
        if (random(2) === 0) twilio.sellElsewhere(orders[1]?.body.numbers[0] ?? '');
        if (random(2) === 0) faults.next('buy', FAULTS[random(FAULTS.length)] as Fault);
        pauseMs = random(40);
        const first = orders.map(({ key, body }) => order(key, body));
        await pause(random(120));
        await server.crashAndRestart();
        await Promise.all(first);
        pauseMs = 0;
        ends.push(...(await Promise.all(orders.map(({ key, body }) => settle(key, body)))));
      }
      const purchases = await listAll<Purchase>('numbers/purchases?limit=100');
      const lines = await listAll<{ amount: number; subject: string }>('ledger?kind=charge&limit=100');
      const owned = (await listAll<{ e164: string }>('numbers?limit=100&kind=bought')).map(
        ({ e164 }) => e164,
      );
      const done = purchases.filter(({ status }) => status === 'bought');
      console.log(
        `${KILLS} kills: ${ends.filter((status) => status === 201).length} purchases done, ` +
          `${ends.filter((status) => status === 409).length} refused, ${twilio.sold.length} numbers bought at Twilio, ` +
          `${lines.length} charges`,
      );
      expect(ends.every((status) => status === 201 || status === 409)).toBe(true);
      expect(purchases.filter(({ status }) => status === 'ordered')).toEqual([]);
      expect(owned.sort()).toEqual(done.flatMap(({ numbers }) => numbers.map(({ e164 }) => e164)).sort());
      const charged = lines.reduce((sum, { amount }) => sum - amount, 0);
      expect([lines.length, charged]).toEqual([done.length, done.reduce((sum, { total }) => sum + total, 0)]);
      expect(new Set(lines.map(({ subject }) => subject)).size).toBe(lines.length);
      // Nothing is bought a second time, whatever was given back.
      expect(new Set(twilio.sold).size).toBe(twilio.sold.length);
      const ofTwilio = owned.filter((e164) => e164.startsWith('+1213'));
      const kept = () => twilio.owned.map(({ e164 }) => e164).sort();
      // What a refused purchase had bought before is given back by the account itself.
      for (let i = 0; i < 200 && kept().length > ofTwilio.length; i++) await pause(100);
      expect(kept()).toEqual(ofTwilio.sort());
      expect(done.length).toBeGreaterThan(KILLS);
    },
    60_000 + KILLS * 10_000,
  );

  async function listAll<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = path + (cursor && `&cursor=${encodeURIComponent(cursor)}`);
      const page = await askAdmin<{ items: T[]; nextCursor: string | null }>(server, 'GET', query);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }
});

const REGIONS = ['+7495', '+7812', '+7343', '+7383', '+7843', '+7831', '+7861', '+7846'];

/** A number of the simulator's stock, another one for each kill. */
function simulated(kill: number): string {
  return `${REGIONS[kill]}7000000`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A number below `below`, the same sequence for the same seed. */
function aRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
