import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adminPath } from '../../shared/paths.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { anExchange, listCalls } from './support/telephony.ts';
import { FakeWorld, isSigned, settleWebhooks, type TestWebhook } from './support/webhooks.ts';

const NOON = Date.parse('2026-12-07T12:00:00+03:00');
const MINUTE = 60_000;

let world: FakeWorld;
let shop: TestShop;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  world = new FakeWorld();
  shop = await aShop();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const PARAMETERS = [
  { name: 'event_type', field: 'event' },
  { name: 'номер', field: 'number' },
  { name: 'src', field: 'utm_source' },
  { name: 'seconds', field: 'duration_s' },
  { name: 'talk', field: 'talk_s' },
  { name: 'where', field: 'office_name' },
  { name: 'project', field: 'campaign_name' },
];
const REQUEST = { host: 'crm.shop.example', path: '/in/calls', parameters: PARAMETERS };

const create = (request: object, more: object = {}) =>
  shop.admin<TestWebhook>('POST', 'webhooks', {
    name: 'CRM',
    form: 'classic',
    events: ['call.started', 'call.ended'],
    request: { ...REQUEST, ...request },
    ...more,
  });

async function playCall(hook: TestWebhook): Promise<void> {
  await aCampaign(shop, { name: 'Яндекс & Co', numbers: ['+74951000001'] });
  vi.setSystemTime(NOON + 60 * MINUTE);
  const exchange = await anExchange(shop);
  const call = { call: 'a-1', number: '+74951000001', caller: '+79161234567' };
  await exchange.tell('call.started', call);
  await listCalls(shop);
  await settleWebhooks(shop, [hook]);
  vi.setSystemTime(Date.now() + 2 * MINUTE);
  await exchange.tell('call.ended', { ...call, outcome: 'completed', talkS: 110 });
  await listCalls(shop);
  vi.setSystemTime(Date.now() + MINUTE);
  await settleWebhooks(shop, [hook]);
}

/** What the owner's program reads: at the start of the call, and at its end. */
const START = {
  event_type: 'call.started',
  номер: '+74951000001',
  src: '',
  seconds: '',
  talk: '',
  where: 'Showroom',
  project: 'Яндекс & Co',
};
const END = { ...START, event_type: 'call.ended', seconds: '120', talk: '110' };

