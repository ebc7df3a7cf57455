import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anAccount, aShop, type TestAccount } from './support/account.ts';
import { aCrm, DEALER, fakeCrms, PORTAL } from './support/crm.ts';
import { anExchange, listCalls } from './support/telephony.ts';
import { settleWebhooks } from './support/webhooks.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-12-07T12:00:00+03:00');
const ANNA = { name: 'Anna', phone: '+79161112233' };

let crms: ReturnType<typeof fakeCrms>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  crms = fakeCrms();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

interface Listed {
  id: string;
  status: string;
  subject: string;
  to: string;
  about: string;
  attempts: { outcome: string; detail: string }[];
}
const log = async (account: TestAccount, crm: { id: string }) =>
  (await account.admin<{ items: Listed[] }>('GET', `deliveries?destination=${crm.id}`)).items;
const leads = () => crms.bitrix.data.items[1];

describe('a communication on its way to a CRM', () => {
  it('makes what the rules say, once, and comments on it when the person writes again (S4-26, S4-28, S4-31)', async () => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24', { repeated: [], comment: 'By {{ channel_name }}' });
    await crm.tell('request.created', { conversation: '1', contact: ANNA, text: 'Is it in stock?' });
    await crm.settle();
    expect(leads()).toMatchObject([{ title: 'Request Anna', assignedById: 1, comments: 'By WhatsApp' }]);
    await crm.tell('request.created', { conversation: '2', contact: ANNA, text: 'Hello?' });
    await crm.settle();
    expect(leads()).toHaveLength(1);
    const texts = crms.bitrix.data.comments.map(({ COMMENT }) => String(COMMENT));
    expect(texts.filter((text) => text.includes('Is it in stock?'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Hello?'))).toHaveLength(1);
    const [last, first] = await log(shop, crm);
    expect(first).toMatchObject({
      status: 'delivered',
      subject: 'request, end',
      attempts: [{ outcome: 'delivered' }],
    });
    expect(last?.about).toMatch(/^com_/);
  });

  it.each([
    ['an answer that is lost', { kind: 'cut' as const }],
    ['a page of somebody else', { kind: 'html' as const }],
    ['an overload', { kind: 'status' as const, status: 503, body: '{"error":"QUERY_LIMIT_EXCEEDED"}' }],
  ])('goes on where it stopped after %s, and doubles nothing', async (_, fault) => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24', { first: ['contact', 'lead', 'deal'] });
    for (const method of ['crm.item.add', 'crm.timeline.comment.add']) crms.faults.next(method, fault, fault);
    await crm.tell('request.created', { conversation: '1', contact: ANNA, text: 'Is it in stock?' });
    for (let i = 0; i < 8; i++) {
      await crm.settle();
      vi.setSystemTime(Date.now() + 3 * 60 * MINUTE);
    }
    const { items, comments } = crms.bitrix.data;
    expect([items[1].length, items[2].length, items[3].length, comments.length]).toEqual([1, 1, 1, 1]);
    expect(await log(shop, crm)).toMatchObject([{ status: 'delivered' }]);
  });

  it('flows into the lead line by line while a chat goes on (S4-40)', async () => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24', { chatAt: 'start' });
    const chat = { conversation: '4711', contact: ANNA };
    await crm.tell('chat.started', chat);
    await crm.settle();
    expect(leads()).toHaveLength(1);
    for (const text of ['One', 'Two']) {
      vi.setSystemTime(Date.now() + MINUTE);
      await crm.tell('chat.message', { ...chat, text });
      await crm.settle();
    }
    await crm.tell('chat.finished', chat);
    await crm.settle();
    expect(leads()).toHaveLength(1);
    const texts = crms.bitrix.data.comments.map(({ COMMENT }) => String(COMMENT));
    for (const text of ['One', 'Two']) expect(texts.filter((one) => one.includes(text))).toHaveLength(1);
  });

  it('is not passed on by a section that is off, by a channel that is not ticked, or while the other switch is off', async () => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24');
    const tell = async () => {
      await crm.tell('request.created', { conversation: crypto.randomUUID(), contact: ANNA, text: 'x' });
      await crm.settle();
      return leads().length;
    };
    const patch = (settings: object) => shop.admin('PATCH', `integrations/${crm.id}`, { crm: settings });
    await patch({ other: { isActive: false } });
    expect(await tell()).toBe(0);
    await patch({ other: { isActive: true }, requests: { isActive: false } });
    expect(await tell()).toBe(0);
    await patch({ requests: { isActive: true, channels: [] } });
    expect(await tell()).toBe(0);
    expect(await log(shop, crm)).toEqual([]);
    await patch({ requests: { channels: [crm.channel] } });
    expect(await tell()).toBe(1);
  });

  it('is refused for good only by what nobody can mend, and can be replayed', async () => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24');
    const body = '{"error":"ACCESS_DENIED","error_description":"Access denied."}';
    crms.faults.next('crm.item.add', { kind: 'status', status: 403, body });
    await crm.tell('request.created', { conversation: '1', contact: ANNA, text: 'x' });
    await crm.settle();
    const [refused] = await log(shop, crm);
    expect(refused).toMatchObject({ status: 'refused', to: `https://${PORTAL}/` });
    expect(refused?.attempts[0]?.detail).toMatch(/^create:lead: /);
    expect(leads()).toEqual([]);
    await shop.admin('POST', `deliveries/${refused?.id}/replay`);
    await crm.settle();
    expect(await log(shop, crm)).toMatchObject([{ status: 'delivered' }]);
    expect(leads()).toHaveLength(1);
  });

  it('stands still while its queue is paused, and is gone with its integration', async () => {
    const shop = await anAccount();
    const crm = await aCrm(shop, 'bitrix24');
    await shop.admin('PUT', 'deliveries/pause', { destination: crm.id });
    await crm.tell('request.created', { conversation: '1', contact: ANNA, text: 'x' });
    await crm.settle();
    expect(leads()).toEqual([]);
    expect(await log(shop, crm)).toMatchObject([{ status: 'waiting', paused: true }]);
    await shop.admin('PUT', 'deliveries/resume', { destination: crm.id });
    await crm.settle();
    expect(leads()).toHaveLength(1);
    await shop.admin('DELETE', `integrations/${crm.id}`);
    expect(await log(shop, crm)).toEqual([]);
    await crm.tell('request.created', { conversation: '2', contact: ANNA, text: 'x' });
    await crm.settle();
    expect(leads()).toHaveLength(1);
  });
});

