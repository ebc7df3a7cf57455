import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../shared/contract/admin/channel.ts';
import type { CommunicationView } from '../../shared/contract/admin/communication.ts';
import { aShop, type TestShop } from './support/account.ts';
import { playOrder } from './support/telephones.ts';
import { anExchange, listCalls, postSigned } from './support/telephony.ts';

const START = Date.parse('2026-12-07T09:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

const listed = async (shop: TestShop) =>
  (await shop.admin<{ items: CommunicationView[] }>('GET', 'communications')).items;

/** A channel of a gateway that tells of what is said there. */
async function aChannel(shop: TestShop, more: object = {}) {
  const gateway = await shop.admin<{ id: string; key: string; secret: string }>('POST', 'integrations', {
    name: 'Gateway',
    provider: 'messenger',
  });
  const channel = await shop.admin<Channel>('POST', 'channels', {
    name: 'Shop on WhatsApp',
    type: 'whatsapp',
    integration: gateway.id,
    address: '+79161234567',
    ...more,
  });
  const post = (body: string, id?: string) =>
    postSigned(`/v1/conversations/${gateway.key}`, gateway.secret, body, id);
  const tell = (type: string, data: object, id?: string) =>
    post(JSON.stringify({ type, channel: channel.id, occurredAt: at(0), ...data }), id);
  return { ...channel, gateway, post, tell };
}

const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

describe('a chat of an outside system', () => {
  it('is one communication, whatever the order in which it is told of', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop);
    const chat = { conversation: '4711', contact: { name: 'Anna', phone: '+79161112233' } };
    const answer = { conversation: '4711', text: 'From ten', from: 'employee', occurredAt: at(60) };
    expect((await channel.tell('chat.message', answer)).status).toBe(204);
    expect((await channel.tell('chat.started', chat)).status).toBe(204);
    const question = { ...chat, text: 'Are you open?', occurredAt: at(10) };
    await channel.tell('chat.message', question, 'msg_1');
    await channel.tell('chat.message', question, 'msg_1');
    await channel.tell('chat.finished', { conversation: '4711', by: 'visitor', occurredAt: at(300) });
    const [only, ...others] = await listed(shop);
    expect(others).toEqual([]);
    const leads = await shop.admin<{ items: object[] }>('GET', 'leads');
    expect(leads.items).toMatchObject([
      { kind: 'chat', source: only?.id, phone: '+79161112233', name: 'Anna', consent: null },
    ]);
    expect(only).toMatchObject({
      kind: 'chat',
      phase: 'end',
      success: true,
      startedAt: at(0),
      endedAt: at(300),
      contact: { name: 'Anna', phones: ['+79161112233'] },
      channel: { id: channel.id, name: 'Shop on WhatsApp', type: 'whatsapp' },
      lines: [
        { text: 'Are you open?', from: 'visitor', at: at(10) },
        { text: 'From ten', from: 'employee', at: at(60) },
      ],
    });
  });

  it('ends by itself once nobody writes for as long as its channel says (S4-19)', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop, { closing: { by: 'silence', silenceMin: 5 } });
    await channel.tell('chat.message', { conversation: '1', text: 'Hello?' });
    vi.setSystemTime(START + 4 * 60_000);
    await channel.tell('chat.message', { conversation: '1', text: 'Anybody?', occurredAt: at(240) });
    vi.setSystemTime(START + 8 * 60_000);
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    expect(await listed(shop)).toMatchObject([{ phase: 'message', endedAt: null }]);
    vi.setSystemTime(START + 9 * 60_000 + 1000);
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    expect(await listed(shop)).toMatchObject([{ phase: 'end', endedAt: at(240), success: false }]);
  });

  it('belongs to whoever the gateway names, else to the employee of its channel (S4-20)', async () => {
    const shop = await aShop();
    const olga = await shop.admin<{ id: string }>('POST', 'employees', { name: 'Olga' });
    const ivan = await shop.admin<{ id: string }>('POST', 'employees', { name: 'Ivan' });
    const channel = await aChannel(shop, { employee: olga.id });
    await channel.tell('chat.started', { conversation: '1' });
    await channel.tell('chat.started', { conversation: '2', employee: ivan.id });
    const responsible = (await listed(shop)).map((chat) => chat.responsible);
    expect(responsible.sort()).toEqual([olga.id, ivan.id].sort());
  });

  it('is refused with a wrong signature, an unknown channel, and what is not understood', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop);
    const foreign = await aChannel(await aShop());
    const path = `/v1/conversations/${channel.gateway.key}`;
    const forged = await postSigned(path, foreign.gateway.secret, '{}');
    expect([forged.status, await forged.json()]).toMatchObject([
      403,
      { type: expect.stringMatching(/bad_signature$/) },
    ]);
    const unknown = await channel.tell('chat.started', { conversation: '1', channel: foreign.id });
    expect([unknown.status, await unknown.json()]).toMatchObject([400, { errors: [{ path: 'channel' }] }]);
    const bad = await channel.tell('chat.message', { conversation: '1', text: '' });
    expect([bad.status, await bad.json()]).toMatchObject([400, { errors: [{ path: 'text' }] }]);
    const exchange = await anExchange(shop);
    const other = await postSigned(`/v1/conversations/${exchange.key}`, exchange.secret, '{}');
    expect(other.status).toBe(404);
    expect(await listed(shop)).toEqual([]);
  });
});

