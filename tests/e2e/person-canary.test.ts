import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { compactFolder } from '../../scripts/selfhost/compact-folder.ts';
import type { PrivacyRequest } from '../../shared/contract/admin/privacy.ts';
import { waitFor } from '../fakes/wait-for.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PHONE = '+79167770042';
const NAME = 'Canarina Yellow';
const EMAIL = 'canary-42@people.test';
/** Nothing rings meanwhile. */
const IN_A_DAY = new Date(Date.now() + 86_400_000).toISOString();
const CANARIES = ['79167770042', 'Canarina', 'canary-42'];

describe('a person who leaves traces everywhere', () => {
  let server: TestServer;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = new WebhookReceiver();
    await receiver.start();
    server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: receiver.host } });
  });
  afterAll(async () => {
    await server?.close();
    await receiver?.close();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'text/plain', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  /** Bytes of every file of the data folder that are the canary's. */
  function grep(): string[] {
    return readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => {
        const text = readFileSync(path).toString('latin1');
        return CANARIES.some((canary) => text.includes(canary));
      })
      .map((path) => path.slice(server.dataDir.length));
  }

  it('is in no log, whatever was asked, answered, refused or has failed', async () => {
    const { items } = await askAdmin<{ items: { hash: string; site: string }[] }>(server, 'GET', 'widgets');
    const [widget] = items;
    const { key: site } = await askAdmin<{ key: string }>(server, 'GET', `sites/${widget?.site}`);
    receiver.answers.set('/broken', (response) => response.writeHead(500).end(`no ${PHONE}`));
    for (const path of ['/taken', '/broken']) {
      await askAdmin(server, 'POST', 'webhooks', {
        name: path,
        url: `http://${receiver.host}${path}`,
        events: ['callback.created', 'lead.created', 'call.ended'],
      });
    }
    const page = { url: `${server.origin}/?call=${encodeURIComponent(PHONE)}`, referrer: '', title: NAME };
    const order = {
      ...{
        site,
        widget: widget?.hash,
        phone: PHONE,
        when: IN_A_DAY,
        name: NAME,
        comment: EMAIL,
        openedMs: 5_000,
      },
      ...{ consent: { text: '1', given: true }, page },
    };
    const key = () => ({ 'idempotency-key': crypto.randomUUID() });
    expect((await post('/v1/callbacks', order, key())).status).toBe(202);
    const { when: _, openedMs: __, comment: ___, ...lead } = order;
    expect((await post('/v1/leads', { ...lead, email: EMAIL }, key())).status).toBe(202);
    // Every kind of refusal, with the canary in the body, the address and a header.
    const wrong: [string, unknown, Record<string, string>][] = [
      ['/v1/callbacks', { ...order, widget: NAME }, key()],
      ['/v1/callbacks', `{"phone":"${PHONE}`, key()],
      ['/v1/leads', { ...lead, phone: `${PHONE}1` }, key()],
      [
        `/v1/leads?key=${encodeURIComponent(PHONE)}`,
        lead,
        { origin: `https://${NAME.replace(' ', '')}.example` },
      ],
      ['/v1/swap', { site: PHONE, page: NAME }, {}],
      [`/v1/${encodeURIComponent(EMAIL)}`, {}, {}],
      ['/admin/v1/sessions', { email: EMAIL, password: PHONE }, { 'content-type': 'application/json' }],
    ];
    for (const [path, body, headers] of wrong) {
      const response = await post(path, body, headers);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      await response.body?.cancel();
    }
    const exchange = await askAdmin<{ key: string; secret: string }>(server, 'POST', 'integrations', {
      name: 'PBX',
      provider: 'webhook',
    });
    const event = {
      type: 'call.ended',
      data: { call: 'c1', number: '+78005550100', caller: PHONE, outcome: 'busy' },
    };
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = await signWebhook(exchange.secret, { id: 'c1', timestamp }, body);
    const headers = { 'webhook-id': 'c1', 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    expect((await post(`/v1/telephony/webhook/${exchange.key}/events`, body, headers)).status).toBe(204);
    await askAdmin(server, 'GET', `calls?caller=${encodeURIComponent(PHONE)}`);
    await waitFor(
      'three messages',
      () => receiver.received.filter(({ path }) => path === '/taken').length >= 3,
    );
    const log = server.log();
    expect(CANARIES.filter((canary) => log.includes(canary))).toEqual([]);
    expect(grep()).not.toEqual([]);
  });

  it('is in no file of the server any more once they are erased', async () => {
    const { items } = await askAdmin<{ items: { id: string }[] }>(server, 'GET', 'callbacks');
    expect(items.length).toBeGreaterThan(0);
    const input = { action: 'erase', phone: PHONE };
    const { id } = await askAdmin<PrivacyRequest>(server, 'POST', 'privacy', input);
    await waitFor(
      'the end of the request',
      async () => (await askAdmin<PrivacyRequest>(server, 'GET', `privacy/${id}`)).status === 'done',
    );
    const { report } = await askAdmin<PrivacyRequest>(server, 'GET', `privacy/${id}`);
    const places = report.map(({ object, table }) => `${object}.${table}`);
    expect(places).toEqual(
      expect.arrayContaining(['account.entities', 'callback.callbacks', 'delivery.queue']),
    );
    await server.server.stop();
    // SQLite leaves deleted rows in free space of its files until these are written anew.
    await compactFolder(server.dataDir);
    expect(grep()).toEqual([]);
    await server.server.restart();
    const left = await askAdmin<{ items: unknown[] }>(server, 'GET', 'widgets');
    expect(left.items.length).toBeGreaterThan(0);
  });
});
