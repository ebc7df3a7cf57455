import { randomBytes } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildAll } from '../../scripts/build.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { type RunningServer, startServer } from '../../scripts/selfhost/server.ts';
import { tendObjects } from '../../scripts/selfhost/tend-objects.ts';
import { adminPath } from '../../shared/paths.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { CallTeller } from '../support/call-teller.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OLD = randomBytes(32).toString('base64url');
const NEW = randomBytes(32).toString('base64url');
const OPERATOR = randomBytes(32).toString('base64url');
/** What nobody but their owners may read, and what the API gave out once. */
const TWILIO = { token: randomBytes(16).toString('hex'), key: `key-${randomBytes(16).toString('hex')}` };

let receiver: WebhookReceiver;
let server: TestServer;
let running: RunningServer | null = null;
let calls: CallTeller;
let hook: { id: string; secret: string };
const plain: string[] = [OLD, NEW, OPERATOR, TWILIO.token, TWILIO.key];

beforeAll(async () => {
  receiver = new WebhookReceiver();
  await receiver.start();
  const env = {
    RINGLET_LOCAL_TARGETS: receiver.host,
    RINGLET_SECRETS: OLD,
    RINGLET_OPERATOR_TOKEN: OPERATOR,
  };
  server = await startTestServer({ env });
  running = server.server;
  plain.push(server.demo.adminToken);
  hook = await askAdmin(server, 'POST', 'webhooks', {
    name: 'Hook',
    url: `http://${receiver.host}/hook`,
    events: ['call.ended'],
  });
  receiver.secrets.set('/hook', hook.secret);
  calls = await CallTeller.make(server);
  plain.push(hook.secret, calls.secret);
  const twilio = await askAdmin<{ id: string }>(server, 'POST', 'integrations', {
    name: 'Twilio',
    provider: 'twilio',
    secret: TWILIO.token,
    apiKeySid: `SK${'0'.repeat(32)}`,
    apiKeySecret: TWILIO.key,
    accountSid: `AC${'0'.repeat(32)}`,
    from: '+74951234567',
  });
  // A widget that calls by it has a copy of the envelope in its own object.
  const { items } = await askAdmin<{ items: { id: string }[] }>(server, 'GET', 'widgets');
  await askAdmin(server, 'PATCH', `widgets/${items[0]?.id}`, { provider: 'twilio', integration: twilio.id });
  await calls.tell('+79160000001');
  await askAdmin(server, 'POST', `webhooks/${hook.id}/test`);
  await vi.waitFor(() => expect(tested()).toHaveLength(1), { timeout: 20_000 });
}, 120_000);

afterAll(async () => {
  await running?.stop();
  if (server) rmSync(server.dataDir, { recursive: true, force: true });
  await receiver?.close();
});

describe('secrets at rest', () => {
  it('stand nowhere in plain text, in whatever the objects have stored (E-1)', () => {
    const bytes = globSync('*/*', { cwd: join(server.dataDir, 'do') }).map((path) =>
      readFileSync(join(server.dataDir, 'do', path)),
    );
    expect(bytes.length).toBeGreaterThan(10);
    for (const secret of plain) {
      const texts = [secret, secret.replace(/^whsec_/, '')];
      expect(bytes.some((file) => texts.some((text) => file.includes(text)))).toBe(false);
    }
    for (const secret of plain) expect(server.log()).not.toContain(secret);
  });
});

describe('a secret that is replaced', () => {
  it('is no longer needed by any envelope after a while, nobody having touched the objects', async () => {
    await startWith(`${NEW},${OLD}`);
    expect((await look()).envelopes.total).toBeGreaterThanOrEqual(5);
    await expect.poll(async () => (await look()).envelopes.old, { timeout: 60_000, interval: 500 }).toBe(0);
  });

  it('opens nothing more once it is kept for routes, and what it named is still found', async () => {
    await startWith(`${NEW},route:${OLD}`);
    // The key of the integration, the token and the envelope of its secret, and the webhook's.
    await calls.tell('+79160000002', running?.origin);
    const test = await fetch(running?.origin + adminPath(server.demo.account, `webhooks/${hook.id}/test`), {
      method: 'POST',
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
    });
    expect(test.status).toBe(200);
    await expect.poll(() => tested().length, { timeout: 20_000 }).toBe(2);
    const site = await fetch(`${running?.origin}/v1/sites/${server.demo.siteKey}`, {
      headers: { origin: running?.origin ?? '' },
    });
    expect(site.status).toBe(200);
    expect((await look()).envelopes).toMatchObject({ old: 0 });
  });

  async function startWith(secrets: string): Promise<void> {
    await running?.stop();
    running = await startServer({
      dataDir: server.dataDir,
      distDir: (await buildAll({ quiet: true })).dist,
      port: await findFreePort('127.0.0.1'),
      quiet: true,
      env: {
        RINGLET_SECRETS: secrets,
        RINGLET_OPERATOR_TOKEN: OPERATOR,
        RINGLET_LOCAL_TARGETS: receiver.host,
      },
    });
  }
});

/** Tests whose signature held. */
function tested() {
  return receiver.at('/hook').filter(({ event }) => event?.type === 'webhook.test');
}

function look() {
  return tendObjects({
    folder: join(server.dataDir, 'do'),
    address: running?.origin ?? '',
    operatorToken: OPERATOR,
  });
}