describe('an offline request', () => {
  it('is a communication that is over', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop);
    const contact = { email: 'anna@people.test' };
    await channel.tell('request.created', { conversation: 'r1', text: 'Call me', contact, site: shop.site });
    expect(await listed(shop)).toMatchObject([
      { kind: 'request', phase: 'end', text: 'Call me', contact: { emails: ['anna@people.test'] } },
    ]);
    expect((await listed(shop))[0]?.site?.id).toBe(shop.site);
  });
});

describe('a channel', () => {
  it('shows the code to scan while its gateway pairs, and warns of private chats (S4-23)', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop, { type: 'whatsapp_personal' });
    expect(channel).toMatchObject({ status: 'not_connected', pairing: null });
    await channel.tell('channel.changed', { status: 'pairing', qr: '2@abc', ttlS: 60 });
    const shown = () =>
      shop.admin<Channel & { warnings: { code: string }[] }>('GET', `channels/${channel.id}`);
    expect(await shown()).toMatchObject({ status: 'pairing', pairing: { qr: '2@abc', until: at(60) } });
    expect((await shown()).warnings.map(({ code }) => code)).toContain('private_chats');
    vi.setSystemTime(START + 61_000);
    expect(await shown()).toMatchObject({ status: 'not_connected', pairing: null });
    await channel.tell('channel.changed', { status: 'connected' });
    expect(await shown()).toMatchObject({ status: 'connected', link: 'https://wa.me/79161234567' });
  });
});

describe('a channel of a site', () => {
  it('is renamed, put on chosen sites and led to by a link (S4-18, S4-21)', async () => {
    const shop = await aShop();
    const made = await shop.admin<Channel>('POST', 'channels', { name: 'Chat', type: 'site' });
    expect(made).toMatchObject({ status: 'connected', link: null });
    const changed = await shop.admin<Channel>('PATCH', `channels/${made.id}`, {
      name: 'Chat of the shop',
      sites: [shop.site],
    });
    expect(changed).toMatchObject({
      name: 'Chat of the shop',
      sites: [shop.site],
      link: 'https://shop.example/#ringlet',
    });
  });
});

describe('a communication', () => {
  it('comes of a call, once it begins and once it is over', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const call = { call: '1', number: '+74951000001', caller: '+79161234567' };
    await exchange.tell('call.started', call);
    const [begun] = await listCalls(shop);
    expect(await listed(shop)).toMatchObject([{ kind: 'call', phase: 'start', source: begun?.id }]);
    await exchange.tell('call.answered', call);
    await exchange.tell('call.ended', { ...call, talkS: 42 });
    await listCalls(shop);
    vi.setSystemTime(START + 16_000);
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    expect(await listed(shop)).toMatchObject([
      { phase: 'end', success: true, talkS: 42, contact: { phones: ['+79161234567'] } },
    ]);
  });

  it('comes of an order, and names who is reached at its office', async () => {
    const shop = await aShop();
    const { phone } = await shop.admin<{ phone: string }>('GET', `offices/${shop.office}`);
    const olga = await shop.admin<{ id: string }>('POST', 'employees', { name: 'Olga', phone });
    const order = await playOrder(shop);
    expect(await listed(shop)).toMatchObject([{ kind: 'callback', phase: 'start', source: order.id }]);
    await order.hand('manager', { type: 'answer' });
    await order.hand('manager', { type: 'digit', digit: '5' });
    await order.hand('visitor', { type: 'answer' });
    vi.setSystemTime(Date.now() + 60_000);
    await order.hand('visitor', { type: 'hangup' });
    expect(await listed(shop)).toMatchObject([{ phase: 'end', success: true, responsible: olga.id }]);
  });

  it('keeps no telephone in the table of what was told', async () => {
    const shop = await aShop();
    const channel = await aChannel(shop);
    await channel.tell('chat.started', { conversation: '1', contact: { phone: '+79161112233' } });
    await runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_, { storage }) => {
      const keys = storage.sql.exec<{ key: string }>('SELECT key FROM told_events').toArray();
      expect(JSON.stringify(keys)).not.toContain('9161112233');
    });
  });
});
