import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { CallbackRecord } from '../../edge/domain/facts.ts';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import type { Call } from '../../shared/contract/admin/call.ts';
import { sendBy } from './support/access.ts';
import { aShop, type TestShop } from './support/account.ts';
import { order } from './support/page.ts';
import { anExchange, listCalls } from './support/telephony.ts';
import { aWebhook, FakeWorld, settleWebhooks } from './support/webhooks.ts';

const CALLER = '+79161234567';
const MASKED = '+7916•••4567';
const RECORDING = 'https://pbx.shop.example/1.mp3';

/** A shop with one call that was recorded; answers its id. */
async function aCalledShop(): Promise<{ shop: TestShop; call: string }> {
  const shop = await aShop();
  const exchange = await anExchange(shop);
  const call = { call: 'c1', number: '+74951000001', caller: CALLER };
  await exchange.tell('call.started', call);
  await exchange.tell('call.ended', { ...call, talkS: 5 });
  await exchange.tell('call.recording_ready', { ...call, recordingUrl: RECORDING });
  const [made] = await listCalls(shop);
  return { shop, call: made?.id ?? '' };
}

/** Whoever holds a token with these rights alone. */
async function holderOf(shop: TestShop, scopes: string[]) {
  const { token } = await shop.admin<{ token: string }>('POST', 'tokens', { name: 'T', scopes });
  return sendBy(token, shop.id);
}

async function hideAll(shop: TestShop): Promise<void> {
  await shop.admin('PATCH', '', { privacy: { hidePhones: true } });
}

describe('a recording', () => {
  it('is where it is for who may download, and nowhere for others (S2-82)', async () => {
    const { shop, call } = await aCalledShop();
    const viewer = await holderOf(shop, ['calls:view', 'events:view', 'calls:export']);
    const listener = await holderOf(shop, ['calls:view', 'calls:download']);
    expect((await viewer('GET', `calls/${call}`)).body.recordingUrl).toBeNull();
    expect((await viewer('GET', 'calls')).body.items).toMatchObject([{ recordingUrl: null }]);
    expect((await listener('GET', `calls/${call}`)).body.recordingUrl).toBe(RECORDING);
    for (const accept of ['text/csv', 'application/x-ndjson']) {
      const { status, body } = await viewer('GET', 'calls', { headers: { accept } });
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(RECORDING);
      expect((await listener('GET', 'calls', { headers: { accept } })).status).toBe(403);
    }
    expect(JSON.stringify((await viewer('GET', 'events')).body)).not.toContain(RECORDING);
  });

  it('of an ordered call too', async () => {
    const shop = await aShop();
    const { id } = await order(shop);
    await runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_, { storage }) => {
      const entities = new EntityStore(storage.sql);
      const known = entities.get('callbacks', id) as CallbackRecord;
      const past = {
        attempt: 1,
        startedAt: 1,
        endedAt: 2,
        outcome: '200-200',
        legs: [],
        recording: RECORDING,
      };
      entities.save('callbacks', { ...known, attempts: [past] }, 1000);
    });
    const viewer = await holderOf(shop, ['callbacks:view']);
    const listener = await holderOf(shop, ['callbacks:view', 'calls:download']);
    expect((await viewer('GET', `callbacks/${id}`)).body.attempts[0].recording).toBeNull();
    expect((await listener('GET', `callbacks/${id}`)).body.attempts[0].recording).toBe(RECORDING);
  });
});

describe('tags of a call', () => {
  it('are set by who may tag, kept when more is told of it, and asked for (S2-82)', async () => {
    const { shop, call } = await aCalledShop();
    const viewer = await holderOf(shop, ['calls:view', 'calls:export', 'calls:download', 'calls:hide']);
    const tagger = await holderOf(shop, ['calls:view', 'calls:tag']);
    const patch = { body: { ownTags: ['order', 'spam'] }, headers: { 'if-match': '*' } };
    expect((await viewer('PATCH', `calls/${call}`, patch)).status).toBe(403);
    expect((await tagger('PATCH', `calls/${call}`, patch)).body.ownTags).toEqual(['order', 'spam']);
    const exchange = await anExchange(shop);
    await exchange.tell('call.started', { call: 'c2', number: '+74951000001', caller: CALLER });
    await listCalls(shop);
    expect((await tagger('GET', 'calls?ownTags=spam')).body.items).toMatchObject([{ id: call }]);
    expect((await tagger('GET', 'calls?ownTags=other')).body.items).toEqual([]);
    const twice = { ...patch, body: { ownTags: ['a', 'a'] } };
    expect((await tagger('PATCH', `calls/${call}`, twice)).status).toBe(400);
    const facts = { ...patch, body: { caller: '+79160000000' } };
    expect((await tagger('PATCH', `calls/${call}`, facts)).status).toBe(400);
  });

  it('outlast what a provider still tells', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const told = { call: 'c1', number: '+74951000001', caller: CALLER };
    await exchange.tell('call.started', told);
    const [{ id } = { id: '' }] = await listCalls(shop);
    await shop.admin('PATCH', `calls/${id}`, { ownTags: ['order'] });
    await shop.admin('POST', `calls/${id}/hide`);
    await exchange.tell('call.ended', { ...told, talkS: 200 });
    await exchange.tell('call.ended', { ...told, caller: '+79161230000', talkS: 200 });
    expect(await listCalls(shop)).toMatchObject([{ status: 'completed', ownTags: ['order'], hidden: true }]);
  });
});

