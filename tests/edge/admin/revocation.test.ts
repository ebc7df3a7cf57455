import { describe, expect, it } from 'vitest';
import { attach, businessOf, give } from '../support/access.ts';
import { type Answer, aBusiness } from '../support/admin.ts';
import { aBrowser, aPerson, aRegistration, tokenFor } from '../support/people.ts';

/** What is taken back while it is used all the time: no request that begins after the answer is let in. */

interface Asked {
  begunAfter: boolean;
  status: number;
}

/** Asks without a pause, eight at a time, and takes back in the middle of it. */
async function underLoad(ask: () => Promise<Answer>, takeBack: () => Promise<Answer>): Promise<Asked[]> {
  const asked: Asked[] = [];
  let isGone = false;
  const client = async () => {
    for (let after = 0; after < 10; ) {
      const begunAfter = isGone;
      const { status } = await ask();
      asked.push({ begunAfter, status });
      if (begunAfter) after += 1;
    }
  };
  const clients = Array.from({ length: 8 }, client);
  for (let before = 0; before < 40; before = asked.length) await ask();
  const { status } = await takeBack();
  expect(status).toBeLessThan(300);
  isGone = true;
  await Promise.all(clients);
  return asked;
}

function expectGone(asked: readonly Asked[], refusal: number): void {
  const statuses = (after: boolean) =>
    new Set(asked.filter(({ begunAfter }) => begunAfter === after).map(({ status }) => status));
  expect(statuses(false).has(200)).toBe(true);
  expect([...statuses(true)]).toEqual([refusal]);
  expect(asked.filter(({ begunAfter }) => begunAfter).length).toBeGreaterThanOrEqual(80);
}

describe('while it is used', () => {
  it('a token that is deleted is refused from the next request on', async () => {
    const business = await aBusiness();
    const { id, token } = await business.make('tokens', { name: 'T', scopes: ['sites:view'] });
    const asked = await underLoad(
      () => business.ask('GET', 'sites', { token: String(token) }),
      () => business.ask('DELETE', `tokens/${id}`),
    );
    expectGone(asked, 401);
  });

  it.each([
    ['a grant that is withdrawn', 403, 'grants'],
    ['a member who is removed', 404, 'members'],
  ] as const)('%s is', async (_, refusal, what) => {
    const [owner, guest] = [await aPerson(), await aPerson()];
    const host = businessOf(owner);
    const { id, email, name } = guest.user;
    const member = await attach(host, { id, email, name });
    const { grant } = await give(host, member, { rights: [{ entity: 'sites', may: ['view'] }] });
    const asked = await underLoad(
      () => guest.ask('GET', `/accounts/${owner.account}/sites`),
      () => host.ask('DELETE', `${what}/${what === 'grants' ? grant : member}`),
    );
    expectGone(asked, refusal);
  });

  it('a role that loses a right is', async () => {
    const [owner, guest] = [await aPerson(), await aPerson()];
    const host = businessOf(owner);
    const { id, email, name } = guest.user;
    const member = await attach(host, { id, email, name });
    const { role } = await give(host, member, { rights: [{ entity: 'sites', may: ['view'] }] });
    const asked = await underLoad(
      () => guest.ask('GET', `/accounts/${owner.account}/sites`),
      () => host.ask('PATCH', `roles/${role}`, { body: { rights: [] }, headers: { 'if-match': '*' } }),
    );
    expectGone(asked, 403);
  });

  it('a browser that is signed out everywhere is', async () => {
    const person = await aPerson();
    const thief = aBrowser();
    for (const [name, value] of person.jar) thief.jar.set(name, value);
    const asked = await underLoad(
      () => thief.ask('GET', '/profile'),
      () => person.ask('DELETE', '/sessions'),
    );
    expectGone(asked, 401);
  });
});

describe('a session', () => {
  it('is never one that somebody else laid in the browser beforehand', async () => {
    const attacker = await aPerson();
    const { email, password } = (await aPerson()).registration;
    const victim = aBrowser();
    for (const [name, value] of attacker.jar) victim.jar.set(name, value);
    const laid = [...victim.jar.values()];
    expect((await victim.ask('POST', '/sessions', { body: { email, password } })).status).toBe(201);
    for (const value of laid) expect([...victim.jar.values()]).not.toContain(value);
    expect((await attacker.ask('GET', '/profile')).body.user.email).not.toBe(email);
    expect((await victim.ask('GET', '/profile')).body.user.email).toBe(email);
    // Nor by confirming an address in a browser where somebody is signed in.
    const newcomer = aRegistration();
    await victim.ask('POST', '/registrations', { body: newcomer });
    const before = [...victim.jar.values()];
    const token = await tokenFor(newcomer.email);
    await victim.ask('POST', '/registrations/confirm', { body: { token } });
    expect((await victim.ask('GET', '/profile')).body.user.email).toBe(newcomer.email);
    for (const value of before) expect([...victim.jar.values()]).not.toContain(value);
  });

  it('counts for no page of another origin, whatever the method, and for none that says nothing of itself', async () => {
    const person = await aPerson();
    const path = `/accounts/${person.account}/sites`;
    const body = { name: 'x', hosts: ['x.example'] };
    for (const origin of [
      'https://evil.test',
      'null',
      'http://127.0.0.1:8788',
      'http://localhost:8787',
      '',
    ]) {
      expect([origin, (await person.ask('POST', path, { body, headers: { origin } })).status]).toEqual([
        origin,
        403,
      ]);
      expect((await person.ask('DELETE', '/sessions', { headers: { origin } })).status).toBe(403);
    }
    expect((await person.ask('GET', path)).body.items).toEqual([]);
  });
});
