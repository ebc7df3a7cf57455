import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '../../../edge/domain/resource-model.ts';
import { sha256Hex } from '../../../edge/keys/ids.ts';
import { adminPath } from '../../../shared/paths.ts';
import { invitationFor } from '../support/access.ts';
import { aBusiness, type Business, send } from '../support/admin.ts';
import { anEntityOfEach } from '../support/entities.ts';
import { DOCUMENT, documentTargets } from '../support/fuzz/document-targets.ts';
import { FakeWorld, queueOf, settleWebhooks } from '../support/webhooks.ts';

/** Secrets of an account that are nowhere in any answer but the one that made them, nor anything of another account. */

const INTEGRATION_SECRET = 'canary-integration-secret-0123456789';
const API_KEY_SECRET = 'canary-api-key-secret-0123456789';
const world = new FakeWorld();
let business: Business;
let other: Business;
let ids: Record<ResourceKind, string>;
/** What must not be seen, by what it is. */
let canaries: Record<string, string>;

beforeAll(async () => {
  business = await aBusiness();
  other = await aBusiness();
  ids = await anEntityOfEach(business, 'canary');
  const foreign = await anEntityOfEach(other, 'stranger');
  const email = 'canary-guest@people.test';
  const integration = await business.make('integrations', {
    ...{ name: 'Twilio', provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, from: '+74950001010' },
    ...{ secret: INTEGRATION_SECRET, apiKeySid: `SK${'0'.repeat(32)}`, apiKeySecret: API_KEY_SECRET },
  });
  ids = { ...ids, integrations: integration.id };
  const webhook = await business.make('webhooks', {
    name: 'W',
    url: 'https://hooks.example/in',
    events: ['call.ended'],
  });
  const token = await business.make('tokens', { name: 'T', scopes: ['calls:view'] });
  await business.make('invitations', { email });
  await business.ask('POST', `webhooks/${webhook.id}/test`);
  await settleWebhooks({ id: business.account } as never, [webhook as { id: string }]);
  const rotated = await business.ask('POST', `webhooks/${webhook.id}/rotate`);
  canaries = {
    'secret of an integration': INTEGRATION_SECRET,
    'secret of an API key': API_KEY_SECRET,
    'secret of a webhook': String(webhook.secret).replace('whsec_', ''),
    'new secret of a webhook': String(rotated.body.secret).replace('whsec_', ''),
    'API token': String(token.token),
    'hash of an API token': await sha256Hex(String(token.token)),
    'first token': business.token,
    'hash of the first token': await sha256Hex(business.token),
    'link of an invitation': await invitationFor(email),
    'secret of the server': String(env.RINGLET_SECRETS),
    'operator token': String(env.RINGLET_OPERATOR_TOKEN),
    'account of a stranger': other.account,
    ...Object.fromEntries(Object.entries(foreign).map(([kind, id]) => [`${kind} of a stranger`, id])),
  };
});
afterAll(() => {
  world.answers.clear();
});

it('knows canaries that are long enough to be meant', () => {
  for (const [what, canary] of Object.entries(canaries)) {
    expect([what, canary === '' || canary === 'null' || canary.length < 10]).toEqual([what, false]);
  }
});

it.each(documentTargets().filter(({ target, tag }) => target.method === 'GET' && tag !== 'People'))(
  'shows none in $id, as JSON, CSV and NDJSON',
  async ({ target, tag }) => {
    const path = target.path
      .replace('{account}', business.account)
      .replace('{id}', ids[tag.toLowerCase() as ResourceKind]);
    for (const accept of ['application/json', 'text/csv', 'application/x-ndjson']) {
      const { status, body } = await send('GET', path, { token: business.token, headers: { accept } });
      expect(status).toBeLessThan(500);
      expect(seenIn(typeof body === 'string' ? body : JSON.stringify(body))).toEqual([]);
    }
  },
);

it('shows none in what pages read, in the document, nor in what webhooks are sent', async () => {
  const { body: site } = await business.ask('GET', `sites/${ids.sites}`);
  for (const path of [`/v1/sites/${site.key}`, `/r/${site.key}.js`, '/health', '/admin/openapi.json']) {
    const { body } = await send('GET', path);
    expect([path, seenIn(typeof body === 'string' ? body : JSON.stringify(body))]).toEqual([path, []]);
  }
  expect(world.received.length).toBeGreaterThan(0);
  expect(seenIn(JSON.stringify(world.received))).toEqual([]);
  expect(JSON.stringify(DOCUMENT)).not.toContain('canary');
});

it('keeps none in plain text, in the account and in the queue of a webhook', async () => {
  const { items } = (await business.ask('GET', 'webhooks')).body;
  const account = env.ACCOUNT.getByName(`account:${business.account}`);
  const queues = items.map((webhook: { id: string }) => queueOf({ id: business.account } as never, webhook));
  // A hash is what is to be kept.
  const plain = Object.keys(canaries).filter(
    (what) => !what.startsWith('hash') && !what.includes('stranger'),
  );
  for (const object of [account, ...queues]) {
    expect(seenIn(await runInDurableObject(object, (_, { storage }) => dump(storage.sql)), plain)).toEqual(
      [],
    );
  }
});

it('answers a stranger who knows every id as if there were nothing', async () => {
  for (const kind of RESOURCE_KINDS) {
    const { status } = await send('GET', adminPath(business.account, `${kind}/${ids[kind]}`), {
      token: other.token,
    });
    const { status: inOwn } = await other.ask('GET', `${kind}/${ids[kind]}`);
    // Records of the tests have ids of their own in every account.
    expect([kind, status, inOwn]).toEqual([kind, 404, 404]);
  }
});

function seenIn(text: string, among = Object.keys(canaries)): string[] {
  return among.filter((what) => text.includes(canaries[what] ?? ''));
}

/** Every value of every table. */
function dump(sql: SqlStorage): string {
  const tables = sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .toArray();
  return tables.map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM "${name}"`).toArray())).join('\n');
}
