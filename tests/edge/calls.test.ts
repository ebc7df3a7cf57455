import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerCall } from '../../edge/adapters/telephony/answer-call.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';
import { anExchange, listCalls, postSigned } from './support/telephony.ts';

const CALLER = '+79161234567';
const POOL = ['+74951000001', '+74951000002'];
const HOUR_MS = 3_600_000;

const accountOf = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);
const started = (number: string, caller: string | null = CALLER) => ({
  call: crypto.randomUUID(),
  number,
  caller,
});

/** As if everything the pool ever promised had happened that much earlier. */
async function earlier(shop: TestShop, campaign: string, ms: number): Promise<void> {
  await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${campaign}`), (_, { storage }) => {
    storage.sql.exec('UPDATE numbers SET expires_at = expires_at - ?1, rest_until = rest_until - ?1', ms);
    storage.sql.exec('UPDATE segments SET from_at = from_at - ?1, until_at = until_at - ?1', ms);
  });
  await runInDurableObject(accountOf(shop), (_, { storage }) => {
    storage.sql.exec('UPDATE number_assignments SET from_at = from_at - ?', ms);
  });
}

describe('the verdict of an inbound call', () => {
  it('is exact for the visitor who holds the number, with touch and session', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { source: 'yandex', numbers: POOL });
    const exchange = await anExchange(shop);
    const ann = await swap(shop, 'utm_source=yandex&utm_medium=cpc');
    const call = started(ann.swaps[0]?.number ?? '');
    expect((await exchange.tell('call.started', call)).status).toBe(204);
    expect((await exchange.tell('call.answered', call)).status).toBe(204);
    expect((await exchange.tell('call.ended', { ...call, talkS: 130 })).status).toBe(204);
    expect(await listCalls(shop)).toMatchObject([
      {
        verdict: 'exact',
        status: 'completed',
        campaign,
        office: shop.office,
        visitor: ann.visitor,
        session: ann.session,
        touch: { source: 'yandex', medium: 'cpc' },
        caller: CALLER,
        talkS: 130,
        tags: ['unique', 'target', 'unique_target'],
        provider: 'webhook',
        integration: exchange.id,
        others: [],
      },
    ]);
  });

  it('counts at its campaign, in the list of them too', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { source: 'yandex', numbers: POOL });
    const other = await aCampaign(shop, { source: 'google', numbers: ['+74951000003'] });
    const exchange = await anExchange(shop);
    const { swaps } = await swap(shop, 'utm_source=yandex');
    const numbers = [swaps[0]?.number ?? '', swaps[0]?.number ?? '', '+74951000003', '+74999999999'];
    for (const number of numbers) await exchange.tell('call.started', started(number, null));
    expect(await listCalls(shop)).toHaveLength(4);
    type Counted = { id: string; calls: number };
    const { items } = await shop.admin<{ items: Counted[] }>('GET', 'campaigns?fields=calls');
    expect(items).toEqual([
      { id: campaign, calls: 2 },
      { id: other, calls: 1 },
    ]);
    expect(await shop.admin('GET', `campaigns/${campaign}`)).toMatchObject({ calls: 2 });
  });

  it('is late after the promise, ambiguous after two, and sharpened by who tapped the number', async () => {
    // The clock moves by hand: a share follows from the time between two leases, however slow the machine is.
    let now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    onTestFinished(() => void vi.useRealTimers());
    const pass = () => vi.setSystemTime(++now);
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    const exchange = await anExchange(shop);
    const ann = await swap(shop, '');
    const number = ann.swaps[0]?.number ?? '';
    await earlier(shop, campaign, HOUR_MS);
    await exchange.tell('call.started', started(number));
    expect(await listCalls(shop)).toMatchObject([
      { verdict: 'late', visitor: ann.visitor, candidates: [{ visitor: ann.visitor, share: 1 }] },
    ]);

    pass();
    const visitors = [await swap(shop, ''), await swap(shop, '')];
    const bob = visitors.find(({ swaps }) => swaps[0]?.number === number);
    await earlier(shop, campaign, HOUR_MS);
    await exchange.tell('call.started', started(number, '+79160000001'));
    const [call] = await listCalls(shop);
    expect(call).toMatchObject({ verdict: 'ambiguous', visitor: null, campaign, office: shop.office });
    expect(call?.candidates.map(({ visitor }) => visitor)).toEqual([bob?.visitor, ann.visitor]);
    expect(call?.candidates[0]?.share).toBeCloseTo(64 / 65, 3);

    pass();
    await accountOf(shop).noteTaps({
      taps: [{ visitor: String(ann.visitor), office: shop.office, at: Date.now() }],
    });
    await exchange.tell('call.started', started(number, '+79160000002'));
    const [sharpened] = await listCalls(shop);
    const share = sharpened?.candidates.find(({ visitor }) => visitor === ann.visitor)?.share;
    expect(share).toBeCloseTo(20 / (20 + 64), 3);
  });

  it('goes by the account’s own late window, and its tags by the account’s figures (S2-55)', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    const exchange = await anExchange(shop);
    const { swaps } = await swap(shop, '');
    await earlier(shop, campaign, HOUR_MS);
    const set = (attribution: Record<string, number>) =>
      send(`/admin/v1/accounts/${shop.id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${shop.token}`, 'if-match': '*' },
        body: JSON.stringify({ attribution }),
      });
    await set({ lateWindowS: 600, targetS: 30 });
    const call = started(swaps[0]?.number ?? '');
    await exchange.tell('call.started', call);
    await exchange.tell('call.ended', { ...call, talkS: 30 });
    // The promise ended fifty minutes ago.
    expect(await listCalls(shop)).toMatchObject([
      { verdict: 'none', candidates: [], tags: ['unique', 'target', 'unique_target'] },
    ]);
    await earlier(shop, campaign, 30 * HOUR_MS);
    await set({ lateWindowS: 172_800 });
    await exchange.tell('call.started', started(swaps[0]?.number ?? ''));
    expect((await listCalls(shop, '?limit=1'))[0]).toMatchObject({ verdict: 'late', tags: [] });
  });

  it('is repeat for a caller who was certain before, static for a shared number, fallback and none', async () => {
    const shop = await aShop();
    const dynamic = await aCampaign(shop, { source: 'a', numbers: POOL, fallback: '+74951000003' });
    const shared = await aCampaign(shop, { source: 'b', numbers: ['+74951000004'] });
    const exchange = await anExchange(shop);
    const ann = await swap(shop, 'utm_source=a');
    await exchange.tell('call.started', started(ann.swaps[0]?.number ?? ''));
    await listCalls(shop);
    const tell = async (number: string, caller: string | null) => {
      const call = started(number, caller);
      await exchange.tell('call.started', call);
      return (await listCalls(shop, '?limit=1'))[0];
    };
    expect(await tell('+74951000003', CALLER)).toMatchObject({
      verdict: 'repeat',
      visitor: ann.visitor,
      campaign: dynamic,
      tags: [],
    });
    expect(await tell('+74951000004', CALLER)).toMatchObject({
      verdict: 'static',
      visitor: null,
      campaign: shared,
    });
    expect(await tell('+74951000003', '+79160000003')).toMatchObject({
      verdict: 'fallback',
      campaign: dynamic,
      tags: ['unique'],
    });
    expect(await tell('+74951000005', null)).toMatchObject({ verdict: 'none', campaign: null, tags: [] });
    expect(await tell('+74999999999', CALLER)).toMatchObject({ verdict: 'none', number: '+74999999999' });
  });

  it('still finds the holder after the campaign was archived and the number removed', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    const exchange = await anExchange(shop);
    const ann = await swap(shop, '');
    const number = ann.swaps[0]?.number ?? '';
    await shop.admin('POST', `campaigns/${campaign}/archive`);
    await evictDurableObject(accountOf(shop));
    await evictDurableObject(env.POOL.getByName(`pool:${shop.id}:${campaign}`));
    await exchange.tell('call.started', started(number));
    expect(await listCalls(shop)).toMatchObject([{ verdict: 'exact', visitor: ann.visitor, campaign }]);
  });
});

describe('the events of a call at the door', () => {
  const tellAll = async (order: number[]) => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const call = { call: 'one', number: '+74951000001', caller: CALLER };
    const begin = Math.floor(Date.now() / 1000) * 1000 - 200_000;
    const at = (s: number) => ({ timestamp: new Date(begin + s * 1000).toISOString() });
    const events = [
      () => exchange.tell('call.started', call, { id: 'm1', ...at(0) }),
      () => exchange.tell('call.answered', call, { id: 'm2', ...at(8) }),
      () => exchange.tell('call.ended', { ...call, outcome: 'completed' }, { id: 'm3', ...at(158) }),
      () =>
        exchange.tell(
          'call.recording_ready',
          { call: 'one', recordingUrl: 'https://pbx.example/1.mp3' },
          { id: 'm4', ...at(170) },
        ),
    ];
    for (const i of order) expect((await events[i]?.())?.status).toBe(204);
    const calls = await listCalls(shop);
    expect(calls).toHaveLength(1);
    const { startedAt, answeredAt, endedAt, id: _, integration: __, ...rest } = calls[0] ?? {};
    return { ...rest, at: [startedAt, answeredAt, endedAt].map((text) => Date.parse(String(text)) - begin) };
  };

  it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0, 3, 1]], [[1, 1, 3, 2, 0, 0, 2, 3]]])(
    'in the order %j give the same record',
    async (order) => {
      expect(await tellAll(order)).toMatchObject({
        status: 'completed',
        talkS: 150,
        at: [0, 8_000, 158_000],
        recordingUrl: 'https://pbx.example/1.mp3',
        tags: ['unique', 'target', 'unique_target'],
      });
    },
  );

  it('count once by their id, whatever a repetition says', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const call = { call: 'one', number: '+74951000001', caller: CALLER };
    await exchange.tell('call.ended', { ...call, outcome: 'completed', talkS: 30 }, { id: 'm1' });
    await exchange.tell('call.ended', { ...call, outcome: 'completed', talkS: 300 }, { id: 'm1' });
    expect(await listCalls(shop)).toMatchObject([{ talkS: 30 }]);
  });

  it('that come days later leave the verdict as it was', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    const exchange = await anExchange(shop);
    const ann = await swap(shop, '');
    const call = started(ann.swaps[0]?.number ?? '');
    await exchange.tell('call.started', call);
    await listCalls(shop);
    await runInDurableObject(accountOf(shop), (_, { storage }) => {
      const earlierBy = 3 * 24 * HOUR_MS;
      storage.sql.exec(
        `UPDATE entities SET body = json_set(body, '$.startedAt', json_extract(body, '$.startedAt') - ?1,
           '$.facts.startedAt', json_extract(body, '$.facts.startedAt') - ?1) WHERE kind = 'calls'`,
        earlierBy,
      );
    });
    await exchange.tell('call.recording_ready', {
      call: call.call,
      recordingUrl: 'https://pbx.example/1.mp3',
    });
    expect(await listCalls(shop)).toMatchObject([
      { verdict: 'exact', visitor: ann.visitor, campaign, recordingUrl: 'https://pbx.example/1.mp3' },
    ]);
  });

  it('are kept as they came, without what is secret by its name', async () => {
    const shop = await aShop();
    const token = '0123456789abcdef0123456789abcdef';
    const { key } = await shop.admin<{ key: string }>('POST', 'integrations', {
      name: 'T',
      provider: 'twilio',
      secret: token,
    });
    const path = `/v1/telephony/twilio/${key}/events?source=tracking%20line`;
    const fields: Record<string, string> = {
      AuthToken: 'never kept',
      CallDuration: '31',
      CallSid: 'CA1',
      CallStatus: 'completed',
      From: CALLER,
      To: '+74951000001',
    };
    const text = `http://127.0.0.1:8787${path}${Object.entries(fields).flat().join('')}`;
    const hmac = { name: 'HMAC', hash: 'SHA-1' };
    const signer = await crypto.subtle.importKey('raw', new TextEncoder().encode(token), hmac, false, [
      'sign',
    ]);
    const mac = await crypto.subtle.sign('HMAC', signer, new TextEncoder().encode(text));
    const post = (signature: string) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        body: new URLSearchParams(fields).toString(),
      });
    expect((await post('AAAA')).status).toBe(403);
    expect((await post(btoa(String.fromCharCode(...new Uint8Array(mac))))).status).toBe(204);
    expect(await listCalls(shop)).toMatchObject([
      { provider: 'twilio', status: 'completed', talkS: 31, caller: CALLER },
    ]);
    const kept = await runInDurableObject(accountOf(shop), (_, { storage }) =>
      storage.sql.exec<{ raw: string }>('SELECT raw FROM call_events').toArray(),
    );
    expect(kept.map(({ raw }) => JSON.parse(raw))).toEqual([{ ...fields, AuthToken: undefined }]);
  });

  it('are refused when they are forged, unreadable or lead nowhere, and leave nothing behind', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const other = await anExchange(await aShop());
    const body = JSON.stringify({ type: 'call.started', data: started('+74951000001') });
    const refused = async (path: string, secret: string, text: string) => {
      const answer = await postSigned(path, secret, text);
      return [answer.status, (await answer.json<{ type: string }>()).type.split('/').at(-1)];
    };
    expect(await refused(exchange.path, other.secret, body)).toEqual([403, 'bad_signature']);
    expect(await refused(exchange.path.replace('webhook', 'twilio'), exchange.secret, body)).toEqual([
      404,
      'unknown_key',
    ]);
    expect(await refused(exchange.path.replace('webhook', 'nobody'), exchange.secret, body)).toEqual([
      404,
      'unknown_key',
    ]);
    expect(
      await refused(
        exchange.path.replace(/.(?=\/events)/, (last) => (last === '0' ? '1' : '0')),
        exchange.secret,
        body,
      ),
    ).toEqual([404, 'unknown_key']);
    expect(await refused(exchange.path, exchange.secret, '{"type":"call.started"}')).toEqual([
      400,
      'invalid',
    ]);
    expect(await refused(exchange.path, exchange.secret, 'nonsense')).toEqual([400, 'invalid']);
    expect(await refused(exchange.path, exchange.secret, 'x'.repeat(70_000))).toEqual([413, 'too_large']);
    await shop.admin('DELETE', `integrations/${exchange.id}`);
    expect(await refused(exchange.path, exchange.secret, body)).toEqual([404, 'unknown_key']);
    expect((await shop.admin<{ items: unknown[] }>('GET', 'calls')).items).toEqual([]);
  });
});

