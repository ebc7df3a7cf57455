import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { businessOf, give, join, sendBy } from '../support/access.ts';
import { aBusiness, type Business } from '../support/admin.ts';
import { aPerson } from '../support/people.ts';

async function rowsOf({ account }: Pick<Business, 'account'>): Promise<string> {
  return runInDurableObject(env.ACCOUNT.getByName(`account:${account}`), (_, { storage }) =>
    JSON.stringify(
      ['tokens', 'entities', 'answers', 'audit', 'invitation_letters'].map((table) =>
        storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
      ),
    ),
  );
}

describe('an API token', () => {
  it('is shown in the answer that makes it and kept nowhere (S2-99)', async () => {
    const business = await aBusiness();
    const made = await business.make('tokens', { name: 'Reports', scopes: ['sites:view'] });
    expect(made.token).toMatch(new RegExp(`^rl_${business.account}[0-9a-z]{32}$`));
    const use = sendBy(String(made.token), business.account);
    expect((await use('GET', 'sites')).status).toBe(200);
    expect((await use('POST', 'sites', { body: {} })).status).toBe(403);
    const { body } = await business.ask('GET', 'tokens');
    expect(body.items).toMatchObject([
      { name: 'First token', createdBy: null, token: null },
      {
        id: made.id,
        token: null,
        lastUsedAt: expect.any(String),
        createdBy: { kind: 'token', name: 'First token' },
      },
    ]);
    expect(await rowsOf(business)).not.toContain(made.token);
  });

  it('is answered the same by a repetition of its creation, and by no other key', async () => {
    const business = await aBusiness();
    const body = { name: 'Reports', scopes: ['sites:view'] };
    const create = (key: string) =>
      business.ask('POST', 'tokens', { body, headers: { 'idempotency-key': key } });
    const [first, again, other] = [await create('one'), await create('one'), await create('two')];
    expect([first.body.token, again.body.id]).toEqual([again.body.token, first.body.id]);
    expect(other.body.token).not.toBe(first.body.token);
    await business.ask('DELETE', `tokens/${first.body.id}`);
    expect((await create('one')).body.token).toBeNull();
    expect(await rowsOf(business)).not.toContain(other.body.token);
  });

  it('is refused from the moment it is deleted or has expired, with all that were made by it', async () => {
    const business = await aBusiness();
    const parent = await business.make('tokens', { name: 'P', scopes: ['tokens:*', 'sites:view'] });
    const byParent = sendBy(String(parent.token), business.account);
    const child = await byParent('POST', 'tokens', { body: { name: 'C', scopes: ['sites:view'] } });
    const byChild = sendBy(child.body.token, business.account);
    expect((await byChild('GET', 'sites')).status).toBe(200);
    const wider = await byParent('POST', 'tokens', { body: { name: 'W', scopes: ['sites:edit'] } });
    expect(wider.body).toMatchObject({ errors: [{ path: 'scopes.0', code: 'beyond_own_rights' }] });
    expect((await business.ask('DELETE', `tokens/${parent.id}`)).status).toBe(204);
    expect([(await byParent('GET', 'sites')).status, (await byChild('GET', 'sites')).status]).toEqual([
      401, 401,
    ]);
    const past = { name: 'Past', scopes: ['*'], expiresAt: '2020-01-01T00:00:00.000Z' };
    const refused = await business.ask('POST', 'tokens', { body: past });
    expect(refused.body).toMatchObject({ errors: [{ path: 'expiresAt' }] });
  });

  it('never may more than whoever made it may now', async () => {
    const [owner, guest] = [await aPerson(), await aPerson()];
    const host = businessOf(owner);
    const member = await join(host, guest);
    const site = await host.make('sites', { name: 'A', hosts: ['a.example'] });
    await host.make('sites', { name: 'B', hosts: ['b.example'] });
    const rights = [
      { entity: 'tokens', may: ['create'] },
      { entity: 'sites', may: ['view'], items: [site.id] },
    ];
    const { grant } = await give(host, member, { rights });
    const made = await guest.ask('POST', `/accounts/${owner.account}/tokens`, {
      body: { name: 'Mine', scopes: ['sites:view'] },
    });
    const use = sendBy(made.body.token, owner.account);
    expect((await use('GET', 'sites')).body.items).toMatchObject([{ id: site.id }]);
    await host.ask('DELETE', `grants/${grant}`);
    expect((await use('GET', 'sites')).status).toBe(403);
  });
});
