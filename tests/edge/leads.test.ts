import { describe, expect, it } from 'vitest';
import { LEADS_HOURLY, PHONE_CAPS } from '../../edge/domain/limits.ts';
import type { Consent } from '../../shared/contract/admin/consent.ts';
import type { Lead } from '../../shared/contract/admin/lead.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { listQueue } from './support/deliveries.ts';
import { aPhone, order, orderBody, post, swap } from './support/page.ts';
import { anExchange, listCalls } from './support/telephony.ts';

function requestBody(shop: TestShop, changes: Record<string, unknown> = {}) {
  const { when: _, openedMs: __, ...body } = orderBody(shop);
  return { ...body, name: 'Anna', comment: 'An oak kitchen', ...changes };
}

function leave(
  shop: TestShop,
  changes: Record<string, unknown> = {},
  headers: Record<string, string | null> = {},
): Promise<Response> {
  const key = { 'idempotency-key': crypto.randomUUID() };
  return post('/v1/leads', requestBody(shop, changes), { ...key, ...headers });
}

const list = async (shop: TestShop, query = '') =>
  (await shop.admin<{ items: Lead[] }>('GET', `leads${query}`)).items;

describe('a contact that is left', () => {
  it('is kept with where it came from, and its consent beside it', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    const visit = await swap(shop, 'utm_source=yandex&utm_medium=cpc');
    const touch = { source: 'yandex', medium: 'cpc', type: 'cpc', landing: 'https://shop.example/' };
    const response = await leave(shop, { phone: '+79161234567', lease: visit.lease, touch });
    expect(response.status).toBe(202);
    const { id } = await response.json<{ id: string }>();
    const [lead] = await list(shop);
    expect(lead).toMatchObject({
      ...{ id, kind: 'request', source: null, phone: '+79161234567', email: null, name: 'Anna' },
      ...{ comment: 'An oak kitchen', site: shop.site, widget: shop.widget, office: shop.office },
      ...{ campaign, visitor: visit.visitor, page: 'https://shop.example/' },
      ...{
        touch: { source: 'yandex', medium: 'cpc' },
        consent: { text: '1', page: 'https://shop.example/' },
      },
    });
    expect(await shop.admin('GET', `leads/${id}`)).toEqual(lead);
    const { items } = await shop.admin<{ items: Consent[] }>('GET', 'consents');
    expect(items).toMatchObject([{ kind: 'request', source: id, phone: '+79161234567', text: '1' }]);
  });

  it('may be an e-mail address alone, and has to be one of both', async () => {
    const shop = await aShop();
    expect((await leave(shop, { phone: null, email: 'anna@people.test' })).status).toBe(202);
    expect(await list(shop, '?email=anna%40people.test')).toMatchObject([{ phone: null }]);
    const neither = await leave(shop, { phone: null });
    expect(neither.status).toBe(400);
    expect(await neither.json()).toMatchObject({ errors: [{ path: 'phone' }] });
  });

  it('is the same one when it is sent again, and refused under its key with other words', async () => {
    const shop = await aShop();
    const body = requestBody(shop);
    const headers = { 'idempotency-key': 'the-same-key' };
    const first = await (await post('/v1/leads', body, headers)).json();
    const again = await post('/v1/leads', body, headers);
    expect([again.status, again.headers.get('idempotency-replayed'), await again.json()]).toEqual([
      202,
      'true',
      first,
    ]);
    expect((await post('/v1/leads', { ...body, name: 'Boris' }, headers)).status).toBe(422);
    expect(await list(shop)).toHaveLength(1);
    expect((await shop.admin<{ items: unknown[] }>('GET', 'events?type=lead.created')).items).toHaveLength(1);
  });

  it('tells every office of the widget by mail, once each, with all words as text', async () => {
    const shop = await aShop();
    for (const office of [shop.office, shop.otherOffice]) {
      const notifications = [{ email: `${office}@shop.example`, on: 'all' }];
      await shop.admin('PATCH', `offices/${office}`, { notifications });
    }
    await leave(shop, { phone: '+79161112233', name: '<b>Anna</b>' });
    const mails = await listQueue(shop);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(
      [shop.office, shop.otherOffice].map((office) => `${office}@shop.example`).toSorted(),
    );
    expect(mails[0]?.subject).toBe('Новая заявка: +79161112233 · Call me');
    expect(mails[0]?.html).toContain('&lt;b&gt;Anna&lt;/b&gt;');
  });

  it.each([
    ['the honeypot is filled', { hp: 'x' }, 'hp'],
    ['nobody has agreed', { consent: { text: '1', given: false } }, 'consent.given'],
    ['the telephone does not exist', { phone: '+7916123456' }, 'phone'],
    ['the widget is another’s', { widget: 'w0123456789abcdefghjkmnpqrs' }, 'widget'],
  ])('is refused by its path where %s', async (_, changes, path) => {
    const shop = await aShop();
    const refused = await leave(shop, changes);
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ path }] }]);
    expect(await list(shop)).toEqual([]);
  });

  it('comes from a page of the site, or with a token that may leave contacts', async () => {
    const shop = await aShop();
    expect((await leave(shop, {}, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await leave(shop, {}, { origin: null })).status).toBe(403);
    expect((await leave(shop, {}, { 'idempotency-key': null })).status).toBe(400);
    const may = async (scopes: string[]) => {
      const { token } = await shop.admin<{ token: string }>('POST', 'tokens', { name: 'Server', scopes });
      return (await leave(shop, {}, { origin: null, authorization: `Bearer ${token}` })).status;
    };
    expect(await may(['leads:create'])).toBe(202);
    expect(await may(['leads:view', 'callbacks:create'])).toBe(403);
    const preflight = await send('/v1/leads', {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'idempotency-key, content-type',
    ]);
  });

  it('is refused of who is never to be called, of one contact too often, and of one sender too often', async () => {
    const shop = await aShop();
    await shop.admin('POST', 'exclusions', { address: '+79161234500' });
    expect((await leave(shop, { phone: '+79161234500' })).status).toBe(403);
    const phone = aPhone();
    const most = PHONE_CAPS[0].max;
    const statuses: number[] = [];
    for (let i = 0; i <= most; i++) statuses.push((await leave(shop, { phone })).status);
    expect(statuses).toEqual([...Array<number>(most).fill(202), 429]);
    const from = { 'cf-connecting-ip': '8.8.4.4' };
    let last = 202;
    for (let i = 0; i < LEADS_HOURLY.block; i++) last = (await leave(shop, { phone: aPhone() }, from)).status;
    expect(last).toBe(202);
    expect((await leave(shop, { phone: aPhone() }, from)).status).toBe(429);
  });
});

