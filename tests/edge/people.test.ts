import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { aBrowser, aPerson, aRegistration, lettersTo, tokenFor } from './support/people.ts';

describe('registering', () => {
  it('sends a letter, and its button confirms, makes an account and signs in (S2-1 to S2-3)', async () => {
    const browser = aBrowser();
    const registration = aRegistration();
    const { status, body } = await browser.ask('POST', '/registrations', { body: registration });
    expect([status, body]).toEqual([202, { status: 'confirmation_sent' }]);
    expect(browser.jar.size).toBe(0);
    const [letter] = await lettersTo(registration.email);
    expect(letter?.html).toContain('Confirm and sign in');
    const token = await tokenFor(registration.email);
    const confirmed = await browser.ask('POST', '/registrations/confirm', { body: { token } });
    expect(confirmed.status).toBe(200);
    const { user, accounts } = confirmed.body;
    expect(user).toMatchObject({ email: registration.email, isConfirmed: true, contacts: [] });
    expect(accounts).toEqual([{ account: expect.any(String), name: registration.name, isOwner: true }]);
    const sites = await browser.ask('GET', `/accounts/${accounts[0].account}/sites`);
    expect([sites.status, sites.body.items]).toEqual([200, []]);
  });

  it('keeps nothing but HttpOnly cookies that belong to the admin pages', async () => {
    const { registration } = await aPerson();
    const { email, password } = registration;
    const answer = await aBrowser().ask('POST', '/sessions', { body: { email, password } });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/Path=\/admin.*HttpOnly.*SameSite=Lax/i);
  });

  it('answers the same for an address that is registered already, and tells only its mailbox', async () => {
    const { registration } = await aPerson();
    const again = await aBrowser().ask('POST', '/registrations', {
      body: aRegistration({ email: registration.email }),
    });
    expect([again.status, again.body]).toEqual([202, { status: 'confirmation_sent' }]);
    const letters = await lettersTo(registration.email);
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'You are registered already',
    ]);
  });

  it('names each field that cannot be accepted', async () => {
    const { status, body } = await aBrowser().ask('POST', '/registrations', {
      body: {
        name: '',
        email: 'nobody',
        phone: '84951234567',
        password: 'short',
        country: 'ru',
        timeZone: '?',
      },
    });
    expect(status).toBe(400);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect([...new Set(paths)].sort()).toEqual(['country', 'email', 'name', 'password', 'phone', 'timeZone']);
  });

  it('confirms once: the same letter signs nobody in again', async () => {
    const registration = aRegistration();
    await aBrowser().ask('POST', '/registrations', { body: registration });
    const token = await tokenFor(registration.email);
    await aBrowser().ask('POST', '/registrations/confirm', { body: { token } });
    const again = await aBrowser().ask('POST', '/registrations/confirm', { body: { token } });
    expect([again.status, again.body.type]).toEqual([403, expect.stringContaining('bad_link')]);
    const forged = await aBrowser().ask('POST', '/registrations/confirm', { body: { token: `${token}x` } });
    expect(forged.status).toBe(403);
  });
});

describe('signing in', () => {
  it('waits for the address to be confirmed, and sends another letter', async () => {
    const { email, password, ...rest } = aRegistration();
    await aBrowser().ask('POST', '/registrations', { body: { email, password, ...rest } });
    const answer = await aBrowser().ask('POST', '/sessions', { body: { email, password } });
    expect([answer.status, answer.body.type]).toEqual([403, expect.stringContaining('email_unconfirmed')]);
    expect((await lettersTo(email)).length).toBe(2);
  });

  it('does not tell a wrong password from an unknown address, and stops guessing', async () => {
    const { registration } = await aPerson();
    const guess = (email: string) =>
      aBrowser().ask('POST', '/sessions', { body: { email, password: 'not this one' } });
    const [wrong, unknown] = [await guess(registration.email), await guess('nobody@people.test')];
    expect([wrong.status, wrong.body.detail]).toEqual([unknown.status, unknown.body.detail]);
    expect(wrong.status).toBe(401);
    for (let i = 0; i < 9; i++) await guess(registration.email);
    const stopped = await aBrowser().ask('POST', '/sessions', {
      body: { email: registration.email, password: registration.password },
    });
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('works from our own pages only, and with JSON only', async () => {
    const person = await aPerson();
    const rename = { body: { name: 'Mallory' } };
    const foreign = await person.ask('PATCH', '/profile', {
      ...rename,
      headers: { origin: 'https://evil.test' },
    });
    expect(foreign.status).toBe(403);
    const form = await person.ask('POST', `/accounts/${person.account}/sites`, {
      body: { name: 'x', hosts: ['x.test'] },
      headers: { 'content-type': 'text/plain' },
    });
    expect(form.status).toBe(400);
    expect((await person.ask('GET', '/profile')).body.user.name).toBe(person.registration.name);
  });

  it('opens one’s own account and no other', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    expect((await one.ask('GET', `/accounts/${other.account}/sites`)).status).toBe(404);
    expect((await one.ask('GET', `/accounts/${other.account}`)).status).toBe(404);
    expect((await aBrowser().ask('GET', `/accounts/${one.account}/sites`)).status).toBe(401);
    const list = await one.ask('GET', '/accounts');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([one.account]);
  });
});

describe('sessions', () => {
  it('are listed, and end one by one or all at once', async () => {
    const person = await aPerson();
    const second = aBrowser();
    const { email, password } = person.registration;
    await second.ask('POST', '/sessions', { body: { email, password } });
    const { items } = (await person.ask('GET', '/sessions')).body;
    expect(items.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent).sort()).toEqual([false, true]);
    const foreign = items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
    expect((await person.ask('DELETE', `/sessions/${foreign.id}`)).status).toBe(204);
    expect((await second.ask('GET', '/profile')).status).toBe(401);
    expect((await person.ask('DELETE', `/sessions/${foreign.id}`)).status).toBe(404);
    expect((await person.ask('DELETE', '/sessions')).status).toBe(204);
    expect((await person.ask('GET', '/profile')).status).toBe(401);
  });

  it('end where one signs out', async () => {
    const person = await aPerson();
    const before = [...person.jar];
    expect((await person.ask('DELETE', '/sessions/current')).status).toBe(204);
    for (const [name, value] of before) person.jar.set(name, value);
    expect((await person.ask('GET', '/profile')).status).toBe(401);
  });
});

