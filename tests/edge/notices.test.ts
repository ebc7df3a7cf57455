import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { listQueue, settleDeliveries } from './support/deliveries.ts';
import { changeWidget, playOrder } from './support/telephones.ts';
import { anExchange } from './support/telephony.ts';

const MINUTE = 60_000;
const NO_PAUSES = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
const LATER = Date.parse('2026-12-07T13:00:00+03:00');
const NOON = Date.parse('2026-12-07T12:00:00+03:00');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

async function aShopThat(tells: Record<'office' | 'otherOffice', unknown[]>): Promise<TestShop> {
  const shop = await aShop();
  for (const place of ['office', 'otherOffice'] as const) {
    await shop.admin('PATCH', `offices/${shop[place]}`, { notifications: tells[place] });
  }
  await changeWidget(shop, { scenario: { delays: NO_PAUSES, retries: { afterMin: [10, 10, 10] } } });
  return shop;
}

const recipients = async (shop: TestShop) => (await listQueue(shop)).map(({ to }) => to).sort();

/** The manager of the one office that is called answers, lets the client be called, and both talk for two minutes. */
async function talk(call: Awaited<ReturnType<typeof playOrder>>): Promise<void> {
  await call.hand('manager', { type: 'answer' });
  await call.hand('manager', { type: 'digit', digit: '5' });
  await call.hand('visitor', { type: 'answer' });
  vi.setSystemTime(Date.now() + 2 * MINUTE);
  await call.hand('visitor', { type: 'hangup' });
}

describe('a mail about a callback', () => {
  it('goes out for each failed call, none for the one that worked, none to the other office (S1-18, S1-19)', async () => {
    const shop = await aShopThat({
      office: [{ email: 'email@email.com', on: 'failure' }],
      otherOffice: [{ email: 'other@email.com', on: 'all' }],
    });
    const call = await playOrder(shop, { office: shop.office, phone: '+79161234567', name: '<b>Anna</b>' });
    await call.hand('manager', { type: 'decline' });
    expect(await recipients(shop)).toEqual(['email@email.com']);

    vi.setSystemTime(NOON + 10 * MINUTE);
    await call.settle();
    await call.hand('manager', { type: 'decline' });
    expect(await recipients(shop)).toEqual(['email@email.com', 'email@email.com']);

    vi.setSystemTime(NOON + 20 * MINUTE);
    await call.settle();
    await talk(call);
    expect(await call.status()).toBe('completed');
    const mails = await listQueue(shop);
    expect(mails.map(({ to }) => to)).toEqual(['email@email.com', 'email@email.com']);
    expect(mails[0]).toMatchObject({
      subject: 'Несостоявшийся звонок: +79161234567 · Showroom',
      text: expect.stringContaining('Причина: у менеджера занято'),
      html: expect.stringContaining('&lt;b&gt;Anna&lt;/b&gt;'),
    });
    expect(mails[0]?.text).toContain('7 декабря 2026');
  });

  it('goes to every address of an office whose kind of call it is, and to nobody any more once removed (S1-20, S1-21)', async () => {
    const tells = [
      { email: 'good@email.com', on: 'success' },
      { email: 'bad@email.com', on: 'failure' },
      { email: 'all@email.com', on: 'all' },
    ];
    const shop = await aShopThat({ office: tells, otherOffice: [] });
    const call = await playOrder(shop, { office: shop.office });
    await call.hand('manager', { type: 'decline' });
    expect(await recipients(shop)).toEqual(['all@email.com', 'bad@email.com']);

    await shop.admin('PATCH', `offices/${shop.office}`, { notifications: tells.slice(0, 1) });
    vi.setSystemTime(NOON + 10 * MINUTE);
    await call.settle();
    await talk(call);
    expect(await recipients(shop)).toEqual(['all@email.com', 'bad@email.com', 'good@email.com']);
  });

  it('is in the language that the account has set', async () => {
    const shop = await aShopThat({ office: [{ email: 'a@email.com', on: 'all' }], otherOffice: [] });
    await shop.admin('PATCH', '', { mail: { language: 'en' } });
    const call = await playOrder(shop, { office: shop.office, phone: '+79161234567' });
    await call.hand('manager', { type: 'decline' });
    const [mail] = await listQueue(shop);
    expect(mail).toMatchObject({
      subject: 'Unsuccessful call: +79161234567 · Showroom',
      text: expect.stringContaining('Next attempt: 7 December 2026'),
    });
  });

  it('tells each office of its own call: the busy one of a failure, the one that talked of a success', async () => {
    const shop = await aShopThat({
      office: [{ email: 'first@email.com', on: 'all' }],
      otherOffice: [{ email: 'second@email.com', on: 'all' }],
    });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'decline' });
    await talk(call);
    const mails = await listQueue(shop);
    expect(Object.fromEntries(mails.map(({ to, subject }) => [to, subject.split(':')[0]]))).toEqual({
      'first@email.com': 'Несостоявшийся звонок',
      'second@email.com': 'Состоявшийся звонок',
    });
  });
});

