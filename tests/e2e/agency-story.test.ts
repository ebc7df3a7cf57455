import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { linkTo } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/**
 * An agency looks after a customer's account, by HTTP alone: no page is opened, nothing is done behind the server's back.
 * Letters come by SMTP, webhooks to a server of the agency's, calls from the customer's exchange.
 */

const SHOP = 'https://shop.example';
const CALLER = '+79161234567';
const EVENTS = ['call.started', 'call.ended', 'callback.created'];

let server: TestServer;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = new WebhookReceiver();
  await receiver.start();
  server = await startTestServer({
    seed: false,
    mailbox: true,
    env: { RINGLET_LOCAL_TARGETS: receiver.host },
  });
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
type Body = any;
type Ask = (method: string, path: string, body?: object) => Promise<{ status: number; body: Body }>;

async function send(method: string, path: string, headers: Record<string, string>, body?: object) {
  const type = path.startsWith('/v1/') ? 'text/plain' : 'application/json';
  const response = await fetch(server.origin + path, {
    method,
    headers: { ...headers, ...(body && { 'content-type': type }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { response, status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
}

/** Somebody who registers, presses the button of the letter, and has the cookie of a browser from then on. */
async function aPerson(name: string): Promise<{ email: string; account: string; ask: Ask }> {
  const email = `${name.toLowerCase()}@people.example`;
  const own = { origin: server.origin };
  const registration = {
    name,
    email,
    password: 'a long password',
    phone: '+74951234567',
    country: 'RU',
    timeZone: 'Europe/Moscow',
  };
  expect((await send('POST', '/admin/v1/registrations', own, registration)).status).toBe(202);
  const token = (await linkTo(server, email, '#/confirm/')).split('/').at(-1);
  const { response, body } = await send('POST', '/admin/v1/registrations/confirm', own, { token });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const ask: Ask = (method, path, sent) =>
    send(method, `/admin/v1${path}`, { ...own, cookie, 'if-match': '*' }, sent);
  return { email, account: body.accounts[0].account, ask };
}

const codeOf = ({ status, body }: { status: number; body: Body }) => [status, body?.type?.split('/').at(-1)];

/** The customer's exchange tells of a call, signed with the secret of its integration. */
async function tell(
  { key, secret }: { key: string; secret: string },
  id: string,
  body: object,
): Promise<void> {
  const text = JSON.stringify(body);
  const now = new Date();
  const response = await fetch(`${server.origin}/v1/telephony/webhook/${key}/events`, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, text),
    },
    body: text,
  });
  expect(response.status).toBe(204);
}

it('sets up a customer’s account by a role, hears of its calls, and is out with the next request', async () => {
  const [anna, boris] = [await aPerson('Anna'), await aPerson('Boris')];
  const home = `/accounts/${anna.account}`;
  expect(codeOf(await boris.ask('GET', `${home}/sites`))).toEqual([404, 'not_found']);

  // A grant needs somebody attached and a role, and says which is missing.
  const early = { member: 'mem_0123456789abcdef', role: 'rol_0123456789abcdef' };
  expect(codeOf(await anna.ask('POST', `${home}/grants`, early))).toEqual([409, 'no_member']);
  await anna.ask('POST', `${home}/invitations`, { email: boris.email });
  const invitation = (await linkTo(server, boris.email, '#/invitation/')).split('/').at(-1);
  expect((await boris.ask('POST', '/invitations/accept', { token: invitation })).status).toBe(200);
  expect(codeOf(await anna.ask('POST', `${home}/grants`, early))).toEqual([409, 'no_role']);

  const everything = ['sites', 'offices', 'numbers', 'campaigns', 'widgets', 'webhooks', 'integrations'];
  const role = await anna.ask('POST', `${home}/roles`, {
    name: 'Agency',
    rights: [
      ...everything.map((entity) => ({
        entity,
        may: ['view', 'create', ...(entity === 'campaigns' ? ['act'] : [])],
      })),
      { entity: 'tokens', may: ['create'] },
      { entity: 'calls', may: ['view'] },
    ],
  });
  const { body: members } = await anna.ask('GET', `${home}/members?email=${boris.email}`);
  const member = members.items[0].id;
  const grant = await anna.ask('POST', `${home}/grants`, { member, role: role.body.id });
  expect(grant.status).toBe(201);
  const { body: shared } = await boris.ask('GET', '/shared');
  expect(shared.items).toMatchObject([{ account: anna.account, roles: [{ name: 'Agency' }] }]);

  // With a token of the agency's own, which may no more than the agency.
  const asked = everything.flatMap((entity) => [`${entity}:view`, `${entity}:create`]);
  const scopes = [...asked, 'campaigns:act', 'calls:view'];
  const greedy = await boris.ask('POST', `${home}/tokens`, { name: 'Too much', scopes: ['sites:*'] });
  expect(codeOf(greedy)).toEqual([400, 'invalid']);
  const made = await boris.ask('POST', `${home}/tokens`, { name: 'Agency’s program', scopes });
  const bearer = { authorization: `Bearer ${made.body.token}` };
  const byToken: Ask = (method, path, body) => send(method, `/admin/v1${home}${path}`, bearer, body);
  const make = async (path: string, body: object) => {
    const answer = await byToken('POST', path, body);
    expect([path, answer.status, answer.body]).toEqual([
      path,
      path.includes('/start') ? 200 : 201,
      answer.body,
    ]);
    return answer.body;
  };

  const site = await make('/sites', { name: 'Shop', hosts: ['shop.example'] });
  const office = await make('/offices', { name: 'Showroom', phone: '+74950001010' });
  const second = await make('/offices', { name: 'Service', phone: '+74950002020' });
  const numbers: string[] = [];
  for (const e164 of ['+74955550101', '+74955550102', '+74955550103'])
    numbers.push((await make('/numbers', { e164, kind: 'own', status: 'active' })).id);
  const campaign = await make('/campaigns', {
    name: 'Yandex Direct',
    site: site.id,
    groups: [{ any: [{ type: 'utm_source', op: 'equals', value: 'yandex' }] }],
    offices: [{ office: office.id, selectors: ['.phone'], numbers: numbers.slice(0, 2) }],
  });
  await make(`/campaigns/${campaign.id}/start`, {});
  const widget = await make('/widgets', { name: 'Call me', site: site.id, offices: [office.id, second.id] });
  const exchange = await make('/integrations', { name: 'Exchange', provider: 'webhook' });
  const hook = await make('/webhooks', { name: 'CRM', url: `http://${receiver.host}/crm`, events: EVENTS });
  receiver.secrets.set('/crm', hook.secret);

  // What the role does not say, neither of the two may.
  expect(codeOf(await boris.ask('DELETE', `${home}/sites/${site.id}`))).toEqual([403, 'forbidden']);
  expect(codeOf(await byToken('PATCH', `/offices/${office.id}`, { name: 'Mine' }))).toEqual([
    403,
    'forbidden',
  ]);
  expect(codeOf(await byToken('GET', '/members'))).toEqual([403, 'forbidden']);

  // A visitor comes by the advertisement, calls the number that they see, and orders a call.
  const page = { url: `${SHOP}/?utm_source=yandex`, referrer: '', title: 'Shop' };
  const browser = { origin: SHOP, 'user-agent': 'Mozilla/5.0 Chrome/156.0' };
  const visit = {
    site: site.key,
    visitor: null,
    consent: 'full',
    cause: 'view',
    page,
    lease: null,
    touch: null,
  };
  const shown = await send('POST', '/v1/swap', browser, visit);
  const number = shown.body.swaps[0].number;
  expect(shown.body.swaps).toMatchObject([{ office: office.id, kind: 'leased' }]);
  await tell(exchange, 'evt-1', { type: 'call.started', data: { call: '1', number, caller: CALLER } });
  await tell(exchange, 'evt-2', {
    type: 'call.ended',
    data: { call: '1', number, caller: CALLER, outcome: 'no_answer' },
  });
  const order = {
    site: site.key,
    widget: widget.hash,
    phone: CALLER,
    when: 'now',
    openedMs: 5_000,
    consent: { text: '1', given: true },
    page,
  };
  const ordered = await send(
    'POST',
    '/v1/callbacks',
    { ...browser, 'idempotency-key': 'the-order-of-the-story' },
    order,
  );
  expect(ordered.status).toBe(202);

  const heard = () => receiver.at('/crm').map(({ event }) => event?.type);
  await expect.poll(() => heard().sort(), { timeout: 45_000 }).toEqual([...EVENTS].sort());
  // The receiver opens them by the documented sample and by the library of the standard's authors.
  const told = receiver.at('/crm').find(({ event }) => event?.type === 'call.ended')?.event;
  expect(told?.data).toMatchObject({
    number,
    caller: CALLER,
    verdict: 'exact',
    campaign: campaign.id,
    visitor: shown.body.visitor,
  });
  expect((await byToken('GET', '/calls')).body.items).toMatchObject([
    { id: told?.data.id, verdict: 'exact' },
  ]);

  // The role is taken back.
  expect((await anna.ask('DELETE', `${home}/grants/${grant.body.id}`)).status).toBe(204);
  expect(codeOf(await boris.ask('GET', `${home}/sites`))).toEqual([403, 'forbidden']);
  expect(codeOf(await byToken('GET', '/calls'))).toEqual([403, 'forbidden']);
  expect((await anna.ask('DELETE', `${home}/members/${member}`)).status).toBe(204);
  expect(codeOf(await boris.ask('GET', `${home}/sites`))).toEqual([404, 'not_found']);
  expect(codeOf(await byToken('GET', '/calls'))).toEqual([401, 'unauthorized']);
  expect((await boris.ask('GET', `/accounts/${boris.account}/sites`)).status).toBe(200);
  expect((await anna.ask('GET', `${home}/sites`)).body.items).toMatchObject([{ id: site.id }]);
  expect(server.log()).not.toMatch(/79161234567|uncaught/i);
});
