import { describe, expect, it } from 'vitest';
import { DEFAULT_ORDERS, DEFAULT_PRIVACY } from '../../../shared/contract/admin/account.ts';
import { ADMIN_PATH, adminPath } from '../../../shared/paths.ts';
import { aBusiness, aTokenWith, operatorToken, send } from '../support/admin.ts';

const ACCOUNTS = `${ADMIN_PATH}/accounts`;
/** What an account has that set nothing. */
const SETTINGS = {
  attribution: { lateWindowS: 86_400, uniqueDays: 180, targetS: 120 },
  alerts: { fallbackShare: 0.05 },
  mail: { language: 'auto' },
  orders: DEFAULT_ORDERS,
  features: { callbackWidget: true },
  privacy: DEFAULT_PRIVACY,
};
const BODY = { name: 'Beresta', timeZone: 'Europe/Moscow', country: 'RU' };

const create = (
  body: unknown,
  headers: Record<string, string> = {},
  token: string | null = operatorToken(),
) => send('POST', ACCOUNTS, { body, headers, token });

describe('making an account', () => {
  it('answers the account with a token that may do everything', async () => {
    const { status, headers, body } = await create(BODY);
    expect(status).toBe(201);
    expect(body.account).toEqual({ id: expect.stringMatching(/^[0-9a-z]{10}$/), ...BODY, ...SETTINGS });
    expect(body.token).toMatch(new RegExp(`^rl_${body.account.id}[0-9a-z]{32}$`));
    const own = await send('GET', headers.get('location') ?? '', { token: body.token });
    expect([own.status, own.body]).toEqual([200, body.account]);
    expect(
      (await send('GET', adminPath(body.account.id, 'sites'), { token: body.token })).body.items,
    ).toEqual([]);
  });

  it('makes another account each time', async () => {
    const [first, second] = [await create(BODY), await create(BODY)];
    expect(first.body.account.id).not.toBe(second.body.account.id);
  });

  it('answers the same account and token to the same key, and refuses the key with another body', async () => {
    const headers = { 'idempotency-key': `key-${crypto.randomUUID()}` };
    const [first, second] = [await create(BODY, headers), await create(BODY, headers)];
    expect(second.body).toEqual(first.body);
    expect((await create({ ...BODY, name: 'Other' }, headers)).status).toBe(422);
    const token = first.body.token;
    const place = first.headers.get('location') ?? '';
    await send('PATCH', place, { body: { name: 'Renamed' }, headers: { 'if-match': '*' }, token });
    expect(await create(BODY, headers)).toMatchObject({
      status: 201,
      body: { account: { name: 'Renamed' }, token },
    });
    expect((await create({ ...BODY, name: 'Renamed' }, headers)).status).toBe(422);
    const other = await create(BODY, { 'idempotency-key': `key-${crypto.randomUUID()}` });
    expect(other.body.account.id).not.toBe(first.body.account.id);
    expect(other.body.token.slice(-32)).not.toBe(first.body.token.slice(-32));
  });

  it.each([
    ['name', { ...BODY, name: '' }],
    ['timeZone', { ...BODY, timeZone: 'Europe/Atlantis' }],
    ['timeZone', { ...BODY, timeZone: '+03:00' }],
    ['country', { ...BODY, country: 'Russia' }],
    ['owner', { ...BODY, owner: 'me' }],
  ])('refuses a wrong %s', async (path, body) => {
    const answer = await create(body);
    expect([answer.status, answer.body.errors.map((error: { path: string }) => error.path)]).toEqual([
      400,
      [path],
    ]);
  });

  it('is for the operator alone', async () => {
    const { token } = await aBusiness();
    for (const other of [null, 'x', `${operatorToken()}x`, token]) {
      const { status, headers } = await create(BODY, {}, other);
      expect([other, status]).toEqual([other, 401]);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('gives the operator no way into an account', async () => {
    const { account } = await aBusiness();
    expect((await send('GET', adminPath(account, 'sites'), { token: operatorToken() })).status).toBe(401);
  });
});

describe('what a token is told of itself', () => {
  it('is its account and its scopes', async () => {
    const business = await aBusiness();
    const token = await aTokenWith(business, ['campaigns:view']);
    const { body } = await send('GET', `${ADMIN_PATH}/me`, { token });
    expect(body).toEqual({
      account: { id: business.account, ...BODY, ...SETTINGS },
      token: { name: 'narrow', scopes: ['campaigns:view'], expiresAt: null },
      roles: [],
      rights: { campaigns: { view: 'all' } },
    });
    expect((await send('GET', ACCOUNTS, { token })).body).toEqual({
      items: [body.account],
      nextCursor: null,
    });
  });

  it('is nothing without one', async () => {
    for (const path of [`${ADMIN_PATH}/me`, ACCOUNTS, adminPath('0123456789', '').slice(0, -1)]) {
      expect([path, (await send('GET', path)).status]).toEqual([path, 401]);
    }
  });
});

describe('what does not exist', () => {
  it.each(['/admin/v1', '/admin/v2/me', '/admin/v1/accounts/x/y/z/a', '/admin'])(
    '%s is a problem 404',
    async (path) => {
      const { status, headers, body } = await send('GET', path);
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
      expect(body).toMatchObject({ status: 404, requestId: expect.any(String) });
    },
  );

  it.each([
    ['PUT', 'sites', 'GET, POST'],
    ['POST', 'callbacks', 'GET'],
    ['POST', 'sites/site_0123456789abcdef', 'GET, PATCH, DELETE'],
    ['GET', 'campaigns/cmp_0123456789abcdef/start', 'POST'],
  ])('%s %s is 405 and says what does', async (method, path, allowed) => {
    const { status, headers } = await send(method, adminPath('0123456789', path));
    expect([status, headers.get('allow')?.split(', ').sort()]).toEqual([405, allowed.split(', ').sort()]);
  });
});
