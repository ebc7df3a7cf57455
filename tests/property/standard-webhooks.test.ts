import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import {
  newWebhookSecret,
  signWebhook,
  verifyWebhook,
} from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';

/** Our signatures beside those of the library that the authors of the standard publish (W-2). */

const MESSAGE = fc.record({
  id: fc.stringMatching(/^[a-z]{3}_[0-9a-z]{16}$/),
  body: fc.oneof(fc.json(), fc.string({ unit: 'grapheme', maxLength: 200 })),
});

it('signs every message as the library does, and each takes what the other has signed', async () => {
  await fc.assert(
    fc.asyncProperty(MESSAGE, async ({ id, body }) => {
      const secret = newWebhookSecret();
      const library = new Webhook(secret);
      const now = Date.now();
      const timestamp = String(Math.floor(now / 1000));
      const own = await signWebhook(secret, { id, timestamp }, body);
      const theirs = library.sign(id, new Date(now), body);
      expect(own).toBe(theirs);
      expect(await verifyWebhook(secret, { id, timestamp, signature: theirs }, body, now)).toBe(true);
      // After a rotation a message bears two, and whichever secret the receiver has, it finds its own.
      const old = newWebhookSecret();
      const both = `${own} ${await signWebhook(old, { id, timestamp }, body)}`;
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': both };
      for (const each of [secret, old]) new Webhook(each).verify(body, headers, { jsonParse: false });
    }),
    { numRuns: 300, seed: 20261121 },
  );
});

it('has every change refused by both', async () => {
  const other = fc.tuple(MESSAGE, fc.constantFrom('id', 'timestamp', 'body', 'signature', 'secret'));
  await fc.assert(
    fc.asyncProperty(other, async ([{ id, body }, what]) => {
      const secret = newWebhookSecret();
      const now = Date.now();
      const timestamp = String(Math.floor(now / 1000));
      const signature = await signWebhook(secret, { id, timestamp }, body);
      const sent = { id, timestamp, body, signature, secret };
      const changed = { ...sent, [what]: what === 'secret' ? newWebhookSecret() : shifted(sent[what]) };
      const headers = {
        'webhook-id': changed.id,
        'webhook-timestamp': changed.timestamp,
        'webhook-signature': changed.signature,
      };
      const verify = () => new Webhook(changed.secret).verify(changed.body, headers, { jsonParse: false });
      expect(verify).toThrow();
      expect(await verifyWebhook(changed.secret, changed, changed.body, now)).toBe(false);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});

/** Another text of the same kind: its last digit, letter or sign but for the padding is another one. */
function shifted(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text) - 7);
  const at = Math.max(0, text.length - 3);
  const put = text[at] === 'A' ? 'B' : 'A';
  return text.slice(0, at) + put + text.slice(at + 1);
}
