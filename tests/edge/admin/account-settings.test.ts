import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { AuditStore } from '../../../edge/objects/account/audit-store.ts';
import { DEFAULT_ORDERS, DEFAULT_PRIVACY } from '../../../shared/contract/admin/account.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { type Answer, type Ask, aBusiness, aTokenWith, type Business, send } from '../support/admin.ts';

const own = (business: Business, method: string, options: Ask = {}): Promise<Answer> =>
  send(method, `${ADMIN_PATH}/accounts/${business.account}`, { token: business.token, ...options });

async function change(business: Business, body: unknown): Promise<Answer> {
  const { headers } = await own(business, 'GET');
  return own(business, 'PATCH', { body, headers: { 'if-match': headers.get('etag') ?? '' } });
}

describe('the settings of an account', () => {
  it('are changed by a merge patch, audited by name, and kept', async () => {
    const business = await aBusiness();
    const { status, body, headers } = await change(business, {
      name: 'Beresta kitchens',
      attribution: { targetS: 60 },
    });
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body).toEqual({
      id: business.account,
      name: 'Beresta kitchens',
      timeZone: 'Europe/Moscow',
      country: 'RU',
      attribution: { lateWindowS: 86_400, uniqueDays: 180, targetS: 60 },
      alerts: { fallbackShare: 0.05 },
      mail: { language: 'auto' },
      orders: DEFAULT_ORDERS,
      privacy: DEFAULT_PRIVACY,
      features: { callbackWidget: true },
    });
    const read = await own(business, 'GET');
    expect([read.body, read.headers.get('etag')]).toEqual([body, '"2"']);
    const audit = await runInDurableObject(
      env.ACCOUNT.getByName(`account:${business.account}`),
      (_, { storage }) => new AuditStore(storage.sql).listOf(business.account, 10),
    );
    expect(audit).toMatchObject([
      { verb: 'update', kind: 'account', token: 'First token', fields: ['name', 'attribution'] },
    ]);
  });

  it('take null for no alert, and go back to the factory figures when all of a group is taken away', async () => {
    const business = await aBusiness();
    await change(business, { attribution: { lateWindowS: 0, uniqueDays: 30 } });
    const off = await change(business, {
      alerts: { fallbackShare: null },
      attribution: { uniqueDays: null },
    });
    expect(off.body).toMatchObject({
      attribution: { lateWindowS: 0, uniqueDays: 180 },
      alerts: { fallbackShare: null },
    });
    const back = await change(business, { alerts: null, attribution: null });
    expect(back.body).toMatchObject({
      attribution: { lateWindowS: 86_400, uniqueDays: 180, targetS: 120 },
      alerts: { fallbackShare: 0.05 },
    });
  });

  it('hold for rules at once: their hours are counted in the new time zone', async () => {
    const business = await aBusiness();
    const site = await business.make('sites', { name: 'Shop', hosts: ['shop.example'] });
    const zone = async () => {
      const account = env.ACCOUNT.getByName(`account:${business.account}`);
      const answer = await account.snapshot({ siteKey: String(site.key) });
      return answer.kind === 'found' ? answer.snapshot.edge.timeZone : answer.kind;
    };
    expect(await zone()).toBe('Europe/Moscow');
    await change(business, { timeZone: 'Asia/Vladivostok' });
    expect(await zone()).toBe('Asia/Vladivostok');
  });

  it('are the same version as before when nothing changes', async () => {
    const business = await aBusiness();
    const { status, headers } = await change(business, { name: 'Beresta', alerts: { fallbackShare: 0.05 } });
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
  });

  it.each([
    ['name', { name: '' }],
    ['timeZone', { timeZone: 'Europe/Atlantis' }],
    ['attribution.lateWindowS', { attribution: { lateWindowS: 604_801 } }],
    ['attribution.lateWindowS', { attribution: { lateWindowS: -1 } }],
    ['attribution.uniqueDays', { attribution: { uniqueDays: 0 } }],
    ['attribution.targetS', { attribution: { targetS: 1.5 } }],
    ['alerts.fallbackShare', { alerts: { fallbackShare: 5 } }],
    ['orders.countries.0', { orders: { countries: ['Russia'] } }],
    ['orders.lineTypes.0', { orders: { lineTypes: ['premium'] } }],
    ['orders.spendPerDay', { orders: { spendPerDay: -1 } }],
    ['alerts.colour', { alerts: { colour: 'red' } }],
    ['mail.language', { mail: { language: 'fr' } }],
    ['id', { id: '0123456789' }],
  ])('refuse a wrong %s by its path', async (path, body) => {
    const answer = await change(await aBusiness(), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
  });

  it('ask for the version that was changed, and refuse a lost race', async () => {
    const business = await aBusiness();
    const body = { name: 'Other' };
    expect((await own(business, 'PATCH', { body })).status).toBe(428);
    expect((await own(business, 'PATCH', { body, headers: { 'if-match': '"7"' } })).status).toBe(412);
    expect((await own(business, 'GET')).body.name).toBe('Beresta');
  });

  it('need the right to edit the account, and are not there for another account’s token', async () => {
    const business = await aBusiness();
    const body = { name: 'Other' };
    const headers = { 'if-match': '*' };
    const viewer = await aTokenWith(business, ['account:view', 'campaigns:*']);
    const refused = await own(business, 'PATCH', { body, headers, token: viewer });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('account:edit') } });
    const editor = await aTokenWith(business, ['account:edit']);
    expect((await own(business, 'PATCH', { body, headers, token: editor })).status).toBe(200);
    const { token } = await aBusiness();
    expect((await own(business, 'PATCH', { body, headers, token })).status).toBe(404);
  });

  it('are written as one: a fault of one field changes none', async () => {
    const business = await aBusiness();
    expect((await change(business, { name: 'Other', alerts: { fallbackShare: 2 } })).status).toBe(400);
    expect((await own(business, 'GET')).body.name).toBe('Beresta');
  });
});