describe('a lead', () => {
  it('comes of an ordered call, with its consent', async () => {
    const shop = await aShop();
    const { id } = await order(shop, { phone: '+79161234567', name: 'Anna' });
    expect(await list(shop)).toMatchObject([
      { kind: 'callback', source: id, phone: '+79161234567', name: 'Anna', widget: shop.widget },
    ]);
    const { items } = await shop.admin<{ items: Consent[] }>('GET', `consents?source=${id}`);
    expect(items).toMatchObject([{ kind: 'callback', text: '1', page: 'https://shop.example/' }]);
  });

  it('comes of an inbound call once, however often it is told of', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const call = { call: 'c1', number: '+74951000001', caller: '+79161234567' };
    await exchange.tell('call.started', call);
    await listCalls(shop);
    await exchange.tell('call.ended', { ...call, talkS: 5 });
    const [told] = await listCalls(shop);
    expect(await list(shop)).toMatchObject([{ kind: 'call', source: told?.id, phone: '+79161234567' }]);
    expect((await shop.admin<{ items: unknown[] }>('GET', 'events?type=lead.created')).items).toHaveLength(1);
  });

  it('is found by its kind, its telephone and its time, and listed as CSV with digits alone', async () => {
    const shop = await aShop();
    await order(shop, { phone: '+79161234501' });
    await leave(shop, { phone: '+79161234502' });
    expect(await list(shop, '?kind=request')).toMatchObject([{ phone: '+79161234502' }]);
    expect(await list(shop, '?phone=%2B79161234501')).toMatchObject([{ kind: 'callback' }]);
    expect(await list(shop, '?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z')).toEqual([]);
    expect(await list(shop, '?from=2020-01-01T00:00:00Z')).toHaveLength(2);
    const headers = { authorization: `Bearer ${shop.token}`, accept: 'text/csv' };
    const csv = await (await send(`/admin/v1/accounts/${shop.id}/leads`, { headers })).text();
    expect(csv).toContain('79161234502');
    expect(csv).not.toContain('+79161234502');
  });
});