describe('the object of people', () => {
  it('knows its people after it was evicted, once it has had alarms', async () => {
    const person = await aPerson();
    const auth = env.AUTH.getByName('auth');
    await runInDurableObject(auth, (_, { storage }) => storage.setAlarm(Date.now() + 3_600_000));
    await evictDurableObject(auth);
    expect((await person.ask('GET', '/profile')).status).toBe(200);
    const { email, password } = person.registration;
    expect((await aBrowser().ask('POST', '/sessions', { body: { email, password } })).status).toBe(201);
  });
});

describe('a password', () => {
  it('is replaced by a letter, and every session ends', async () => {
    const person = await aPerson();
    const { email } = person.registration;
    expect((await aBrowser().ask('POST', '/password-resets', { body: { email } })).status).toBe(202);
    const token = await tokenFor(email);
    const fresh = { token, password: 'quite another password' };
    expect((await aBrowser().ask('POST', '/password-resets/confirm', { body: fresh })).status).toBe(204);
    expect((await person.ask('GET', '/profile')).status).toBe(401);
    const { password } = person.registration;
    expect((await aBrowser().ask('POST', '/sessions', { body: { email, password } })).status).toBe(401);
    const now = await aBrowser().ask('POST', '/sessions', { body: { email, password: fresh.password } });
    expect(now.status).toBe(201);
    expect((await aBrowser().ask('POST', '/password-resets/confirm', { body: fresh })).status).toBe(403);
  });

  it('is not asked for by anybody unknown, with the same answer', async () => {
    const email = 'stranger@people.test';
    const answer = await aBrowser().ask('POST', '/password-resets', { body: { email } });
    expect([answer.status, answer.body]).toEqual([202, { status: 'sent_if_registered' }]);
    expect(await lettersTo(email)).toEqual([]);
  });

  it('is changed by whoever knows it; other browsers are signed out', async () => {
    const person = await aPerson();
    const { email, password } = person.registration;
    const other = aBrowser();
    await other.ask('POST', '/sessions', { body: { email, password } });
    const wrong = await person.ask('POST', '/profile/password', {
      body: { current: 'x', next: 'y'.repeat(12) },
    });
    expect(wrong.status).toBe(401);
    const right = await person.ask('POST', '/profile/password', {
      body: { current: password, next: 'y'.repeat(12) },
    });
    expect(right.status).toBe(204);
    expect((await other.ask('GET', '/profile')).status).toBe(401);
    expect((await person.ask('GET', '/profile')).status).toBe(200);
  });
});

it('keeps a profile with further addresses to tell (S2-69 to S2-72)', async () => {
  const person = await aPerson();
  const change = { name: 'Anna', contacts: ['office@people.test'] };
  const { status, body } = await person.ask('PATCH', '/profile', { body: change });
  expect([status, body.name, body.contacts]).toEqual([200, 'Anna', change.contacts]);
  expect((await person.ask('GET', '/profile')).body.user).toMatchObject(change);
  const bad = await person.ask('PATCH', '/profile', { body: { email: 'new@people.test' } });
  expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'email']);
});

it('signs people in after the server was started anew', async () => {
  const { registration } = await aPerson();
  const { email, password } = registration;
  await evictDurableObject(env.AUTH.getByName('auth'));
  const browser = aBrowser();
  expect((await browser.ask('POST', '/sessions', { body: { email, password } })).status).toBe(201);
  await evictDurableObject(env.AUTH.getByName('auth'));
  expect((await browser.ask('GET', '/profile')).status).toBe(200);
});