describe('what comes outside of working hours (S3-7, S3-28)', () => {
  it('waits for them, with all that is said meanwhile, and is written when they begin', async () => {
    const shop = await anAccount();
    const hours = [{ from: '09:00', to: '18:00' }];
    const week = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, hours]),
    );
    const schedule = (
      await shop.admin<{ id: string }>('POST', 'schedules', { name: 'H', timeZone: 'Europe/Moscow', week })
    ).id;
    const crm = await aCrm(shop, 'bitrix24', { waitForHours: true }, { schedule });
    vi.setSystemTime(Date.parse('2026-12-07T22:00:00+03:00'));
    const chat = { conversation: '1', contact: ANNA };
    await crm.tell('chat.message', { ...chat, text: 'Anybody there?' });
    await crm.tell('chat.finished', chat);
    await crm.settle();
    expect(await log(shop, crm)).toEqual([]);
    vi.setSystemTime(Date.parse('2026-12-08T08:59:00+03:00'));
    await crm.settle();
    expect(leads()).toEqual([]);
    vi.setSystemTime(Date.parse('2026-12-08T09:00:01+03:00'));
    await crm.settle();
    expect(leads()).toHaveLength(1);
    expect(String(crms.bitrix.data.comments[0]?.COMMENT)).toContain('Anybody there?');
  });
});

describe('AutoCRM', () => {
  it('gets an inquiry of a request, with sources that are made for it (S3-5, S3-10, S3-26)', async () => {
    const shop = await anAccount();
    crms.autocrm.add('autosalon', { name: 'Dealer' });
    crms.autocrm.add('leads/requestType', { name: 'New cars' });
    const crm = await aCrm(shop, 'autocrm', {
      source: '{{ campaign_name or "Site" }}',
      vendor: { salon: '1', requestType: '2', contactType: 'internet' },
      comment: '{{ message }}',
    });
    await crm.tell('request.created', { conversation: '1', contact: ANNA, text: 'A test drive' });
    await crm.settle();
    expect(await log(shop, crm)).toMatchObject([{ status: 'delivered', to: DEALER }]);
    expect(crms.autocrm.rows['leads/request']).toMatchObject([{ comment: 'A test drive' }]);
    expect(crms.autocrm.rows.source.map(({ name }) => name)).toEqual(['Site']);
  });
});

describe('a call', () => {
  it('is written when it is over, and to every CRM whose rules want it (S3-1)', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const bitrix = await aCrm(shop, 'bitrix24', { comment: '{{ direction }} {{ result }} {{ talk_s }}' });
    const call = { call: 'a-1', number: '+74951000001', caller: ANNA.phone };
    await exchange.tell('call.started', call);
    await listCalls(shop);
    await bitrix.settle();
    expect(leads()).toEqual([]);
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    await exchange.tell('call.ended', { ...call, outcome: 'completed', talkS: 110 });
    await listCalls(shop);
    vi.setSystemTime(Date.now() + MINUTE);
    await settleWebhooks(shop, [bitrix]);
    expect(leads()).toMatchObject([{ title: `Call ${ANNA.phone}`, comments: 'in success 110' }]);
  });
});
