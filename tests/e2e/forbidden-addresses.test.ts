import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Bait, setBait, tryForbidden } from '../support/try-forbidden.ts';

let server: TestServer;
let bait: Bait;
beforeAll(async () => {
  server = await startTestServer();
  bait = await setBait();
});
afterAll(async () => {
  await server?.close();
  await bait?.close();
});

it('names two thousand addresses that lead inside, and the server asks at none of them (S-1)', async () => {
  const { account, adminToken: token } = server.demo;
  const business = { origin: server.origin, account, token };
  const { tried, accepted, attempts } = await tryForbidden(business, bait.port);
  expect(tried).toBeGreaterThan(2_000);
  expect(accepted).toEqual([]);
  expect(new Set(attempts)).toEqual(new Set(['This server does not send anything to that address.']));
  expect(bait.taken).toEqual([]);
});
