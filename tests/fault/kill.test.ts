import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPath, callbackPath } from '../../shared/paths.ts';
import { findDoubleHolders, Load, type PromisedNumber } from '../support/load.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const KILLS = Number(process.env.RINGLET_KILLS ?? 5);

describe(`a server that is killed ${KILLS} times under load`, () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    await shortenLeases(server);
  });
  afterAll(async () => {
    await server?.close();
  });

  it('never promises a number to two visitors and loses no order that it acknowledged', async () => {
    const load = new Load(server.demo);
    load.start(12);
    const recoveries: number[] = [];
    for (let i = 0; i < KILLS; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1_200 + Math.random() * 800));
      const killedAt = Date.now();
      await server.crashAndRestart();
      recoveries.push(Date.now() - killedAt);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { promises, orders, unknown, surprises } = await load.stop();
    const numbers = new Set(promises.map(({ number }) => number));
    const holders = new Set(promises.map(({ visitor }) => visitor));
    console.log(
      `${KILLS} kills: ${promises.length} leases of ${numbers.size} numbers to ${holders.size} visitors, ` +
        `${orders.length} orders, ${unknown} unknown outcomes, back after ${Math.max(...recoveries)} ms at most`,
    );

    expect([...new Set(surprises)].slice(0, 5)).toEqual([]);
    // The load must have been able to find a fault: numbers changed hands, and orders came through.
    expect(holders.size).toBeGreaterThan(numbers.size);
    expect(orders.length).toBeGreaterThan(KILLS * 10);
    expect(findDoubleHolders(promises)).toEqual([]);
    for (const { id, token } of orders) {
      const found = await fetch(server.origin + callbackPath(id, token));
      expect(await found.json(), id).toMatchObject({ id, status: 'planned' });
    }
  });
});

describe('the check for double holders', () => {
  const promise = (visitor: string, fromAt: number, until: number): PromisedNumber => ({
    visitor,
    office: 'off',
    number: '+74950000001',
    fromAt,
    until,
  });

  it('finds two visitors in one promise, also when a longer one lies before a shorter', () => {
    expect(findDoubleHolders([promise('a', 0, 10), promise('b', 9, 20)])).toHaveLength(1);
    expect(findDoubleHolders([promise('a', 0, 50), promise('a', 1, 2), promise('b', 30, 40)])).toHaveLength(
      1,
    );
    expect(findDoubleHolders([promise('a', 0, 10), promise('a', 5, 15), promise('b', 15, 20)])).toEqual([]);
  });
});

/** Leases of two seconds, so that numbers change hands many times in one run. */
async function shortenLeases({ origin, demo }: TestServer): Promise<void> {
  const campaign = demo.campaigns.find(({ name }) => name === 'Yandex Direct');
  const url = origin + adminPath(demo.account, `campaigns/${campaign?.id}`);
  const authorization = `Bearer ${demo.adminToken}`;
  const known = await fetch(url, { headers: { authorization } });
  const etag = known.headers.get('etag') ?? '';
  const patched = await fetch(url, {
    method: 'PATCH',
    headers: { authorization, 'if-match': etag, 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ sessionS: 1, afterSessionS: 1, restS: 0 }),
  });
  expect(patched.status, await patched.text()).toBe(200);
}
