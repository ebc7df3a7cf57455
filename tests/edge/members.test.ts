import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { adminMigrations } from '../../edge/objects/account/account-migrations.ts';
import { accessMigrations } from '../../edge/objects/account/members/access-migrations.ts';
import { MemberStore, memberMigrations } from '../../edge/objects/account/members/member-store.ts';
import { oweMembership } from '../../edge/objects/account/members/owe-membership.ts';
import { publishMigrations } from '../../edge/objects/account/publish-migrations.ts';
import { TokenStore } from '../../edge/objects/account/token-store.ts';
import { migrate } from '../../edge/objects/migrations.ts';
import { Outbox } from '../../edge/objects/outbox.ts';
import { Timers } from '../../edge/objects/timers.ts';
import { MemberSchema, TokenSchema } from '../../shared/contract/admin/access.ts';
import { businessOf, give, invitationFor, join } from './support/access.ts';
import { aPerson, lettersTo } from './support/people.ts';

const codeOf = (answer: { status: number; body: { type?: string } | null }) => [
  answer.status,
  answer.body?.type?.split('/').at(-1),
];

async function aHostAndGuest() {
  const [owner, guest] = [await aPerson(), await aPerson()];
  return { owner, guest, host: businessOf(owner) };
}

describe('an invitation', () => {
  it('is accepted by the person it was sent to, who then may enter (S2-73 to S2-76)', async () => {
    const { owner, guest, host } = await aHostAndGuest();
    const { email } = guest.registration;
    const made = await host.ask('POST', 'invitations', { body: { email: email.toUpperCase() } });
    expect([made.status, made.body]).toMatchObject([201, { email, status: 'pending' }]);
    const token = await invitationFor(email);
    expect(JSON.stringify(made.body)).not.toContain(token);
    const offer = await guest.ask('POST', '/invitations/read', { body: { token } });
    const told = {
      account: owner.account,
      name: owner.registration.name,
      invitedBy: owner.registration.name,
    };
    expect([offer.status, offer.body]).toMatchObject([200, told]);
    expect((await guest.ask('GET', `/accounts/${owner.account}/sites`)).status).toBe(404);
    expect((await guest.ask('POST', '/invitations/accept', { body: { token } })).status).toBe(200);
    const { body: profile } = await guest.ask('GET', '/profile');
    expect(profile.accounts).toMatchObject([
      { account: guest.account, isOwner: true },
      { account: owner.account, isOwner: false, name: owner.registration.name },
    ]);
    const members = (await host.ask('GET', 'members')).body.items;
    expect(members).toMatchObject([
      { isOwner: true, email: owner.registration.email },
      { isOwner: false, email, roles: [] },
    ]);
    expect((await host.ask('GET', 'invitations')).body.items).toMatchObject([{ status: 'accepted' }]);
    const list = (await guest.ask('GET', '/accounts')).body.items.map(({ id }: { id: string }) => id);
    expect(list).toEqual([guest.account, owner.account]);
  });

  it('is answered the same whether the address is registered or not', async () => {
    const { guest, host } = await aHostAndGuest();
    const answers = [];
    for (const email of [guest.registration.email, `nobody-${crypto.randomUUID()}@people.test`]) {
      const { status, body } = await host.ask('POST', 'invitations', { body: { email } });
      answers.push({ status, fields: Object.keys(body), state: body.status });
      expect(await lettersTo(email)).not.toEqual([]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is nothing to anybody else, nor to a token', async () => {
    const { owner, guest, host } = await aHostAndGuest();
    await host.make('invitations', { email: guest.registration.email });
    const token = await invitationFor(guest.registration.email);
    const stranger = await aPerson();
    for (const word of ['read', 'accept', 'decline']) {
      const path = `/invitations/${word}`;
      expect(codeOf(await stranger.ask('POST', path, { body: { token } }))).toEqual([403, 'forbidden']);
      expect(codeOf(await owner.ask('POST', path, { body: { token } }))).toEqual([403, 'forbidden']);
      const forged = token.slice(0, -4) + (token.endsWith('0000') ? '1111' : '0000');
      expect(codeOf(await guest.ask('POST', path, { body: { token: forged } }))).toEqual([403, 'bad_link']);
      const foreignPage = { body: { token }, headers: { origin: 'https://evil.test' } };
      expect((await guest.ask('POST', path, foreignPage)).status).toBe(403);
    }
    const program = await host.make('tokens', { name: 'All', scopes: ['*'] });
    const headers = { authorization: `Bearer ${program.token}` };
    const byToken = await fetchWith(headers, token);
    expect(byToken).toBe(401);
  });

  it('ends: withdrawn, declined, answered, or after a week', async () => {
    const { guest, host } = await aHostAndGuest();
    const { email } = guest.registration;
    const accept = async (token: string) =>
      codeOf(await guest.ask('POST', '/invitations/accept', { body: { token } }));
    const invite = async () => {
      const { id } = await host.make('invitations', { email });
      return { id, token: await invitationFor(email) };
    };
    const withdrawn = await invite();
    expect(codeOf(await host.ask('POST', 'invitations', { body: { email } }))).toEqual([409, 'conflict']);
    expect((await host.ask('DELETE', `invitations/${withdrawn.id}`)).status).toBe(204);
    expect(await accept(withdrawn.token)).toEqual([403, 'bad_link']);
    const declined = await invite();
    const body = { token: declined.token };
    expect((await guest.ask('POST', '/invitations/decline', { body })).status).toBe(204);
    expect(await accept(declined.token)).toEqual([403, 'bad_link']);
    const late = await invite();
    await runInDurableObject(env.ACCOUNT.getByName(`account:${host.account}`), (_, { storage }) => {
      storage.sql.exec(
        "UPDATE entities SET body = json_set(body, '$.expiresAt', 1) WHERE kind = 'invitations' AND id = ?",
        late.id,
      );
    });
    expect(await accept(late.token)).toEqual([403, 'bad_link']);
    expect((await host.ask('GET', `invitations/${late.id}`)).body.status).toBe('expired');
    const fourth = await host.ask('POST', 'invitations', { body: { email } });
    expect(codeOf(fourth)).toEqual([429, 'too_many_attempts']);
  });
});

describe('a member', () => {
  it('is gone with the next request once removed, and so is what they made', async () => {
    const { owner, guest, host } = await aHostAndGuest();
    const member = await join(host, guest);
    await give(host, member, { fullAccess: true });
    const there = (path: string) => guest.ask('GET', `/accounts/${owner.account}/${path}`);
    const made = await guest.ask('POST', `/accounts/${owner.account}/tokens`, {
      body: { name: 'Mine', scopes: ['*'] },
    });
    expect([(await there('sites')).status, made.status]).toEqual([200, 201]);
    expect((await host.ask('DELETE', `members/${member}`)).status).toBe(204);
    expect((await there('sites')).status).toBe(404);
    expect((await host.ask('GET', 'grants')).body.items).toEqual([]);
    const program = { authorization: `Bearer ${made.body.token}` };
    const byToken = await host.ask('GET', 'sites', { headers: program });
    expect(byToken.status).toBe(401);
    expect((await guest.ask('GET', '/profile')).body.accounts).toHaveLength(1);
  });

  it('may leave without any right, and remove nobody else; the owner stays', async () => {
    const { owner, guest, host } = await aHostAndGuest();
    const member = await join(host, guest);
    const other = await join(host, await aPerson());
    const [{ id: first }] = (await host.ask('GET', 'members')).body.items;
    const at = (id: string) => `/accounts/${owner.account}/members/${id}`;
    expect((await guest.ask('DELETE', at(other))).status).toBe(403);
    expect((await guest.ask('DELETE', at(member))).status).toBe(204);
    expect(codeOf(await host.ask('DELETE', `members/${first}`))).toEqual([409, 'conflict']);
  });
});

describe('who may enter', () => {
  it('reaches the object of people also when the account went down in between', async () => {
    const { owner, guest, host } = await aHostAndGuest();
    const { id: user } = guest.user;
    await runInDurableObject(env.ACCOUNT.getByName(`account:${host.account}`), (_, { storage }) => {
      new MemberStore(storage.sql).add(guest.user, false, 1);
      const outbox = new Outbox(storage, new Timers(storage), async () => []);
      const owe: Parameters<typeof oweMembership>[0] = (...fact) => outbox.add(...fact, 1);
      oweMembership(owe, { user, account: host.account, name: 'Theirs', isMember: true }, 1);
    });
    expect((await guest.ask('GET', '/profile')).body.accounts).toHaveLength(1);
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${host.account}`));
    const { accounts } = (await guest.ask('GET', '/profile')).body;
    expect(accounts).toMatchObject([{ account: guest.account }, { account: owner.account, name: 'Theirs' }]);
  });

  it('is decided by the account, whatever the object of people still believes', async () => {
    const { guest, host } = await aHostAndGuest();
    const stale = { user: guest.user.id, account: host.account, name: 'Gone', isMember: true };
    await env.AUTH.getByName('auth').setMembership(stale);
    expect((await guest.ask('GET', `/accounts/${host.account}/sites`)).status).toBe(404);
    const list = await guest.ask('GET', '/accounts');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([guest.account]);
    expect((await guest.ask('GET', '/shared')).body.items).toEqual([]);
  });
});

it('lists the tokens and the owner of an account that was made before there were roles', async () => {
  const kept = await runInDurableObject(env.SIM.getByName(`sim:${crypto.randomUUID()}`), (_, { storage }) => {
    migrate(storage, [adminMigrations, publishMigrations, memberMigrations]);
    const { sql } = storage;
    sql.exec("INSERT INTO members VALUES ('u1', 'a@people.test', 'Anna', 1, 5)");
    sql.exec("INSERT INTO tokens VALUES ('0123456789abcdef00', 'First token', '[\"*\"]', 5, NULL, NULL)");
    migrate(storage, [accessMigrations]);
    return {
      owner: new MemberStore(sql).find('u1'),
      token: new TokenStore(sql).use('0123456789abcdef00', 9),
    };
  });
  const { owner, token } = kept;
  expect(owner).toMatchObject({ user: 'u1', name: 'Anna', isOwner: true, since: 5 });
  expect(token).toEqual({
    id: 'tok_0123456789abcdef',
    name: 'First token',
    scopes: ['*'],
    expiresAt: null,
    createdAt: 5,
    createdBy: null,
  });
  for (const [schema, id] of [
    [MemberSchema.shape.id, owner?.id],
    [TokenSchema.shape.id, token?.id],
  ] as const) {
    expect(schema.safeParse(id).success).toBe(true);
  }
});

async function fetchWith(headers: Record<string, string>, token: string): Promise<number> {
  const response = await exports.default.fetch(
    new Request('http://127.0.0.1:8787/admin/v1/invitations/accept', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8787', ...headers },
      body: JSON.stringify({ token }),
    }),
  );
  return response.status;
}
