import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EVENT_MEANINGS, EVENT_TYPES } from '../../shared/contract/admin/event.ts';
import { CALL_FIELDS } from '../../shared/contract/admin/webhook.ts';

const ROOT = new URL('../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/webhooks.md', ROOT), 'utf8');

it('the page about webhooks lists every event with what it means, and no other', () => {
  const rows = [...PAGE.matchAll(/^\| `([a-z]+\.[a-z]+)` \| (.+?) \| /gm)].map(([, type, means]) => [
    type,
    means,
  ]);
  expect(rows).toEqual(EVENT_TYPES.map((type) => [type, EVENT_MEANINGS[type]]));
});

it('the page about webhooks names every field of the classic form', () => {
  const paragraph = /^The fields are .*$/m.exec(PAGE)?.[0] ?? '';
  const named = [...paragraph.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...CALL_FIELDS].toSorted());
});

it('the documented check takes what Standard Webhooks calls signed, and nothing else', async () => {
  const { openWebhook } = await import(new URL('docs/examples/verify-webhook.mjs', ROOT).href);
  // The vector of the specification.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"test": 2432232314}';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const now = 1_614_265_330_000;
  expect(openWebhook(secret, headers, body, now)).toEqual({ test: 2432232314 });
  expect(openWebhook(secret, headers, body, now + 301_000)).toBeNull();
  expect(openWebhook(secret, headers, `${body} `, now)).toBeNull();
  expect(openWebhook(secret.replace('MfKQ', 'MfKR'), headers, body, now)).toBeNull();
  expect(openWebhook(secret, { ...headers, 'webhook-id': 'msg_other' }, body, now)).toBeNull();
  const other = createHmac('sha256', 'another').update('x').digest('base64');
  const rotated = { ...headers, 'webhook-signature': `v1,${other} ${headers['webhook-signature']}` };
  expect(openWebhook(secret, rotated, body, now)).toEqual({ test: 2432232314 });
});
