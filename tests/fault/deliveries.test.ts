import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { type MailReceiver, startMailReceiver } from '../fakes/mail-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { keepTelephonesBusy, orderCall } from '../support/demo-telephones.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Delivery {
  id: string;
  to: string;
  status: string;
  nextAt: string | null;
  attempts: { outcome: string; detail: string }[];
}

let receiver: MailReceiver;
let server: TestServer;

beforeAll(async () => {
  receiver = await startMailReceiver({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ password }, _, done) =>
      password === 'S3cret:word' ? done(null, { user: 'calls' }) : done(new Error('no')),
  });
  server = await startTestServer({
    env: {
      RINGLET_SMTP_URL: `smtp://calls:S3cret%3Aword@127.0.0.1:${receiver.port}`,
      RINGLET_MAIL_FROM: 'Beresta <calls@beresta.example>',
      RINGLET_LOCAL_TARGETS: `127.0.0.1:${receiver.port}`,
    },
  });
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

const deliveries = async (query = '') =>
  (await askAdmin<{ items: Delivery[] }>(server, 'GET', `deliveries?limit=100${query}`)).items;

/** These are told of failed calls to the first office, and nobody of calls to the others. */
async function tell(emails: string[]): Promise<void> {
  const told = emails.map((email) => ({ email, on: 'failure' }));
  for (const [i, { id }] of server.demo.offices.entries()) {
    await askAdmin(server, 'PATCH', `offices/${id}`, { notifications: i === 0 ? told : [] });
  }
}

describe('a failed call to an office', () => {
  it('reaches the mailboxes that work, whatever becomes of the others, and is sent again when asked', async () => {
    const telephones = await keepTelephonesBusy(server);
    await tell(['dead@beresta.example', 'gone@beresta.example', 'good@beresta.example']);
    receiver.onRecipient = (address) =>
      address.startsWith('dead') ? 450 : address.startsWith('gone') ? 550 : 'take';
    const { id: callback } = await orderCall(server, '+79161234501');
    await expect.poll(() => receiver.mails.length, { timeout: 20_000 }).toBe(1);
    expect(receiver.mails[0]).toMatchObject({
      envelopeTo: ['good@beresta.example'],
      headers: { to: 'good@beresta.example', from: 'Beresta <calls@beresta.example>' },
      text: expect.stringContaining('+79161234501'),
      html: expect.stringContaining('+79161234501'),
    });
    const known = () => deliveries(`&about=${callback}`);
    await expect
      .poll(
        async () => Object.fromEntries((await known()).map(({ to, status }) => [to.split('@')[0], status])),
        {
          timeout: 20_000,
        },
      )
      .toEqual({ dead: 'waiting', gone: 'refused', good: 'delivered' });
    const gone = (await known()).find(({ to }) => to.startsWith('gone'));
    expect(gone?.attempts).toMatchObject([{ outcome: 'refused', detail: expect.stringContaining('550') }]);

    receiver.onRecipient = () => 'take';
    await askAdmin(server, 'POST', `deliveries/${gone?.id}/replay`);
    const reached = () => receiver.mails.flatMap(({ envelopeTo }) => envelopeTo).sort();
    // The dead mailbox lives again, and its mail comes by itself.
    await expect
      .poll(reached, { timeout: 30_000 })
      .toEqual(['dead@beresta.example', 'gone@beresta.example', 'good@beresta.example']);
    telephones.close();
    expect(server.log()).not.toMatch(/79161234501|beresta\.example|S3cret/);
  });
});

describe('calls that were told of while the server is killed', () => {
  const CALLS = 40;
  const OWNER = 'owner@beresta.example';

  it('are all mailed, and hardly any twice', async () => {
    await tell([OWNER]);
    receiver.onMail = () => new Promise((resolve) => setTimeout(() => resolve('take'), 50));
    const tellCall = await anExchange();
    for (let i = 0; i < CALLS; i++) {
      if (i === CALLS / 2) await server.crashAndRestart();
      await tellCall(String(i));
    }
    const mails = () => receiver.mails.filter(({ headers }) => headers.subject?.startsWith('Missed call'));
    for (const share of [0.1, 0.4, 0.7]) {
      await expect
        .poll(() => mails().length, { timeout: 60_000, interval: 20 })
        .toBeGreaterThan(CALLS * share);
      await server.crashAndRestart();
    }
    const about = () => new Set(mails().map(({ headers }) => headers['message-id']));
    await expect.poll(() => about().size, { timeout: 90_000 }).toBe(CALLS);
    const doubles = mails().length - CALLS;
    console.log(`4 kills: ${CALLS} calls, ${about().size} mails, ${doubles} of them twice`);
    // No more than were being sent at the moments of the kills.
    expect(doubles).toBeLessThanOrEqual(3 * 3);
    await expect
      .poll(async () => (await deliveries(`&to=${OWNER}&status=waiting`)).length, { timeout: 30_000 })
      .toBe(0);
  });

  /** Tells of a call that nobody answered until the server has acknowledged it. */
  async function anExchange() {
    const { key, secret } = await askAdmin<{ key: string; secret: string }>(server, 'POST', 'integrations', {
      name: 'PBX',
      provider: 'webhook',
    });
    return async (call: string) => {
      const data = { call, number: '+78005550100', caller: '+79161234567', outcome: 'no_answer' };
      const body = JSON.stringify({ type: 'call.ended', data });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = await signWebhook(secret, { id: call, timestamp }, body);
      const response = await fetch(`${server.origin}/v1/telephony/webhook/${key}/events`, {
        method: 'POST',
        headers: { 'webhook-id': call, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
        body,
      });
      expect(response.status).toBe(204);
    };
  }
});
