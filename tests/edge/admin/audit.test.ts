import { describe, expect, it } from 'vitest';
import type { Audit } from '../../../shared/contract/admin/audit.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { businessOf, join } from '../support/access.ts';
import { aBusiness, aNumber, type Business, operatorToken, send } from '../support/admin.ts';
import { aPerson } from '../support/people.ts';

const list = async (business: Pick<Business, 'ask'>, query = ''): Promise<Audit[]> =>
  (await business.ask('GET', `audit${query}`)).body.items;

describe('the audit of an account', () => {
  it('has a row for every change, in the envelope of events, with who made it', async () => {
    const business = await aBusiness();
    const office = await business.make('offices', { name: 'Main', phone: '+74950001010' });
    await business.patch(`offices/${office.id}`, { name: 'Showroom' });
    await business.ask('DELETE', `offices/${office.id}`);
    const rows = await list(business, `?entity=${office.id}`);
    expect(rows.map(({ type, action, data }) => [type, action, data.fields])).toEqual([
      ['offices.delete', 'delete', []],
      ['offices.update', 'update', ['name']],
      ['offices.create', 'create', expect.arrayContaining(['name', 'phone'])],
    ]);
    const [row] = rows;
    expect(row).toMatchObject({ account: business.account, site: null, actorName: 'First token' });
    expect([row?.actorKind, row?.actor]).toEqual(['token', expect.stringMatching(/^tok_/)]);
    expect((await business.ask('GET', `audit/${row?.id}`)).body).toEqual(row);
    expect(JSON.stringify(rows)).not.toContain('4950001010');
  });

  it('has them also of members, roles, grants, tokens, invitations, uploads, features and settings', async () => {
    const owner = await aPerson();
    const host = businessOf(owner);
    const guest = await aPerson();
    const member = await join(host, guest);
    const role = await host.make('roles', { name: 'Viewer', rights: [{ entity: 'calls', may: ['view'] }] });
    const grant = await host.make('grants', { member, role: role.id });
    await host.make('tokens', { name: 'T', scopes: ['calls:view'] });
    await host.ask('DELETE', `grants/${grant.id}`);
    await host.ask('DELETE', `members/${member}`);
    const { token } = await host.make('tokens', { name: 'Files', scopes: ['*'] });
    const bytes = new Uint8Array([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82,
    ]);
    await send('POST', `${ADMIN_PATH}/accounts/${owner.account}/uploads?name=a.png`, {
      token: String(token),
      body: new TextDecoder('latin1').decode(bytes),
    });
    await send('PUT', `${ADMIN_PATH}/accounts/${owner.account}/features`, {
      token: operatorToken(),
      body: { callbackWidget: true },
    });
    const { headers } = await owner.ask('GET', `/accounts/${owner.account}`);
    await owner.ask('PATCH', `/accounts/${owner.account}`, {
      body: { name: 'Renamed' },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    const rows = await list(host, '?sort=occurredAt&limit=100');
    expect(rows.map(({ type, actorKind }) => `${type} ${actorKind}`)).toEqual([
      'invitations.create user',
      'invitations.accept user',
      'roles.create user',
      'grants.create user',
      'tokens.create user',
      'grants.delete user',
      'members.delete user',
      'tokens.create user',
      'account.update operator',
      'account.update user',
    ]);
    expect(await list(host, `?actor=${guest.user.id}`)).toMatchObject([{ type: 'invitations.accept' }]);
  });

  it('is asked by who, what, which and when, as CSV too', async () => {
    const business = await aBusiness();
    for (let i = 0; i < 3; i++) await business.make('numbers', aNumber(i));
    await business.make('offices', { name: 'Main', phone: '+74950001010' });
    expect(await list(business, '?kind=numbers')).toHaveLength(3);
    expect(await list(business, '?action=create&type=offices.create')).toHaveLength(1);
    expect(await list(business, '?to=2020-01-01T00:00:00Z')).toEqual([]);
    const wrong = await business.ask('GET', 'audit?from=yesterday');
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
    const csv = await business.ask('GET', 'audit?kind=numbers', { headers: { accept: 'text/csv' } });
    expect(String(csv.body).trim().split('\r\n')).toHaveLength(4);
  });

  it('is written by nobody', async () => {
    const business = await aBusiness();
    expect((await business.ask('POST', 'audit', { body: {} })).status).toBe(405);
    await business.make('offices', { name: 'Main', phone: '+74950001010' });
    const [row] = await list(business);
    expect((await business.ask('DELETE', `audit/${row?.id}`)).status).toBe(405);
  });
});
