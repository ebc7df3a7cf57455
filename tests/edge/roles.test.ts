import { describe, expect, it } from 'vitest';
import { businessOf, give, join } from './support/access.ts';
import { aNumber } from './support/admin.ts';
import { aPerson } from './support/people.ts';

type Answer = { status: number; body: { type?: string; items?: { id: string }[] } | null };
const codeOf = ({ status, body }: Answer) => [status, body?.type?.split('/').at(-1)];
const idsOf = ({ body }: Answer) => (body?.items ?? []).map(({ id }) => id);

async function aSharedAccount() {
  const [owner, guest] = [await aPerson(), await aPerson()];
  const host = businessOf(owner);
  const member = await join(host, guest);
  const sites = [
    await host.make('sites', { name: 'A', hosts: ['a.example'] }),
    await host.make('sites', { name: 'B', hosts: ['b.example'] }),
  ].map(({ id }) => id);
  const ask = (method: string, path: string, options?: Parameters<typeof guest.ask>[2]) =>
    guest.ask(method, `/accounts/${owner.account}/${path}`, options);
  return { owner, guest, host, member, sites, ask };
}

describe('a grant', () => {
  it('needs an attached member and a role, and names which is missing (S2-77)', async () => {
    const host = businessOf(await aPerson());
    const body = { member: 'mem_0123456789abcdef', role: 'rol_0123456789abcdef' };
    expect(codeOf(await host.ask('POST', 'grants', { body }))).toEqual([409, 'no_member']);
    const member = await join(host, await aPerson());
    expect(codeOf(await host.ask('POST', 'grants', { body }))).toEqual([409, 'no_role']);
    const role = await host.make('roles', { name: 'Viewer' });
    const wrong = await host.ask('POST', 'grants', { body });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual(['member', 'role']);
    const right = await host.ask('POST', 'grants', { body: { member, role: role.id } });
    expect(right.status).toBe(201);
    expect(codeOf(await host.ask('POST', 'grants', { body: { member, role: role.id } }))).toEqual([
      409,
      'conflict',
    ]);
  });

  it('counts from the next request on, and its end too; its role lists who has it (S2-87, S2-88)', async () => {
    const { host, member, guest, ask } = await aSharedAccount();
    expect((await ask('GET', 'sites')).status).toBe(403);
    const { role, grant } = await give(host, member, { rights: [{ entity: 'sites', may: ['view'] }] });
    expect((await ask('GET', 'sites')).status).toBe(200);
    const { email, name } = guest.registration;
    expect((await host.ask('GET', `roles/${role}`)).body.grantees).toEqual([{ grant, member, name, email }]);
    expect(codeOf(await host.ask('DELETE', `roles/${role}`))).toEqual([409, 'in_use']);
    expect((await host.ask('DELETE', `grants/${grant}`)).status).toBe(204);
    expect((await ask('GET', 'sites')).status).toBe(403);
    expect((await host.ask('DELETE', `roles/${role}`)).status).toBe(204);
  });
});