describe('a provider that asks where a call goes', () => {
  it('is told the office of the number by JSON, and the call is on record', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: POOL, office: shop.otherOffice });
    const exchange = await anExchange(shop);
    const path = exchange.path.replace('events', 'answer');
    const ask = async (number: string) => {
      const body = JSON.stringify({ type: 'call.started', data: started(number) });
      return (await postSigned(path, exchange.secret, body)).json();
    };
    expect(await ask('+74951000001')).toMatchObject({
      office: { id: shop.otherOffice, name: 'Service', address: '+74950002020', extension: null },
    });
    expect(await ask('+74999999999')).toEqual({ office: null });
    expect(await listCalls(shop)).toHaveLength(2);
  });

  it('is told in the language of Twilio', () => {
    const office = { id: 'off_1', name: 'A', address: '+74950002020', extension: '12' };
    expect(answerCall('twilio', office).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Dial answerOnBridge="true" timeout="45">' +
        '<Number sendDigits="ww12">+74950002020</Number></Dial></Response>',
    );
    const sip = { ...office, address: 'sip:a&b<c>@pbx.example' };
    expect(answerCall('twilio', sip).body).toContain('<Sip>sip:a&#38;b&#60;c&#62;@pbx.example</Sip>');
    expect(answerCall('twilio', null).body).toContain('<Response><Reject/></Response>');
  });
});

