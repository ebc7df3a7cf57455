import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { type MailReceiver, startMailReceiver } from '../fakes/mail-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Twenty kills a minute, for a minute at least: what it shows is a share, so it needs a long run. */
const KILLS = Number(process.env.RINGLET_KILLS ?? 5);
const KILL_MS = 3_000;
const WORKERS = 12;

describe.skipIf(KILLS < 20)(`mails of a server that is killed ${KILLS} times, twenty a minute`, () => {
  let receiver: MailReceiver;
  let server: TestServer;

  beforeAll(async () => {
    receiver = await startMailReceiver();
    server = await startTestServer({
      env: {
        RINGLET_SMTP_URL: `smtp://127.0.0.1:${receiver.port}`,
        RINGLET_MAIL_FROM: 'calls@beresta.example',
        RINGLET_LOCAL_TARGETS: `127.0.0.1:${receiver.port}`,
      },
    });
  });
  afterAll(async () => {
    await server?.close();
    await receiver?.close();
  });

  it(
    'all arrive, and one in a hundred twice at most (W-4)',
    async () => {
      const notifications = [{ email: 'owner@beresta.example', on: 'failure' }];
      await askAdmin(server, 'PATCH', `offices/${server.demo.offices[0]?.id}`, { notifications });
      const { key, secret } = await askAdmin<{ key: string; secret: string }>(
        server,
        'POST',
        'integrations',
        {
          name: 'PBX',
          provider: 'webhook',
        },
      );
      let calls = 0;
      let telling = true;

      /** Tells of a call that nobody answered until the server has acknowledged it. */
      async function tellCalls(): Promise<void> {
        while (telling) {
          calls += 1;
          const id = `call-${calls}`;
          const data = { call: id, number: '+78005550100', caller: '+79161234567', outcome: 'no_answer' };
          const body = JSON.stringify({ type: 'call.ended', data });
          for (let status = 0; status !== 204; ) {
            const timestamp = String(Math.floor(Date.now() / 1000));
            const signature = await signWebhook(secret, { id, timestamp }, body);
            const headers = {
              'webhook-id': id,
              'webhook-timestamp': timestamp,
              'webhook-signature': signature,
            };
            const address = `${server.origin}/v1/telephony/webhook/${key}/events`;
            const answer = await fetch(address, { method: 'POST', headers, body }).catch(() => null);
            status = answer?.status ?? 0;
            if (status !== 204) await delay(50);
          }
          await delay(50);
        }
      }
      const tellers = Promise.all(Array.from({ length: WORKERS }, tellCalls));
      // A call settles for a quarter of a minute before its mail is written.
      await expect.poll(() => receiver.mails.length, { timeout: 60_000 }).toBeGreaterThan(0);
      for (let i = 0; i < KILLS; i++) {
        const killedAt = performance.now();
        await server.crashAndRestart();
        await delay(Math.max(0, KILL_MS - (performance.now() - killedAt)));
      }
      telling = false;
      await tellers;
      const ids = () => new Set(receiver.mails.map(({ headers }) => headers['message-id'])).size;
      await expect.poll(ids, { timeout: 300_000, interval: 500 }).toBe(calls);
      const doubles = receiver.mails.length - calls;
      const share = (doubles / receiver.mails.length) * 100;
      console.log(`${KILLS} kills: ${calls} calls, ${ids()} mails, ${doubles} twice (${share.toFixed(2)} %)`);
      expect(share).toBeLessThanOrEqual(1);
    },
    500_000 + KILLS * 10_000,
  );
});