describe('the list of deliveries', () => {
  it('tells how far each mail has come, and whether its queue stands still', async () => {
    const shop = await aShopThat({ office: [{ email: 'a@email.com', on: 'all' }], otherOffice: [] });
    const list = async () => {
      await settleDeliveries(shop);
      const { items } = await shop.admin<{ items: Record<string, unknown>[] }>('GET', 'deliveries');
      return items;
    };
    await shop.admin('PUT', 'deliveries/pause', { destination: 'mail' });
    const call = await playOrder(shop, { office: shop.office });
    await call.hand('manager', { type: 'decline' });
    expect(await list()).toMatchObject([
      { to: 'a@email.com', about: call.id, status: 'waiting', paused: true, attempts: [] },
    ]);
    await shop.admin('PUT', 'deliveries/resume', { destination: 'mail' });
    await expect.poll(list).toMatchObject([
      {
        status: 'waiting',
        paused: false,
        attempts: [{ outcome: 'retry', detail: 'This server has no way to send mail yet.' }],
      },
    ]);
    const [mail] = await list();
    const again = await shop.admin('POST', `deliveries/${mail?.id}/replay`);
    expect(again).toMatchObject({ status: 'waiting', endedAt: null });
    await expect.poll(async () => (await list())[0]?.attempts).toHaveLength(2);
  });
});

describe('a mail about an inbound call', () => {
  async function aCalledShop() {
    const shop = await aShopThat({
      office: [
        { email: 'bad@email.com', on: 'failure' },
        { email: 'good@email.com', on: 'success' },
      ],
      otherOffice: [{ email: 'other@email.com', on: 'all' }],
    });
    await aCampaign(shop, { numbers: ['+74951000001'] });
    vi.setSystemTime(LATER);
    return { shop, exchange: await anExchange(shop) };
  }
  const call = { call: 'a-1', number: '+74951000001', caller: '+79161234567' };
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();

  it('is written for one that nobody answered, once, however often its end is told', async () => {
    const { shop, exchange } = await aCalledShop();
    const [startedAt, endedAt] = [at(-40_000), at(-1_000)];
    await exchange.tell('call.started', call, { timestamp: startedAt });
    await exchange.tell('call.ended', { ...call, outcome: 'no_answer' }, { timestamp: endedAt });
    await exchange.tell('call.ended', { ...call, outcome: 'no_answer' }, { timestamp: endedAt });
    expect(await recipients(shop)).toEqual([]);
    vi.setSystemTime(LATER + MINUTE);
    expect(await recipients(shop)).toEqual(['bad@email.com']);
    const [mail] = await listQueue(shop);
    expect(mail?.subject).toBe('Пропущенный звонок: +79161234567 · Showroom');
    const recordingUrl = 'https://pbx.example/a-1.mp3';
    await exchange.tell('call.ended', { ...call, outcome: 'no_answer' });
    vi.setSystemTime(LATER + 2 * MINUTE);
    expect(await recipients(shop)).toEqual(['bad@email.com']);
    // A recording is a talk after all: another word about the same call, which nobody needs any more.
    await exchange.tell('call.recording_ready', { ...call, recordingUrl });
    vi.setSystemTime(LATER + 3 * MINUTE);
    expect((await recipients(shop)).filter((to) => to === 'bad@email.com')).toHaveLength(1);
  });

  it('waits for what the provider tells late: an answered call is not mourned', async () => {
    const { shop, exchange } = await aCalledShop();
    await exchange.tell('call.ended', call, { timestamp: at(-1_000) });
    vi.setSystemTime(LATER + 5_000);
    await exchange.tell('call.answered', call, { timestamp: at(-36_000) });
    vi.setSystemTime(LATER + MINUTE);
    expect(await recipients(shop)).toEqual(['good@email.com']);
  });
});
