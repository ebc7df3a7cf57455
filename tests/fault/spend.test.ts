import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPath } from '../../shared/paths.ts';
import { waitFor } from '../fakes/wait-for.ts';
import { liftOrderCaps } from '../support/leased-numbers.ts';
import { Load } from '../support/load.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const KILLS = 3;
/** Calls that the account has money for. */
const BUDGET = 40;

describe(`an account whose server is killed ${KILLS} times in a storm of orders`, () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    await liftOrderCaps(server, BUDGET);
  });
  afterAll(async () => {
    await server?.close();
  });

  /** The account's list; it hears of every order, also of those whose answer was lost. */
  async function countPlanned(): Promise<number> {
    const path = adminPath(server.demo.account, 'callbacks?status=planned&limit=100');
    const headers = { authorization: `Bearer ${server.demo.adminToken}` };
    const { items } = (await (await fetch(server.origin + path, { headers })).json()) as { items: unknown[] };
    return items.length;
  }

  it('plans no more calls than it has money for: what was spent stays spent (T-8)', async () => {
    const load = new Load(server.demo);
    load.start(12);
    for (let i = 0; i < KILLS; i++) {
      await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 500));
      await server.crashAndRestart();
    }
    // A busy machine takes longer to try as hard.
    await waitFor('more orders than there is money for', () => load.history.orders.length > BUDGET);
    const { orders, surprises } = await load.stop();
    // Above what may wait for a manager in an hour orders are refused.
    expect(surprises.filter((surprise) => !surprise.includes('/v1/callbacks 429'))).toEqual([]);
    const planned = orders.filter(({ status }) => status === 'planned').length;
    expect(orders.length).toBeGreaterThan(BUDGET);
    expect([planned <= BUDGET, (await countPlanned()) <= BUDGET]).toEqual([true, true]);
    // And it was not for want of trying.
    expect(planned).toBeGreaterThan(BUDGET / 2);
  });
});
