import { describe, expect, it } from 'vitest';
import { adminPath } from '../../../shared/paths.ts';
import { anAccount, aShop, send, type TestAccount } from '../support/account.ts';

const TWILIO = {
  name: 'Twilio',
  provider: 'twilio',
  secret: 'fedcba9876543210fedcba9876543210',
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  from: '+74950009000',
};
const GATEWAY = { name: 'PBX', provider: 'webhook', url: 'https://pbx.shop.example/ringlet' };

interface Faulty {
  errors?: { path: string; code: string }[];
}

/** The status of a request, and the first fault that it names. */
async function tryAdmin(account: TestAccount, method: string, path: string, body?: unknown) {
  const headers: Record<string, string> = { authorization: `Bearer ${account.token}` };
  if (method !== 'POST') {
    const known = await send(adminPath(account.id, path), { headers });
    headers['if-match'] = known.headers.get('etag') ?? '';
    await known.body?.cancel();
  }
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const answer = await send(adminPath(account.id, path), init);
  const text = await answer.text();
  const fault = (text === '' ? {} : (JSON.parse(text) as Faulty)).errors?.[0];
  return { status: answer.status, fault: fault ? `${fault.path} ${fault.code}` : null, text };
}

describe('the integrations of an account', () => {
  it('never answer their secrets, but the one that was made, once', async () => {
    const account = await anAccount();
    const apiKeySecret = 'aaaabbbbccccddddeeeeffff';
    const apiKeySid = 'SK0123456789abcdef0123456789abcdef';
    const made = await account.admin<{ id: string; secret: string }>('POST', 'integrations', {
      ...TWILIO,
      apiKeySid,
      apiKeySecret,
    });
    expect(made.secret).toBe(TWILIO.secret);
    const renewed = await tryAdmin(account, 'PATCH', `integrations/${made.id}`, {
      apiKeySecret: 'x'.repeat(24),
    });
    const read = await tryAdmin(account, 'GET', `integrations/${made.id}`);
    expect(JSON.parse(read.text)).toMatchObject({ accountSid: TWILIO.accountSid, apiKeySid, secret: null });
    for (const { text } of [renewed, read]) {
      expect(text).not.toMatch(/aaaabbbb|xxxxxxxx|fedcba98|envelope|apiKeySecret/);
    }
  });

  it.each([
    ['http://pbx.shop.example/', 'url invalid_format'],
    ['https://10.0.0.5/', 'url invalid_format'],
    ['https://pbx.local/', 'url invalid_format'],
    ['https://user:word@pbx.shop.example/', 'url invalid_format'],
    ['ftp://pbx.shop.example/', 'url invalid_format'],
  ])('take no gateway at %s', async (url, fault) => {
    const account = await anAccount();
    expect(await tryAdmin(account, 'POST', 'integrations', { ...GATEWAY, url })).toMatchObject({
      status: 400,
      fault,
    });
  });

  it('are what a widget needs to call by a provider outside', async () => {
    const shop = await aShop();
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    const path = `widgets/${items[0]?.id}`;
    const change = async (body: unknown) => (await tryAdmin(shop, 'PATCH', path, body)).fault;
    const make = async (body: object) => (await shop.admin<{ id: string }>('POST', 'integrations', body)).id;
    const bare = await make({ name: 'Tells only', provider: 'webhook' });
    const [gateway, twilio] = [await make(GATEWAY), await make(TWILIO)];
    expect(await change({ provider: 'twilio' })).toBe('integration required');
    expect(await change({ provider: 'twilio', integration: 'int_0123456789abcdef' })).toBe(
      'integration unknown_reference',
    );
    expect(await change({ provider: 'twilio', integration: gateway })).toBe('integration mismatch');
    expect(await change({ provider: 'webhook', integration: bare })).toBe('integration incomplete');
    expect(await change({ provider: 'webhook', integration: gateway })).toBeNull();
    expect(await change({ provider: 'twilio', integration: twilio })).toBeNull();
  });

  it('stay as they are needed while a widget calls by them', async () => {
    const shop = await aShop();
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    const { id } = await shop.admin<{ id: string }>('POST', 'integrations', GATEWAY);
    await shop.admin('PATCH', `widgets/${items[0]?.id}`, { provider: 'webhook', integration: id });
    expect((await tryAdmin(shop, 'PATCH', `integrations/${id}`, { url: null })).status).toBe(409);
    expect((await tryAdmin(shop, 'DELETE', `integrations/${id}`)).status).toBe(409);
    expect((await tryAdmin(shop, 'PATCH', `integrations/${id}`, { name: 'Renamed' })).status).toBe(200);
    await shop.admin('PATCH', `widgets/${items[0]?.id}`, { provider: 'simulator', integration: null });
    expect((await tryAdmin(shop, 'DELETE', `integrations/${id}`)).status).toBe(204);
  });
});