describe('the secret of an integration', () => {
  it('is shown with the creation, also when that is repeated, never again, and is not stored in the clear', async () => {
    const shop = await aShop();
    const create = () =>
      send(`/admin/v1/accounts/${shop.id}/integrations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.token}`, 'idempotency-key': 'integration-1' },
        body: JSON.stringify({ name: 'PBX', provider: 'webhook' }),
      }).then((answer) => answer.json<{ id: string; secret: string | null }>());
    const made = await create();
    expect(made.secret).toMatch(/^whsec_/);
    expect(await create()).toEqual(made);
    expect(await shop.admin('GET', `integrations/${made.id}`)).toMatchObject({ secret: null });
    const stored = await runInDurableObject(accountOf(shop), (_, { storage }) => {
      const tables = ['entities', 'answers', 'audit'];
      return tables.flatMap((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray());
    });
    expect(JSON.stringify(stored)).toContain('envelope');
    expect(JSON.stringify(stored)).not.toContain(made.secret);
  });

  it('can be replaced: the old one is refused from then on', async () => {
    const shop = await aShop();
    const exchange = await anExchange(shop);
    const secret = `whsec_${btoa('x'.repeat(32))}`;
    expect(await shop.admin('PATCH', `integrations/${exchange.id}`, { secret })).toMatchObject({
      secret: null,
    });
    const body = JSON.stringify({ type: 'call.started', data: started('+74951000001') });
    expect((await postSigned(exchange.path, exchange.secret, body)).status).toBe(403);
    expect((await postSigned(exchange.path, secret, body)).status).toBe(204);
  });

  it.each([
    [{ provider: 'twilio' }],
    [{ provider: 'webhook', secret: 'not a webhook secret at all' }],
    [{ provider: 'webhook', secret: `whsec_${btoa('short')}AAAAAA` }],
  ])('must fit its provider: %j', async (body) => {
    const shop = await aShop();
    await expect(shop.admin('POST', 'integrations', { name: 'X', ...body })).rejects.toThrow(
      /400.*"path":"secret"/,
    );
  });
});
