import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { FakeAutocrm } from '../fakes/fake-autocrm.ts';
import { FaultPlan } from '../fakes/faults.ts';
import { serveHandler } from '../fakes/serve-handler.ts';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** The first half of them while requests are told of, the rest while they are written. */
const KILLS = Number(process.env.RINGLET_KILLS ?? 3);
const PEOPLE = KILLS * 4;
/** Of each person. */
const REQUESTS = 2;
const TOTAL = PEOPLE * REQUESTS;

const crm = new FakeAutocrm({ login: 'api', password: 'hush', faults: new FaultPlan() });
/** Worksheets that somebody asked for. */
const asked = new Set<unknown>();
let dealer: Awaited<ReturnType<typeof serveHandler>>;
let server: TestServer;

beforeAll(async () => {
  dealer = await serveHandler(async (request) => {
    // A kill then finds something under way, before it was done or after.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const isCut = await isToBeCut(request.clone());
    const response = await crm.handle(request);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (isCut) throw new Error('cut');
    return response;
  });
  server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: dealer.host } });
});
afterAll(async () => {
  await server?.close();
  await dealer?.close();
});

/** Of every fifth worksheet the first answer is lost, and it is made all the same. */
async function isToBeCut(request: Request): Promise<boolean> {
  if (request.method !== 'POST' || !request.url.endsWith('/retailCase')) return false;
  const { externalId } = (await request.json()) as { externalId: string };
  if (asked.has(externalId)) return false;
  asked.add(externalId);
  return asked.size % 5 === 4;
}

interface Made {
  id: string;
  key: string;
  secret: string;
}
const make = (kind: string, body: object) => askAdmin<Made>(server, 'POST', kind, body);

/** Tells of a request until the server has acknowledged it. */
async function aGateway() {
  const olga = await make('employees', { name: 'Olga' });
  const gateway = await make('integrations', { name: 'Gateway', provider: 'messenger' });
  const channel = await make('channels', { name: 'W', type: 'other', integration: gateway.id });
  const section = {
    isActive: true,
    channels: [channel.id],
    responsibles: { default: olga.id },
    baseRule: { first: ['worksheet'], vendor: { salon: '1', brand: '1', model: '1' } },
  };
  const integration = await make('integrations', {
    name: 'Dealer',
    provider: 'autocrm',
    domain: `http://${dealer.host}`,
    login: 'api',
    secret: 'hush',
    crm: { requests: section, other: { isActive: true, defaultUser: '7' } },
  });
  const crmUsers = [{ integration: integration.id, user: '7' }];
  await askAdmin(server, 'PATCH', `employees/${olga.id}`, { crmUsers });
  const tell = async (conversation: string, phone: string) => {
    const told = { conversation, channel: channel.id, contact: { phone }, text: `text of ${conversation}` };
    const occurredAt = new Date().toISOString();
    const body = JSON.stringify({ type: 'request.created', occurredAt, ...told });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = await signWebhook(gateway.secret, { id: conversation, timestamp }, body);
    const response = await fetch(`${server.origin}/v1/conversations/${gateway.key}`, {
      method: 'POST',
      headers: { 'webhook-id': conversation, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      body,
    });
    expect(response.status).toBe(204);
  };
  return { tell, integration: integration.id };
}

describe('requests that are acknowledged while the server is killed', () => {
  it(
    'are all in the CRM, none twice, with one client for each person',
    async () => {
      const { tell, integration } = await aGateway();
      const early = Math.floor(KILLS / 2);
      for (let i = 0; i < TOTAL; i++) {
        if (i % 16 === 8 && i < early * 16) await server.crashAndRestart();
        await tell(String(i), `+7916000${String(i % PEOPLE).padStart(4, '0')}`);
      }
      const written = () => crm.rows.event.length;
      for (let i = 0; i < KILLS - early; i++) {
        const come = Math.min(TOTAL - 1, (TOTAL * i) / (KILLS - early));
        await expect.poll(written, { timeout: 60_000, interval: 10 }).toBeGreaterThan(come);
        await server.crashAndRestart();
      }
      const waiting = async () =>
        (
          await askAdmin<{ items: unknown[] }>(
            server,
            'GET',
            `deliveries?destination=${integration}&status=waiting&limit=100`,
          )
        ).items.length;
      await expect.poll(waiting, { timeout: 100_000 }).toBe(0);
      const { client, retailCase, event } = crm.rows;
      console.log(
        `${KILLS} kills: ${TOTAL} requests, ${client.length} clients, ${retailCase.length} worksheets`,
      );
      expect(client).toHaveLength(PEOPLE);
      expect(new Set(retailCase.map(({ externalId }) => externalId)).size).toBe(TOTAL);
      expect(retailCase).toHaveLength(TOTAL);
      expect(new Set(retailCase.map(({ assigneeId }) => assigneeId))).toEqual(new Set([7]));
      const texts = event.map(({ comment }) => String(comment)).sort();
      expect(texts).toEqual(Array.from({ length: TOTAL }, (_, i) => `text of ${i}`).sort());
      expect(server.log()).not.toMatch(/\+?7916000|hush|text of/);
    },
    150_000 + KILLS * 10_000,
  );
});