describe('a webhook in the owner’s own words', () => {
  it('carries the parameters in the line with GET, empty while they are not known (S2-92, S2-93, S2-94, S2-95)', async () => {
    const hook = await create({ method: 'GET', protocol: 'http', host: 'crm.shop.example:8080' });
    await playCall(hook);
    const read = world.received.map(({ method, url, body }) => {
      const { origin, pathname, searchParams } = new URL(url);
      return { method, body, at: origin + pathname, values: Object.fromEntries(searchParams) };
    });
    const place = { method: 'GET', body: '', at: 'http://crm.shop.example:8080/in/calls' };
    expect(read).toEqual([
      { ...place, values: START },
      { ...place, values: END },
    ]);
    // It is signed like any other; who does not look at headers is not disturbed by them.
    expect(await isSigned(hook.secret, world.received[0] as never)).toBe(true);
  });

  it('carries them in the body with POST, as JSON or as a form (S2-94, S2-96)', async () => {
    const json = await create({});
    await playCall(json);
    expect(world.received.map(({ body }) => JSON.parse(body))).toEqual([START, END]);
    expect(world.received[0]).toMatchObject({
      url: 'https://crm.shop.example/in/calls',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    await shop.admin('PATCH', `webhooks/${json.id}`, {
      request: { contentType: 'application/x-www-form-urlencoded' },
    });
    await shop.admin('POST', `webhooks/${json.id}/test`);
    await settleWebhooks(shop, [json]);
    const form = world.received.at(-1);
    expect(form?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(form?.body))).toMatchObject({
      event_type: 'webhook.test',
      src: 'yandex',
      talk: '150',
    });
  });

  it('means port 80 where nothing else is said, and can be changed and removed (S2-91, S2-97)', async () => {
    const hook = await create({ protocol: 'http', method: 'GET', parameters: [] });
    const test = async () => {
      await shop.admin('POST', `webhooks/${hook.id}/test`);
      await settleWebhooks(shop, [hook]);
      return world.received.at(-1)?.url;
    };
    expect(await test()).toBe('http://crm.shop.example/in/calls');
    await shop.admin('PATCH', `webhooks/${hook.id}`, { request: { host: '93.184.216.34:8081' } });
    expect(await test()).toBe('http://93.184.216.34:8081/in/calls');
    await shop.admin('DELETE', `webhooks/${hook.id}`);
    expect((await shop.admin<{ items: unknown[] }>('GET', 'webhooks')).items).toEqual([]);
  });

  it('counts what arrived and what failed (S2-98)', async () => {
    const hook = await create({});
    let isDown = true;
    world.answers.set('crm.shop.example', () => new Response(null, { status: isDown ? 500 : 200 }));
    await playCall(hook);
    isDown = false;
    vi.setSystemTime(Date.now() + 60 * MINUTE);
    await settleWebhooks(shop, [hook]);
    const { sent, failed, lastStatus } = await shop.admin('GET', `webhooks/${hook.id}`);
    expect({ sent, failed, lastStatus }).toEqual({ sent: 2, failed: 2, lastStatus: 200 });
  });

  it('writes a telephone into an address only for who has said so, and no address longer than 2,000 (W-6)', async () => {
    const parameters = [
      { name: 'phone', field: 'caller' },
      { name: 'page', field: 'landing' },
      ...Array.from({ length: 40 }, (_, i) => ({ name: `p${i}`, field: 'campaign_name' })),
    ];
    const hook = await create({ method: 'GET', parameters }, { acknowledgePhoneInUrl: true });
    await aCampaign(shop, { name: 'Ж'.repeat(100), numbers: ['+74951000002'] });
    await shop.admin('POST', `webhooks/${hook.id}/test`);
    await playCall(hook);
    for (const { url } of world.received) {
      expect(url.length).toBeLessThanOrEqual(2_000);
      expect(new URL(url).searchParams.get('phone')).toBe('+79161234567');
      expect(url).not.toContain('whsec');
    }
    expect(world.received).toHaveLength(3);
  });
});

describe('a webhook that cannot be', () => {
  const CLASSIC = { form: 'classic', events: ['call.ended'], request: REQUEST };
  const faulty: [body: object, fault: string][] = [
    [{ events: ['call.ended'] }, 'url required'],
    [{ events: ['call.ended'], url: 'http://crm.shop.example/' }, 'url invalid_format'],
    [{ events: ['call.ended'], url: 'https://[::ffff:10.0.0.1]/' }, 'url invalid_format'],
    [{ events: ['call.ended'], url: 'https://crm.shop.example/', request: REQUEST }, 'request not_here'],
    [{ events: [], url: 'https://crm.shop.example/' }, 'events too_short'],
    [{ events: ['lunch'], url: 'https://crm.shop.example/' }, 'events.0 invalid_value'],
    [{ ...CLASSIC, request: null }, 'request required'],
    [{ ...CLASSIC, url: 'https://crm.shop.example/' }, 'url not_here'],
    [{ ...CLASSIC, events: ['call.ended', 'pool.alert'] }, 'events.1 invalid_value'],
    [{ ...CLASSIC, request: { ...REQUEST, path: '/in?a=b' } }, 'request.path invalid_format'],
    [{ ...CLASSIC, request: { ...REQUEST, path: '/in\r\nx: y' } }, 'request.path invalid_format'],
    [{ ...CLASSIC, request: { ...REQUEST, host: 'crm.shop.example/x' } }, 'request.host invalid_format'],
    [{ ...CLASSIC, request: { ...REQUEST, host: 'a@169.254.169.254' } }, 'request.host invalid_format'],
    [
      { ...CLASSIC, request: { ...REQUEST, host: '0x7f.1:8080', protocol: 'https' } },
      'request.host invalid_format',
    ],
    [{ ...CLASSIC, request: { ...REQUEST, host: 'redis.shop.example:6379' } }, 'request.host invalid_format'],
    [{ ...CLASSIC, request: { ...REQUEST, contentType: 'text/html' } }, 'request.contentType invalid_value'],
    [
      { ...CLASSIC, request: { ...REQUEST, parameters: [...PARAMETERS, { name: 'x', field: 'password' }] } },
      'request.parameters.7.field invalid_value',
    ],
    [
      { ...CLASSIC, request: { ...REQUEST, parameters: [PARAMETERS[0], PARAMETERS[0]] } },
      'request.parameters.1.name duplicate',
    ],
    [
      {
        ...CLASSIC,
        request: { ...REQUEST, method: 'GET', parameters: [{ name: 'phone', field: 'caller' }] },
      },
      'acknowledgePhoneInUrl required',
    ],
    [
      {
        ...CLASSIC,
        request: {
          ...REQUEST,
          method: 'GET',
          parameters: Array.from({ length: 50 }, (_, i) => ({
            name: `${i}${'ж'.repeat(20)}`,
            field: 'event',
          })),
        },
      },
      'request.parameters too_big',
    ],
  ];

  it.each(faulty.map(([body, fault]) => ({ body, fault })))('is told: $fault', async ({ body, fault }) => {
    const answer = await send(adminPath(shop.id, 'webhooks'), {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.token}` },
      body: JSON.stringify({ name: 'CRM', ...body }),
    });
    const { errors } = (await answer.json()) as { errors: { path: string; code: string }[] };
    expect([answer.status, errors.map(({ path, code }) => `${path} ${code}`)]).toEqual([400, [fault]]);
  });
});