describe('a call that is hidden', () => {
  it('shows its caller to who may hide calls, and to nobody else, wherever it is listed (S2-82)', async () => {
    const { shop, call } = await aCalledShop();
    const viewer = await holderOf(shop, [
      'calls:view',
      'calls:export',
      'leads:view',
      'events:view',
      'calls:tag',
    ]);
    const hider = await holderOf(shop, ['calls:view', 'calls:hide', 'leads:view']);
    expect((await viewer('POST', `calls/${call}/hide`)).status).toBe(403);
    expect((await viewer('GET', `calls/${call}`)).body.caller).toBe(CALLER);
    expect((await hider('POST', `calls/${call}/hide`)).body).toMatchObject({ hidden: true, caller: CALLER });
    expect((await viewer('GET', 'calls')).body.items).toMatchObject([{ hidden: true, caller: MASKED }]);
    expect((await viewer('GET', 'leads')).body.items).toMatchObject([{ kind: 'call', phone: MASKED }]);
    expect((await hider('GET', 'leads')).body.items).toMatchObject([{ phone: CALLER }]);
    const events = await viewer('GET', 'events');
    expect(events.body.items.length).toBeGreaterThan(1);
    const csv = await viewer('GET', 'calls', { headers: { accept: 'text/csv' } });
    const tagged = await viewer('PATCH', `calls/${call}`, {
      body: { ownTags: ['x'] },
      headers: { 'if-match': '*' },
    });
    for (const { status, body } of [events, csv, tagged]) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('9161234567');
      expect(JSON.stringify(body)).toContain('•••4567');
    }
    // A filter would tell what the dots are.
    const asked = `calls?caller=${encodeURIComponent(CALLER)}`;
    expect((await viewer('GET', asked)).body.items).toEqual([]);
    expect((await hider('GET', asked)).body.items).toHaveLength(1);
    expect((await viewer('GET', 'calls?hidden=true')).body.items).toHaveLength(1);
    await hider('POST', `calls/${call}/reveal`);
    expect((await viewer('GET', `calls/${call}`)).body).toMatchObject({ hidden: false, caller: CALLER });
    expect((await viewer('GET', 'leads')).body.items).toMatchObject([{ phone: CALLER }]);
  });

  it('is sent in full to where the account sends its events, whose log shows as much as the list', async () => {
    const world = new FakeWorld();
    const shop = await aShop();
    await hideAll(shop);
    const webhook = await aWebhook(shop, 'crm.example', { events: ['call.started', 'lead.created'] });
    const exchange = await anExchange(shop);
    await exchange.tell('call.started', { call: 'c1', number: '+74951000001', caller: CALLER });
    await listCalls(shop);
    await settleWebhooks(shop, [webhook]);
    const sent = world.at('crm.example');
    expect(sent.map(({ type }) => type).toSorted()).toEqual(['call.started', 'lead.created']);
    for (const { body } of sent) expect(body).toContain(CALLER);
    const viewer = await holderOf(shop, ['deliveries:view']);
    const all = await holderOf(shop, ['deliveries:view', 'calls:hide']);
    expect(JSON.stringify((await viewer('GET', 'deliveries')).body)).not.toContain('9161234567');
    expect(JSON.stringify((await all('GET', 'deliveries')).body)).toContain(CALLER);
  });
});

describe('an account that hides telephones', () => {
  it('shows them in calls, callbacks, leads, consents, events and mails to who may hide calls alone', async () => {
    const { shop } = await aCalledShop();
    await shop.admin('PATCH', `offices/${shop.office}`, {
      notifications: [{ email: 'a@b.example', on: 'all' }],
    });
    await order(shop, { phone: CALLER });
    await hideAll(shop);
    const kinds = ['calls', 'callbacks', 'leads', 'consents', 'events', 'deliveries'];
    const views = kinds.map((kind) => `${kind}:view`);
    const viewer = await holderOf(shop, views);
    const seer = await holderOf(shop, [...views, 'calls:hide']);
    for (const kind of kinds.slice(0, 5)) {
      const hidden = JSON.stringify((await viewer('GET', kind)).body);
      expect([kind, hidden.includes('9161234567'), hidden.includes(MASKED)]).toEqual([kind, false, true]);
      expect(JSON.stringify((await seer('GET', kind)).body)).toContain(CALLER);
    }
    expect(JSON.stringify((await viewer('GET', 'deliveries')).body)).not.toContain('9161234567');
    for (const [kind, field] of [
      ['calls', 'caller'],
      ['leads', 'phone'],
      ['consents', 'phone'],
    ] as const) {
      const asked = `${kind}?${field}=${encodeURIComponent(CALLER)}`;
      expect((await viewer('GET', asked)).body.items).toEqual([]);
      expect((await seer('GET', asked)).body.items.length).toBeGreaterThan(0);
    }
    const items = (await viewer('GET', 'calls')).body.items as Call[];
    expect(items.every(({ caller }) => caller === MASKED)).toBe(true);
  });
});
