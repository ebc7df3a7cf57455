import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ROWS = 5_000;
const KILLS = Math.min(Number(process.env.RINGLET_KILLS ?? 5), 20);

interface Job {
  id: string;
  status: string;
  done: number;
  created: number;
  refused: number;
}

describe(`an import of ${ROWS} numbers whose server is killed ${KILLS} times`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await server?.close();
  });

  it(
    'makes every number once, and reports every row',
    async () => {
      const rows = Array.from({ length: ROWS }, (_, i) => ({ e164: `+7496${1_000_000 + i}` }));
      const { id } = await askAdmin<Job>(server, 'POST', 'numbers/import', { rows });
      const seen: number[] = [];
      const read = () => askAdmin<Job>(server, 'GET', `jobs/${id}`);
      for (let kill = 0; kill < KILLS; kill++) {
        await server.crashAndRestart();
        seen.push((await read()).done);
      }
      let job = await read();
      for (; job.status === 'running'; job = await read()) await new Promise((go) => setTimeout(go, 50));
      console.log(`${KILLS} kills: ${seen.join(', ')} rows were done, then ${job.done}`);
      expect(job).toMatchObject({ status: 'done', done: ROWS, created: ROWS, refused: 0 });
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      const numbers = await listNumbers(server);
      expect([numbers.length, new Set(numbers).size]).toEqual([ROWS, ROWS]);
      const { items } = await askAdmin<{ items: object[] }>(
        server,
        'GET',
        `jobs/${id}/report?outcome=refused`,
      );
      expect(items).toEqual([]);
    },
    120_000 + KILLS * 10_000,
  );
});

async function listNumbers({ origin, demo }: TestServer): Promise<string[]> {
  const path = `${origin}/admin/v1/accounts/${demo.account}/numbers?fields=e164`;
  const headers = { authorization: `Bearer ${demo.adminToken}`, accept: 'application/x-ndjson' };
  const text = await (await fetch(path, { headers })).text();
  const all = text.trim().split('\n');
  return all
    .map((line) => (JSON.parse(line) as { e164: string }).e164)
    .filter((e164) => e164.startsWith('+7496'));
}