describe('a viewer', () => {
  it('sees, and neither edits, deletes nor creates; their own things stay theirs (S2-89)', async () => {
    const { host, member, guest, sites, ask } = await aSharedAccount();
    await host.make('numbers', aNumber(1));
    const rights = ['sites', 'offices', 'numbers', 'widgets', 'calls', 'campaigns', 'integrations'].map(
      (entity) => ({ entity, may: ['view'] }),
    );
    await give(host, member, { rights });
    expect(idsOf(await ask('GET', 'sites'))).toEqual(sites);
    expect(idsOf(await ask('GET', 'numbers'))).toHaveLength(1);
    const site = `sites/${sites[0]}`;
    const headers = { 'if-match': '*' };
    expect((await ask('PATCH', site, { body: { name: 'Mine' }, headers })).status).toBe(403);
    expect((await ask('DELETE', site)).status).toBe(403);
    expect((await ask('POST', 'sites', { body: { name: 'C', hosts: ['c.example'] } })).status).toBe(403);
    expect((await ask('POST', 'numbers', { body: aNumber(2) })).status).toBe(403);
    expect((await ask('PATCH', '', { body: { name: 'Mine' }, headers })).status).toBe(404);
    const whole = await guest.ask('PATCH', `/accounts/${host.account}`, { body: { name: 'Mine' }, headers });
    expect(whole.status).toBe(403);
    expect((await ask('GET', 'calls')).status).toBe(200);
    expect((await ask('GET', 'calls', { headers: { accept: 'text/csv' } })).status).toBe(403);
    const own = businessOf(guest);
    const made = await own.make('sites', { name: 'Own', hosts: ['own.example'] });
    expect((await own.ask('DELETE', `sites/${made.id}`)).status).toBe(204);
  });

  it('of single items finds those in lists, and the others nowhere (S2-82)', async () => {
    const { host, member, sites, ask } = await aSharedAccount();
    const [a, b] = sites as [string, string];
    const rights = [{ entity: 'sites', may: ['view', 'edit'], items: [a] }];
    const { role, grant } = await give(host, member, { rights });
    expect(idsOf(await ask('GET', 'sites'))).toEqual([a]);
    expect(idsOf(await ask('GET', 'sites?limit=1'))).toEqual([a]);
    expect([(await ask('GET', `sites/${a}`)).status, (await ask('GET', `sites/${b}`)).status]).toEqual([
      200, 404,
    ]);
    const change = { body: { name: 'Changed' }, headers: { 'if-match': '*' } };
    expect((await ask('PATCH', `sites/${a}`, change)).status).toBe(200);
    expect((await ask('PATCH', `sites/${b}`, change)).status).toBe(404);
    expect((await ask('GET', `sites/${b}/code`)).status).toBe(404);
    expect((await ask('POST', 'sites', { body: { name: 'C', hosts: ['c.example'] } })).status).toBe(403);
    const csv = await ask('GET', 'sites', { headers: { accept: 'application/x-ndjson' } }).catch(() => null);
    expect(JSON.stringify(csv?.body ?? '')).not.toContain(b);
    const { headers } = await host.ask('GET', `grants/${grant}`);
    const narrowed = await host.ask('PATCH', `grants/${grant}`, {
      body: { only: [{ entity: 'sites', items: [b] }] },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect([narrowed.status, narrowed.body.role]).toEqual([200, role]);
    expect((await ask('GET', 'sites')).status).toBe(403);
  });
});

describe('nobody', () => {
  it('gives what they have not got: by a role, by a grant, by a token', async () => {
    const { host, member, ask } = await aSharedAccount();
    const may = ['view', 'create', 'edit', 'delete'];
    const full = await host.make('roles', { name: 'All', fullAccess: true });
    const managing = [
      { entity: 'roles', may },
      { entity: 'grants', may },
      { entity: 'tokens', may: ['view', 'create', 'delete'] },
      { entity: 'sites', may: ['view'] },
    ];
    const { role } = await give(host, member, { rights: managing });
    const more = [{ entity: 'sites', may: ['edit'] }];
    const wider = await ask('POST', 'roles', { body: { name: 'More', rights: more } });
    expect(wider.body).toMatchObject({ errors: [{ path: 'rights.0', code: 'beyond_own_rights' }] });
    const all = await ask('POST', 'roles', { body: { name: 'More', fullAccess: true } });
    expect(all.body).toMatchObject({ errors: [{ path: 'fullAccess', code: 'beyond_own_rights' }] });
    const change = { body: { rights: [...managing, ...more] }, headers: { 'if-match': '*' } };
    expect((await ask('PATCH', `roles/${role}`, change)).status).toBe(400);
    const granted = await ask('POST', 'grants', { body: { member, role: full.id } });
    expect(codeOf(granted)).toEqual([403, 'forbidden']);
    for (const scope of ['*', 'sites:*', 'sites:edit']) {
      const token = await ask('POST', 'tokens', { body: { name: 'T', scopes: ['sites:view', scope] } });
      expect(token.body).toMatchObject({ errors: [{ path: 'scopes.1', code: 'beyond_own_rights' }] });
    }
    const within = await ask('POST', 'roles', { body: { name: 'Less', rights: [managing[3]] } });
    expect(within.status).toBe(201);
  });
});

describe('what others share with me', () => {
  it('is listed by account with roles and rights, and asked for by right (S1-8, S2-78)', async () => {
    const { owner, guest, host, member, sites } = await aSharedAccount();
    const shared = async (query = '') => (await guest.ask('GET', `/shared${query}`)).body.items;
    expect(await shared()).toMatchObject([{ account: owner.account, roles: [], rights: {} }]);
    const rights = [
      { entity: 'widgets', may: ['view', 'create'] },
      { entity: 'sites', may: ['view'], items: [sites[0]] },
    ];
    const { role } = await give(host, member, { name: 'Agency', rights });
    expect(await shared()).toMatchObject([
      {
        account: owner.account,
        name: owner.registration.name,
        roles: [{ id: role, name: 'Agency' }],
        rights: { widgets: { view: 'all', create: 'all' }, sites: { view: [sites[0]] } },
      },
    ]);
    expect(await shared('?right=widgets:create')).toHaveLength(1);
    for (const right of ['widgets:delete', 'sites:view', 'constructor:name']) {
      expect(await shared(`?right=${right}`)).toEqual([]);
    }
    expect((await owner.ask('GET', '/shared')).body.items).toEqual([]);
    expect((await guest.ask('GET', '/shared?colour=red')).status).toBe(400);
    const body = { name: 'For them', site: sites[0] };
    const made = await guest.ask('POST', `/accounts/${owner.account}/widgets`, { body });
    expect([made.status, made.body.name]).toEqual([201, 'For them']);
  });
});
